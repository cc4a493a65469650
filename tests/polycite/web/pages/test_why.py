from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from polycite.answer import Question
from polycite.ask import Asker
from polycite.explaining import explain
from polycite.model import ANONYMOUS, LANGUAGES, Language, Scope
from polycite.web.pages.rendering import texts
from polycite.web.pages.why import Stage, why_of
from tests.polycite.web.shelves import QUESTION, QUOTE

KEYS = ["why_question", "why_terms", "why_views", "why_ranking", "why_sentences", "why_decision", "why_made"]


def stages(asker: Asker, question: str = QUESTION, language: Language = "nl", **known: object) -> dict[str, Stage]:
    answer = asker.ask(Question(question, Scope(ANONYMOUS), **known))  # type: ignore[arg-type]
    told: Sequence[Stage] = why_of(explain(answer, asker.phrases.analysers, asker.today()), answer, language)
    return {one.key: one for one in told}


def rows(stage: Stage, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in stage.tables[table].rows]


def test_every_stage_is_told_in_order(asker: Asker) -> None:
    assert list(stages(asker)) == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_and_column_has_words_in_each_language(asker: Asker, language: Language) -> None:
    known = texts(language)
    for stage in stages(asker, language=language).values():
        assert {stage.key, f"{stage.key}_says"} <= known.keys()
        for table in stage.tables:
            assert all(column in known or f"name_{column}" in known for column in table.columns)
            assert {len(row) for row in table.rows} <= {len(table.columns) or 2}


def test_the_question_is_told_as_it_was_read(asker: Asker) -> None:
    told = dict(rows(stages(asker)["why_question"]))
    assert told["Gelezen als"] == QUESTION
    assert told["Taal"].startswith("Nederlands (Nederlands ")
    assert told["Regels van"] == "1 juni 2026"
    assert "Eerdere vragen" not in told


def test_earlier_questions_are_told_where_there_were_any(asker: Asker) -> None:
    told = dict(rows(stages(asker, "En hoe lang?", history=("Wat is er afgesproken over telewerk?",))["why_question"]))
    assert told["Eerdere vragen"] == "Wat is er afgesproken over telewerk?"
    assert told["Gelezen als"] == "Wat is er afgesproken over telewerk? En hoe lang?"


def test_the_words_looked_for_carry_their_weight_and_their_language(asker: Asker) -> None:
    (table,) = stages(asker)["why_terms"].tables
    first = next(row for row in table.rows if row[0].text == "telewerk")
    assert (first[0].language, first[1].figure, first[2].text) == ("nl", True, "telewerk")


def test_the_quoted_sentence_is_the_one_said_to_be_quoted(asker: Asker) -> None:
    quoted = [row for row in rows(stages(asker)["why_sentences"]) if row[3] == "Ja"]
    assert [row[1] for row in quoted] == [QUOTE]


def test_the_ranking_leads_to_its_passages(asker: Asker) -> None:
    (table,) = stages(asker)["why_ranking"].tables
    assert [row[0].text for row in table.rows] == [str(number + 1) for number in range(len(table.rows))]
    assert all(row[1].url and row[1].url.startswith("/view/") for row in table.rows)


def test_a_figure_below_zero_has_a_true_minus(asker: Asker) -> None:
    cells = [cell for stage in stages(asker).values() for table in stage.tables for row in table.rows for cell in row]
    figures = [cell.text for cell in cells if cell.figure]
    assert figures
    assert not any("-" in one for one in figures)


def test_a_decline_is_told_with_its_reason(asker: Asker) -> None:
    answered, declined = stages(asker)["why_decision"].said, stages(asker, "xyz qqq")["why_decision"].said
    assert answered.startswith("Beantwoord: ")
    assert declined.startswith("Niet beantwoord: ")


def test_the_generation_and_its_embedder_are_named(asker: Asker) -> None:
    told = dict(rows(stages(asker)["why_made"]))
    assert told["Taalmodel voor het zoeken"] == asker.embedder.fingerprint
    assert told["Index"] == asker.library.current().generation.id


@pytest.mark.parametrize(("language", "mark", "other"), [("nl", ",", "."), ("fr", ",", "."), ("en", ".", ",")])
def test_figures_have_the_decimals_of_the_readers_language(
    asker: Asker, language: Language, mark: str, other: str
) -> None:
    told = stages(asker, language=language)
    cells = [cell for one in told.values() for table in one.tables for row in table.rows for cell in row if cell.figure]
    written = "".join(cell.text for cell in cells)
    assert mark in written
    assert other not in written
    assert re.search(rf"\d\{mark}\d\d", told["why_decision"].said)
