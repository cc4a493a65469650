"""A folder of documents that the source view shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ingest.readers.pdf import read_pdf
from polycite.adapters.pages.pdfium_drawer import PdfiumDrawer
from polycite.model import Document, Facts
from polycite.web.app import create_app
from tests.polycite.web.pages.viewing.views import HOSTILE, LEAVE, sentence
from tests.polycite.web.printed import Folder, beside, filed, indexed


@pytest.fixture(scope="session")
def leave(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A PDF of the sample corpus as ingest reads it, three pages."""
    data, reading = LEAVE.read_bytes(), read_pdf(LEAVE)
    facts = Facts(
        "Congés 2024",
        "fr",
        publisher="Service RH",
        published=date(2023, 11, 6),
        valid_from=date(2024, 1, 1),
        valid_to=date(2026, 12, 31),
        family="leave",
        url="https://example.org/conges",
    )
    found = filed(tmp_path_factory.mktemp("read"), "conges.pdf", data, reading.text, facts, reading.pages)
    source = replace(found.source, id="fr-conges.pdf", path="fr/conges.pdf")
    return replace(found, id="fr-conges.pdf", source=source)


@pytest.fixture
def folder(tmp_path: Path, leave: Document) -> Folder:
    root = tmp_path / "corpus"
    (root / "fr").mkdir(parents=True)
    (root / "fr" / "conges.pdf").write_bytes(LEAVE.read_bytes())
    dutch = filed(
        root,
        "nl/verlof.txt",
        b"verlof",
        "Verlof.\n\nElk personeelslid heeft recht op verlof.",
        Facts("Verlof", "nl", family="leave"),
    )
    hostile = filed(root, "nl/kwaad.txt", b"kwaad", "\n\n".join(HOSTILE), Facts(HOSTILE[0], "nl", publisher=HOSTILE[1]))
    old = filed(root, "nl/oud.txt", b"oud", "Oud verlof.", Facts("Oud", "nl", valid_to=date(2025, 12, 31)))
    new = filed(root, "nl/nieuw.txt", b"nieuw", "Nieuw.", Facts("Nieuw <b>", "nl", supersedes=("nl/oud.txt",)))
    hidden = filed(root, "en/leave.txt", b"leave", "Leave.", Facts("Leave", "en", family="leave", readers=("hr",)))
    same = beside((leave, sentence(leave)), (dutch, "Elk personeelslid heeft recht op verlof."))
    secret = beside((leave, sentence(leave)), (hidden, "Leave."))
    return indexed(root, [leave, dutch, hostile, old, new, hidden], [same, secret])


@pytest.fixture
def site(folder: Folder, tmp_path: Path) -> Iterator[TestClient]:
    drawer = PdfiumDrawer(tmp_path / "cache")
    with TestClient(create_app(folder.asker, drawer=drawer)) as client:
        yield client
    drawer.close()
