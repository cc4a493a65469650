"""Claims about `ingest.catalog`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.catalog import Catalog, find_catalog, load_catalog
from polycite.errors import BadCatalog

FULL = """
ignore = ["sources", "README.md"]

[[document]]
path = "nl/new.pdf"
title = "Nieuw"
language = "nl"
publisher = "Agentschap"
published = 2025-11-17
valid_from = 2026-01-01
valid_to = 2026-12-31
family = "rules"
supersedes = "nl/old.pdf"
url = "https://agency.example/new"
readers = ["hr", "board"]

[[document]]
path = "nl/old.pdf"
"""


def folder_with(folder: Path, toml: str, *files: str) -> Path:
    """A corpus folder holding this catalogue and these (empty) files."""
    (folder / "catalog.toml").write_text(toml, encoding="utf-8")
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def refusal(folder: Path, toml: str, *files: str) -> str:
    """What is said of a catalogue that is refused."""
    with pytest.raises(BadCatalog) as caught:
        load_catalog(folder_with(folder, toml, *files))
    return str(caught.value)


def entry(**keys: str) -> str:
    """A `[[document]]` of these keys, values written as TOML."""
    return "[[document]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def test_a_folder_without_a_catalogue_has_an_empty_one(tmp_path: Path) -> None:
    catalog = load_catalog(tmp_path)
    assert catalog == Catalog()
    assert catalog.facts_for("nl/new.pdf") is None


def test_a_single_file_has_an_empty_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("een", encoding="utf-8")
    assert load_catalog(file) == Catalog()


def test_an_empty_catalogue_says_nothing(tmp_path: Path) -> None:
    assert load_catalog(folder_with(tmp_path, "")) == Catalog()


def test_every_key_of_an_entry_is_kept(tmp_path: Path) -> None:
    known = load_catalog(folder_with(tmp_path, FULL, "nl/new.pdf", "nl/old.pdf")).facts_for("nl/new.pdf")
    assert known is not None
    assert (known.title, known.language, known.publisher) == ("Nieuw", "nl", "Agentschap")
    assert known.published == date(2025, 11, 17)
    assert (known.valid_from, known.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (known.family, known.supersedes) == ("rules", ("nl/old.pdf",))
    assert (known.url, known.readers) == ("https://agency.example/new", ("hr", "board"))


def test_keys_left_out_are_none_so_that_the_file_may_say(tmp_path: Path) -> None:
    known = load_catalog(folder_with(tmp_path, FULL, "nl/new.pdf", "nl/old.pdf")).facts_for("nl/old.pdf")
    assert known is not None
    assert (known.title, known.language, known.publisher, known.published) == (None, None, None, None)
    assert known.supersedes == ()


def test_no_readers_key_differs_from_nobody(tmp_path: Path) -> None:
    toml = entry(path='"a.txt"') + entry(path='"b.txt"', readers="[]")
    catalog = load_catalog(folder_with(tmp_path, toml, "a.txt", "b.txt"))
    left, nobody = catalog.facts_for("a.txt"), catalog.facts_for("b.txt")
    assert left is not None
    assert nobody is not None
    assert (left.readers, nobody.readers) == (None, ())


def test_several_documents_may_be_superseded(tmp_path: Path) -> None:
    toml = entry(path='"c"', supersedes='["a", "b"]') + entry(path='"a"') + entry(path='"b"')
    known = load_catalog(folder_with(tmp_path, toml, "a", "b", "c")).facts_for("c")
    assert known is not None
    assert known.supersedes == ("a", "b")


@pytest.mark.parametrize("path", ["sources", "sources/nl/new.typ", "README.md", "catalog.toml"])
def test_what_is_named_and_all_below_it_is_ignored(tmp_path: Path, path: str) -> None:
    assert load_catalog(folder_with(tmp_path, FULL, "nl/new.pdf", "nl/old.pdf")).ignored(path)


@pytest.mark.parametrize("path", ["nl/new.pdf", "sources.txt", "nl/sources", "nl/README.md", "nl/catalog.toml"])
def test_a_name_that_only_resembles_is_not_ignored(tmp_path: Path, path: str) -> None:
    assert not load_catalog(folder_with(tmp_path, FULL, "nl/new.pdf", "nl/old.pdf")).ignored(path)


def test_the_catalogue_of_no_file_ignores_only_itself() -> None:
    assert Catalog().ignored("catalog.toml")
    assert not Catalog().ignored("a.txt")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"titel": '"A"'}, "key 'titel': unknown; the keys are path, title, language"),
        ({"language": '"de"'}, "key 'language': Input should be 'nl', 'fr' or 'en'"),
        ({"published": '"gisteren"'}, "key 'published': Input should be a valid date"),
        ({"readers": '"hr"'}, "key 'readers': Input should be a valid tuple"),
        ({"readers": '[""]'}, "key 'readers':"),
        ({"title": '" "'}, "key 'title':"),
        ({"url": '"javascript:alert(1)"'}, "key 'url':"),
        ({"valid_from": "2026-01-02", "valid_to": "2026-01-01"}, "valid_to 2026-01-01 is before valid_from 2026-01-02"),
        ({"supersedes": '"gone.txt"'}, "supersedes ['gone.txt'], not listed here"),
    ],
)
def test_a_wrong_value_is_named_with_its_entry(tmp_path: Path, keys: dict[str, str], said: str) -> None:
    message = refusal(tmp_path, entry(path='"first.txt"') + entry(path='"a.txt"', **keys), "first.txt", "a.txt")
    assert said in message
    assert "document 2 ('a.txt')" in message
    assert str(tmp_path / "catalog.toml") in message
    assert f"run 'polycite ingest {tmp_path}' again" in message


@pytest.mark.parametrize("path", ["../a.txt", "/a.txt", "nl//a.txt", "./a.txt", "nl\\\\a.txt", "."])
def test_a_path_never_leaves_the_folder(tmp_path: Path, path: str) -> None:
    assert "must be relative to the catalogue's folder" in refusal(tmp_path, entry(path=f'"{path}"'))


def test_an_entry_needs_a_path(tmp_path: Path) -> None:
    assert "document 1, key 'path': " in refusal(tmp_path, entry(title='"A"'))


def test_an_entry_that_is_no_table_is_named(tmp_path: Path) -> None:
    assert "document 1: " in refusal(tmp_path, 'document = ["a.txt"]')


def test_an_unknown_key_of_the_catalogue_is_named(tmp_path: Path) -> None:
    assert "the catalogue, key 'ignored': unknown; the keys are ignore, document" in refusal(tmp_path, "ignored = []")


def test_a_listed_file_must_be_there(tmp_path: Path) -> None:
    assert "document 1 ('a.txt') is no file in this folder" in refusal(tmp_path, entry(path='"a.txt"'))


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    assert "document 1 ('nl') is no file" in refusal(tmp_path, entry(path='"nl"'), "nl/a.txt")


def test_a_path_is_listed_once(tmp_path: Path) -> None:
    assert "document 2 ('a.txt') is listed twice" in refusal(tmp_path, entry(path='"a.txt"') * 2, "a.txt")


def test_a_listed_document_cannot_be_ignored(tmp_path: Path) -> None:
    toml = 'ignore = ["nl"]\n' + entry(path='"nl/a.txt"')
    assert "document 1 ('nl/a.txt') is also ignored" in refusal(tmp_path, toml, "nl/a.txt")


def test_documents_cannot_supersede_one_another_in_a_circle(tmp_path: Path) -> None:
    toml = entry(path='"a"', supersedes='"b"') + entry(path='"b"', supersedes='"a"')
    assert "supersede one another in a circle: " in refusal(tmp_path, toml, "a", "b")


def test_a_document_cannot_supersede_itself(tmp_path: Path) -> None:
    assert "in a circle: a <- a" in refusal(tmp_path, entry(path='"a"', supersedes='"a"'), "a")


def test_only_the_first_faults_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    message = refusal(tmp_path, "".join(entry(path=f'"{number}"') for number in range(1, 8)))
    assert "document 5 ('5')" in message
    assert "document 6" not in message
    assert "; and 2 more; " in message


@pytest.mark.parametrize("damaged", [b"ignore = [", b'ignore = ["\xff"]'])
def test_a_catalogue_that_is_no_toml_is_named(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "catalog.toml").write_bytes(damaged)
    with pytest.raises(BadCatalog, match=r"catalog\.toml cannot be read as TOML in UTF-8: .*; correct it and run"):
        load_catalog(tmp_path)


def test_a_link_to_a_catalogue_that_is_gone_is_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").symlink_to(tmp_path / "gone.toml")
    with pytest.raises(BadCatalog, match="in UTF-8: No such file or directory;"):
        load_catalog(tmp_path)
    with pytest.raises(BadCatalog, match="cannot be read"):
        find_catalog(tmp_path / "nl")


def test_a_file_that_cannot_be_looked_at_is_not_taken_for_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_with(tmp_path, entry(path='"a.txt"', title='"A"'), "a.txt")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "stat", closed)
    known = load_catalog(tmp_path).facts_for("a.txt")
    assert known is not None
    assert known.title == "A"


def test_a_superseded_document_without_a_last_day_ends_the_day_before_its_first_successor_begins(
    tmp_path: Path,
) -> None:
    toml = (
        entry(path='"nl"', valid_from="2026-03-01", supersedes='"old"')
        + entry(path='"fr"', valid_from="2026-02-01", supersedes='"old"')
        + entry(path='"old"', valid_from="2020-01-01")
    )
    known = load_catalog(folder_with(tmp_path, toml, "nl", "fr", "old")).facts_for("old")
    assert known is not None
    assert known.valid_to == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("old", "new", "last"),
    [
        ({"valid_to": "2025-06-30"}, {"valid_from": "2026-01-01"}, date(2025, 6, 30)),  # its own day stays
        ({}, {}, None),  # nobody knows when its successor began
        ({"valid_from": "2026-06-01"}, {"valid_from": "2026-01-01"}, None),  # it began after its successor did
    ],
)
def test_a_last_day_is_told_from_a_successor_only_where_nothing_else_is_known(
    tmp_path: Path, old: dict[str, str], new: dict[str, str], last: date | None
) -> None:
    toml = entry(path='"new"', supersedes='"old"', **new) + entry(path='"old"', **old)
    known = load_catalog(folder_with(tmp_path, toml, "new", "old")).facts_for("old")
    assert known is not None
    assert known.valid_to == last
