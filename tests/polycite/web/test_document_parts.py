from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from polycite.adapters.pages.pdfium_drawer import PdfiumDrawer
from polycite.model import Facts, Page, Span
from polycite.web.app import create_app
from tests.adapters.small_pdfs import RED_SQUARE
from tests.polycite.web.printed import Folder, filed, indexed

TEXT = "Telewerk mag.\nNiet \ud800 altijd."
PAGES = (Page(1, "i", Span(0, 14), 200, 100), Page(2, "ii", Span(14, len(TEXT)), 200, 100))
HTML = b"<!doctype html><script>alert(1)</script><p>Beleid</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    root = tmp_path / "corpus"
    return indexed(
        root,
        [
            filed(
                root,
                "nl/telewerk.pdf",
                RED_SQUARE,
                TEXT,
                Facts("Telewerk", "nl", supersedes=("nl/oud.txt",), family="telewerk"),
                PAGES,
            ),
            filed(root, "nl/beleid.html", HTML, "Beleid", Facts("Beleid", "nl")),
            filed(
                root,
                "fr/télétravail.pdf",
                RED_SQUARE + b"\n",
                "Non.",
                Facts("Télétravail", "fr", family="telewerk"),
                PAGES[:1],
            ),
            filed(
                root,
                "nl/salaris.pdf",
                RED_SQUARE + b"\n\n",
                "Geheim.",
                Facts("Salaris", "nl", readers=("hr",), family="telewerk"),
            ),
            filed(root, "nl/oud.txt", b"oud", "oud", Facts("Oud", "nl")),
        ],
    )


@pytest.fixture
def site(folder: Folder, tmp_path: Path) -> Iterator[TestClient]:
    drawer = PdfiumDrawer(tmp_path / "cache")
    with TestClient(create_app(folder.asker, drawer=drawer)) as client:
        yield client
    drawer.close()


def problem(site: TestClient, address: str) -> tuple[int, str]:
    response = site.get(address)
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["type"].rpartition(":")[2]


def test_a_document_is_told_as_the_list_tells_it(site: TestClient) -> None:
    lines = {one["id"]: one for one in site.get("/v1/documents").json()["documents"]}
    assert {name: site.get(f"/v1/documents/{name}").json() for name in lines} == lines
    assert lines["nl-oud.txt"]["superseded_by"] == {"document_id": "nl-telewerk.pdf", "title": "Telewerk"}


def test_versions_are_other_languages_predecessors_and_successors(site: TestClient) -> None:
    told = site.get("/v1/documents/nl-telewerk.pdf/versions").json()
    assert {name: [one["id"] for one in found] for name, found in told.items()} == {
        "languages": ["fr-télétravail.pdf"],
        "supersedes": ["nl-oud.txt"],
        "superseded_by": [],
    }
    old = site.get("/v1/documents/nl-oud.txt/versions").json()
    assert [one["id"] for one in old["superseded_by"]] == ["nl-telewerk.pdf"]


def test_the_original_is_the_file_itself(site: TestClient) -> None:
    response = site.get("/v1/documents/nl-telewerk.pdf/content")
    assert response.content == RED_SQUARE
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == 'attachment; filename="telewerk.pdf"'
    assert response.headers["etag"] == f'"{sha256(RED_SQUARE).hexdigest()}"'
    assert response.headers["cache-control"] == "private, no-cache"


def test_a_name_with_accents_is_told_as_rfc_8187_wants_it(site: TestClient) -> None:
    response = site.get("/v1/documents/fr-télétravail.pdf/content")
    assert response.headers["content-disposition"] == "attachment; filename*=utf-8''t%C3%A9l%C3%A9travail.pdf"


def test_html_is_never_shown_by_the_browser_and_can_run_nothing(site: TestClient) -> None:
    response = site.get("/v1/documents/nl-beleid.html/content")
    assert (response.content, response.headers["content-type"]) == (HTML, "application/octet-stream")
    assert response.headers["content-disposition"].startswith("attachment;")
    assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_an_original_that_somebody_has_is_not_sent_again(site: TestClient) -> None:
    tag = f'"{sha256(RED_SQUARE).hexdigest()}"'
    again = site.get("/v1/documents/nl-telewerk.pdf/content", headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_a_part_of_an_original_is_sent_by_range(site: TestClient) -> None:
    response = site.get("/v1/documents/nl-telewerk.pdf/content", headers={"Range": "bytes=2-5"})
    assert (response.status_code, response.content) == (206, RED_SQUARE[2:6])
    assert response.headers["content-range"] == f"bytes 2-5/{len(RED_SQUARE)}"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("bytes=99999999-", 416),
        ("bytes=9-2", 400),
        ("lines=1-2", 400),
        ("bytes=" + ",".join(f"{at}-{at}" for at in range(0, 400, 2)), 200),
    ],
)
def test_ranges_are_bounded(site: TestClient, given: str, status: int) -> None:
    assert site.get("/v1/documents/nl-telewerk.pdf/content", headers={"Range": given}).status_code == status


