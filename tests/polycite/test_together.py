"""Quotations of one passage are one block, under one source; their markers stay."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from polycite import terminal
from polycite.answer import Answer
from polycite.ask import Asker
from polycite.grounding import citation
from polycite.model import Citation
from polycite.together import together
from polycite.web.pages.telling import page_of
from tests.polycite.test_compose import LIST, REST, TABLE, quoted
from tests.polycite.test_equivalents import DUTCH, EN, ENGLISH, FR, FRENCH, TEXTS, VERSIONS, ask

TODAY = date(2026, 6, 1)


@pytest.fixture
def answer(shelf: Callable[..., Asker]) -> Answer:
    """Two sentences of one passage, each with what says the same in the other languages."""
    given = ask(shelf(TEXTS, versions=VERSIONS))
    versions = given.equivalents[1]
    same = {marker: tuple(sentence(one, marker) for one in versions) for marker in (1, 2)}
    return replace(given, citations=tuple(sentence(given.citations[0], marker) for marker in (1, 2)), equivalents=same)


def sentence(of: Citation, marker: int) -> Citation:
    return citation(marker, of.document, of.passage, of.passage.sentences[marker - 1])


def blocks(citations: list[Citation]) -> list[list[int]]:
    return [[one.marker for one in block] for block in together(citations)]


def test_neighbours_of_one_passage_are_one_block_and_others_are_not() -> None:
    lead, _, item = LIST.sentences
    names, _, row = TABLE.sentences
    assert blocks(quoted((LIST, lead), (LIST, item), (TABLE, names), (TABLE, row), (LIST, lead))) == [
        [1, 2],
        [3, 4],
        [5],
    ]


def test_column_names_are_one_block_with_a_row_of_the_passage_the_table_goes_on_in() -> None:
    assert blocks(quoted((TABLE, TABLE.sentences[0]), (REST, REST.sentences[0]))) == [[1, 2]]


def test_one_span_in_two_documents_is_two_blocks() -> None:
    (first,) = quoted((LIST, LIST.sentences[0]))
    other = replace(first.document, id="e")
    assert blocks([first, Citation(2, other, replace(LIST, document="e"), first.quote, first.span)]) == [[1], [2]]


def test_the_terminal_names_the_source_and_the_other_versions_of_a_block_once(answer: Answer) -> None:
    console = Console(file=io.StringIO(), width=200, highlight=False)
    terminal.answer(answer, console)
    assert isinstance(console.file, io.StringIO)
    printed = console.file.getvalue()
    assert printed[printed.index("[1][2]") :].splitlines() == [
        "[1][2] nl/telewerk.pdf · p. i",
        '    [1] "De leidinggevende beslist binnen tien werkdagen."',
        f'    [2] "{DUTCH}"',
        f"    ook in: en {EN}, fr p. i",
    ]


def test_the_page_shows_each_other_version_of_a_block_once_and_whole(answer: Answer) -> None:
    (told,) = page_of(answer, "nl", TODAY).told
    assert told.markers == (1, 2)
    assert [version.place.document for version in told.versions] == [EN, FR]
    said = [[quote.pieces[0].text for quote in version.quotes] for version in told.versions]
    assert [words[1] for words in said] == [ENGLISH, FRENCH]
    assert said[0][0] == "The manager decides within ten working days."


def test_what_two_quotations_are_versions_of_alike_is_shown_once(answer: Answer) -> None:
    one = answer.equivalents[2][0]
    (told,) = page_of(replace(answer, equivalents={1: (one,), 2: (one,)}), "nl", TODAY).told
    assert [len(version.quotes) for version in told.versions] == [1]
