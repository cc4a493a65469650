from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.lexicon import Concept, lexicon
from polycite.errors import BadTerms
from polycite.model import LANGUAGES


@pytest.fixture(scope="module")
def shipped() -> tuple[Concept, ...]:
    return lexicon()


def ways(concepts: tuple[Concept, ...]) -> Iterator[str]:
    return (way for concept in concepts for told in concept.values() for way in told)


def test_the_package_ships_a_lexicon_of_thousands_of_concepts(shipped: tuple[Concept, ...]) -> None:
    assert len(shipped) > 5000
    assert all(set(concept) == set(LANGUAGES) and all(concept.values()) for concept in shipped)


def test_it_holds_what_public_organisations_speak_of(shipped: tuple[Concept, ...]) -> None:
    said = {(concept["nl"][0], concept["fr"][0], concept["en"][0]) for concept in shipped}
    assert {("spilindex", "indice-pivot", "pivot index"), ("taalrol", "rôle linguistique", "language role")} <= said


def test_no_way_to_say_a_thing_holds_marks_of_its_list(shipped: tuple[Concept, ...]) -> None:
    assert [way for way in ways(shipped) if way != way.strip() or any(mark in way for mark in ";\t[]|")] == []


def test_a_cell_lists_ways_the_most_usual_first(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("verlof; vakantie\tcongé\tleave; holiday\n", encoding="utf-8")
    assert lexicon(tmp_path) == ({"nl": ("verlof", "vakantie"), "fr": ("congé",), "en": ("leave", "holiday")},)


def test_lists_follow_one_another_by_name_and_other_files_are_no_lists(tmp_path: Path) -> None:
    for name, line in (("b.tsv", "b\tb\tb"), ("a.tsv", "a\ta\ta"), ("README.md", "About it")):
        (tmp_path / name).write_text(line, encoding="utf-8")
    assert [concept["nl"] for concept in lexicon(tmp_path)] == [("a",), ("b",)]


@pytest.mark.parametrize(
    "line", ["verlof\tcongé", "verlof\tcongé\tleave\tlicencia", "verlof\t\tleave", "verlof;\tcongé\tx"]
)
def test_a_wrong_line_is_named_by_file_and_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.tsv").write_text(f"dag\tjour\tday\n{line}\n", encoding="utf-8")
    with pytest.raises(BadTerms, match=r"a\.tsv, line 2: .*correct the line"):
        lexicon(tmp_path)