@pytest.mark.parametrize("part", ["content", "pages/1/image"])
def test_a_file_that_changed_is_gone_until_it_is_ingested_again(site: TestClient, folder: Folder, part: str) -> None:
    address = f"/v1/documents/nl-telewerk.pdf/{part}"
    tag = site.get(address).headers["etag"]
    folder.path("nl-telewerk.pdf").write_bytes(RED_SQUARE + b" ")
    assert problem(site, address) == (410, "original-gone")
    assert "polycite ingest" in site.get(address).json()["detail"]
    assert site.get(address, headers={"If-None-Match": tag}).status_code == 410


def test_where_the_folder_is_gone_its_text_is_still_there(site: TestClient, folder: Folder) -> None:
    folder.root.rename(folder.root.with_name("moved"))
    assert problem(site, "/v1/documents/nl-telewerk.pdf/content") == (410, "original-gone")
    assert site.get("/v1/documents/nl-telewerk.pdf/pages/1").json()["text"] == "Telewerk mag.\n"


def test_a_page_is_its_text_and_where_it_stands(site: TestClient) -> None:
    assert site.get("/v1/documents/nl-telewerk.pdf/pages/2").json() == {
        "number": 2,
        "label": "ii",
        "start": 14,
        "end": len(TEXT),
        "text": "Niet ? altijd.",
    }


def test_half_a_surrogate_pair_moves_no_offset(site: TestClient) -> None:
    text = site.get("/v1/documents/nl-telewerk.pdf/text").text
    assert text == TEXT.replace("\ud800", "?")


def test_a_picture_is_a_png_as_wide_as_asked_kept_by_its_reader_alone(site: TestClient) -> None:
    response = site.get("/v1/documents/nl-telewerk.pdf/pages/1/image?width=800")
    assert response.headers["content-type"] == "image/png"
    assert response.headers["cache-control"] == "private, no-cache"
    with Image.open(BytesIO(response.content)) as image:
        assert image.size == (800, 400)


def test_a_picture_that_somebody_has_is_not_sent_again(site: TestClient) -> None:
    address = "/v1/documents/nl-telewerk.pdf/pages/1/image"
    tags = {width: site.get(f"{address}?width={width}").headers["etag"] for width in (800, 1200)}
    assert tags[800] != tags[1200]
    assert site.get(f"{address}?width=800", headers={"If-None-Match": tags[800]}).status_code == 304
    assert site.get(f"{address}?width=800", headers={"If-None-Match": tags[1200]}).status_code == 200


@pytest.mark.parametrize("width", ["799", "100000", "0", "-1", "x", ""])
def test_pictures_come_in_few_widths(site: TestClient, width: str) -> None:
    assert problem(site, f"/v1/documents/nl-telewerk.pdf/pages/1/image?width={width}") == (422, "invalid-request")


def test_what_is_no_pdf_has_no_picture(site: TestClient) -> None:
    assert problem(site, "/v1/documents/nl-beleid.html/pages/1/image") == (404, "no-picture")


def test_a_page_that_cannot_be_drawn_has_no_picture(site: TestClient) -> None:
    # The index says the document has two pages; the file draws one.
    assert problem(site, "/v1/documents/nl-telewerk.pdf/pages/2/image") == (404, "no-picture")


def test_without_anybody_who_draws_there_are_no_pictures(folder: Folder) -> None:
    with TestClient(create_app(folder.asker)) as plain:
        assert problem(plain, "/v1/documents/nl-telewerk.pdf/pages/1/image") == (404, "no-picture")


@pytest.mark.parametrize("part", ["pages/3", "pages/3/image"])
def test_a_page_that_a_document_does_not_have_is_not_found(site: TestClient, part: str) -> None:
    assert problem(site, f"/v1/documents/nl-telewerk.pdf/{part}") == (404, "not-found")


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "99999999999"])
def test_a_page_has_a_number_from_one(site: TestClient, number: str) -> None:
    assert problem(site, f"/v1/documents/nl-telewerk.pdf/pages/{number}") == (422, "invalid-request")


PARTS = ["", "/versions", "/content", "/pages/1", "/pages/1/image", "/text"]


@pytest.mark.parametrize("part", PARTS)
def test_a_document_for_others_and_an_absent_one_look_alike(site: TestClient, part: str) -> None:
    seen = [
        site.get(f"/v1/documents/{name}{part}", headers={"X-Request-ID": "r"}) for name in ("nl-salaris.pdf", "absent")
    ]
    assert [one.status_code for one in seen] == [404, 404]
    assert seen[0].content == seen[1].content


def test_a_picture_drawn_while_one_could_read_is_not_given_to_who_cannot(folder: Folder, tmp_path: Path) -> None:
    drawer = PdfiumDrawer(tmp_path / "cache")
    closed = indexed(
        folder.root,
        [replace(one, facts=replace(one.facts, readers=("hr",))) for one in folder.documents.values()],
    )
    address = "/v1/documents/nl-telewerk.pdf/pages/1/image"
    with TestClient(create_app(folder.asker, drawer=drawer)) as before:
        tag = before.get(address).headers["etag"]
    with TestClient(create_app(closed.asker, drawer=drawer)) as after:
        assert [after.get(address).status_code, after.get(address, headers={"If-None-Match": tag}).status_code] == [
            404,
            404,
        ]
    drawer.close()
