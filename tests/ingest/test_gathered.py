"""Claims about files of the same bytes: one document, which nobody may read who might not read both."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from ingest.report import FileReport
from polycite.adapters.index.memory import MemoryLibrary
from polycite.model import Principal
from tests.ingest.runs import FILES, HR, Ingest, outcomes, paths

BOARD = Principal("bo", frozenset({"public", "board"}))
BOTH = Principal("cy", frozenset({"public", "board", "hr"}))
WORDS = "Salarissen gaan in juli omhoog.\n"


def listed(**readers: str) -> str:
    """A catalogue: for each file its readers, as TOML."""
    return "".join(f'[[document]]\npath = "{name}.txt"\nreaders = {names}\n' for name, names in readers.items())


def folder_of_twins(root: Path, catalogue: str, *names: str) -> Path:
    root.mkdir()
    for name in names:
        (root / f"{name}.txt").write_text(WORDS)
    (root / "catalog.toml").write_text(catalogue)
    return root


@pytest.mark.parametrize("restricted", ["a", "b"])
def test_a_copy_of_a_restricted_file_is_as_restricted_whichever_comes_first(
    tmp_path: Path, run: Ingest, library: MemoryLibrary, restricted: str
) -> None:
    root = folder_of_twins(tmp_path / "twins", listed(**{restricted: '["hr"]'}), "a", "b")
    report = run(root)
    assert outcomes(report) == {"a.txt": ("live", ""), "b.txt": ("duplicate", "readers_differ")}
    assert (paths(library), paths(library, HR)) == ([], ["a.txt"])


def test_twins_of_two_groups_are_for_those_of_both_named_and_an_operators_business(
    tmp_path: Path, run: Ingest, library: MemoryLibrary
) -> None:
    catalogue = listed(a='["hr", "audit"]', b='["audit", "board"]')
    (bad,) = run(folder_of_twins(tmp_path / "twins", catalogue, "a", "b")).bad
    assert (bad.path, bad.reason) == ("b.txt", "readers_differ")
    assert "the same file as a.txt; their readers differ, so only audit may read it" in bad.message
    assert "catalog.toml" in bad.message
    assert [paths(library, one) for one in (HR, BOARD, BOTH)] == [[], [], []]
    assert paths(library, Principal("di", frozenset({"audit"}))) == ["a.txt"]


@pytest.mark.parametrize("readers", list(permutations(('["public"]', '["hr"]', '["board"]'))))
def test_three_twins_without_a_common_group_are_nobodys(
    tmp_path: Path, run: Ingest, library: MemoryLibrary, readers: tuple[str, str, str]
) -> None:
    catalogue = listed(**dict(zip("abc", readers, strict=True)))
    report = run(folder_of_twins(tmp_path / "twins", catalogue, "a", "b", "c"))
    assert "so nobody may read it" in report.bad[-1].message
    assert [paths(library, one) for one in (HR, BOARD, BOTH)] == [[], [], []]


def test_twins_of_the_same_readers_are_no_ones_business(tmp_path: Path, run: Ingest, library: MemoryLibrary) -> None:
    catalogue = listed(a='["hr", "board"]', b='["board", "hr"]')
    report = run(folder_of_twins(tmp_path / "twins", catalogue, "a", "b"))
    assert report.bad == ()
    assert outcomes(report)["b.txt"] == ("duplicate", "same_bytes")
    assert (paths(library, HR), paths(library, BOARD)) == (["a.txt"], ["a.txt"])


def test_a_copy_made_later_restricts_and_is_told_every_time(corpus: Path, run: Ingest, library: MemoryLibrary) -> None:
    run(corpus)
    (corpus / "zz.txt").write_text(FILES["en/security.txt"])
    (corpus / "catalog.toml").write_text(listed(zz='["hr"]'))
    assert run(corpus).published
    assert ("en/security.txt" in paths(library), "en/security.txt" in paths(library, HR)) == (False, True)
    again = run(corpus)
    assert (again.published, [one.reason for one in again.bad]) == (False, ["readers_differ"])


def test_a_file_that_breaks_is_told_though_its_last_good_version_is_another_file_now(corpus: Path, run: Ingest) -> None:
    run(corpus)
    (corpus / "en/training.txt").write_bytes(b"")
    (corpus / "en/security.txt").write_text(FILES["en/training.txt"])
    report = run(corpus)
    assert [(one.path, one.outcome, one.reason) for one in report.bad] == [("en/training.txt", "stale", "empty")]


@pytest.mark.parametrize(
    ("report", "bad"),
    [
        (FileReport("a", "live"), False),
        (FileReport("a", "duplicate", "same_bytes"), False),
        (FileReport("a", "duplicate", "readers_differ"), True),
        (FileReport("a", "skipped", "not_a_file"), True),
    ],
)
def test_a_duplicate_for_other_readers_counts_as_bad(report: FileReport, bad: bool) -> None:
    assert report.bad == bad
