"""What was replaced and what is contradicted, on documents of the sample corpus, with the real model."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.bootstrap import asker
from polycite.model import ANONYMOUS, Language, Scope
from polycite.settings import load_settings
from polycite.web.contract import answer_out

CORPUS = Path(__file__).parents[2] / "corpus"
PATHS = (
    "nl/telewerk.pdf",
    "nl/telewerk-2022.pdf",
    "nl/telewerk-vragen.md",
    "nl/ziekte.docx",
    "fr/marches-publics.pdf",
    "en/buying-guide.pdf",
    "en/complaints-report-2024.pdf",
    "en/complaints-report-2025.pdf",
)
TODAY = date(2026, 11, 21)
BEFORE = date(2025, 6, 1)
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> Path:
    """A data folder with some documents of the sample corpus, under their own catalogue."""
    folder, root = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("corpus")
    listings = (CORPUS / "catalog.toml").read_text("utf-8").split("[[document]]")[1:]
    chosen = [one for one in listings if any(f'\npath = "{path}"' in one for path in PATHS)]
    kept = [one for path in PATHS for one in chosen if f'path = "{path}"' in one]
    (root / "catalog.toml").write_text("".join(f"[[document]]{one}\n" for one in kept), "utf-8")
    for path in PATHS:
        (root / path).parent.mkdir(exist_ok=True)
        shutil.copy(CORPUS / path, root / path)
    (folder / "models").symlink_to(prepared_model.parent)
    command = [sys.executable, "-m", "ingest", str(root)]
    done = subprocess.run(command, env=environment(folder), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
    return {**kept, "POLYCITE_DATA_DIR": str(data)}


@pytest.fixture(scope="module")
def ready(data: Path) -> Asker:
    wired = asker(load_settings({"POLYCITE_DATA_DIR": str(data)}), lambda _what, _share: None)
    return replace(wired, today=lambda: TODAY)


@pytest.fixture(scope="module")
def ask(ready: Asker) -> Ask:
    def asked(question: str, as_of: date | None = None, language: Language | None = None) -> Answer:
        return ready.ask(Question(question, Scope(ANONYMOUS, as_of=as_of), language))

    return asked


def test_today_only_what_is_in_force_answers_and_nothing_has_changed(ask: Ask) -> None:
    answer = ask("Hoeveel dagen per week mag een voltijds personeelslid telewerken?")
    assert {one.document.source.path for one in answer.citations} <= {"nl/telewerk.pdf", "nl/telewerk-vragen.md"}
    assert answer.changes == ()
    assert "vervangen" not in answer.text


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        ("Hoeveel dagen per week mag een voltijds personeelslid telewerken?", "2 dagen", "3 dagen"),
        ("Welke bureauvergoeding krijgt een telewerker?", "110 euro", "138,50 euro"),
        ("How many working days from abroad can I telework?", "10 werkdagen", "20 werkdagen"),
        ("Binnen hoeveel uur meld ik het verlies van een toestel?", "24 uur", "4 uur"),
    ],
)
def test_what_held_then_is_answered_and_what_has_replaced_it_stands_beside(
    ask: Ask, question: str, old: str, new: str
) -> None:
    answer = ask(question, BEFORE)
    assert {one.document.source.path for one in answer.citations} == {"nl/telewerk-2022.pdf"}
    assert any(old in one.quote for one in answer.citations)
    change = next(one for one in answer.changes if new in one.told.quote)
    assert (change.told.document.source.path, change.since) == ("nl/telewerk.pdf", date(2026, 1, 1))
    assert old in answer.citations[change.marker - 1].quote


def test_a_replacing_quotation_is_verbatim_on_its_page(ask: Ask) -> None:
    (change,) = ask("Welke bureauvergoeding krijgt een telewerker?", BEFORE).changes
    for one in change.citations:
        assert one.document.text[one.span.start : one.span.end] == one.quote
    assert [page.label for page in change.told.pages] == ["3"]
    assert change.citations[0].span == change.told.passage.header


@pytest.mark.parametrize(
    ("language", "lead", "since"),
    [
        (
            "nl",
            "vervangen door ‘Telewerkbeleid’, van kracht van 1 april 2022 tot en met 31 december 2025",
            "Sinds 1 januari 2026",
        ),
        (
            "fr",
            "remplacé par « Telewerkbeleid », en vigueur du 1er avril 2022 au 31 décembre 2025",
            "Depuis le 1er janvier 2026",
        ),
        (
            "en",
            "superseded by “Telewerkbeleid”, in force from 1 April 2022 to 31 December 2025",
            "Since 1 January 2026",
        ),
    ],
)
def test_the_asker_reads_in_their_own_language_that_it_was_replaced_and_since_when(
    ask: Ask, language: Language, lead: str, since: str
) -> None:
    text = ask("Welke bureauvergoeding krijgt een telewerker?", BEFORE, language).text
    assert lead in text
    assert f"\n{since} (Telewerkbeleid, p. 3" in text


def test_the_api_names_what_replaced_a_quotation(ask: Ask) -> None:
    response = answer_out(ask("Welke bureauvergoeding krijgt een telewerker?", BEFORE), TODAY)
    cited, change = response.citations[0].document, response.changes[0]
    assert (cited.in_force, str(cited.valid_to)) == (False, "2025-12-31")
    assert cited.superseded_by is not None
    assert cited.superseded_by.title == "Telewerkbeleid"
    assert change.citations[-1].document.id == cited.superseded_by.document_id
    assert change.citations[-1].document.in_force


def test_the_command_prints_the_source_that_replaced_another(data: Path) -> None:
    command = [sys.executable, "-m", "polycite", "ask", "Welke bureauvergoeding krijgt een telewerker?"]
    done = subprocess.run(
        [*command, "--as-of", "2025-06-01"], env=environment(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "[2→] nl/telewerk.pdf · p. 3" in done.stdout


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "Tegen wanneer meldt wie ziek wordt op een telewerkdag dat aan de leidinggevende?",
            {"om 9.15 uur", "vóór 10 uur"},
        ),
        ("How many quotes at least between 3,000 and 10,000 euros?", {"2", "3"}),
        ("Combien d'offres au minimum de 3 000 à 10 000 euros ?", {"2", "3"}),
    ],
)
def test_sources_in_force_that_contradict_each_other_are_both_quoted_with_their_dates(
    ask: Ask, question: str, values: set[str]
) -> None:
    answer = ask(question)
    (found,) = answer.disagreements
    assert {side.value for side in found.sides} == values
    cited = [answer.citations[side.citations[0] - 1] for side in found.sides]
    assert len({one.document.id for one in cited}) == 2
    assert [side.published for side in found.sides] == [one.document.facts.published for one in cited]
    assert all(side.value in one.quote for side, one in zip(found.sides, cited, strict=True))


def test_the_asker_reads_that_sources_contradict_each_other(ask: Ask) -> None:
    text = ask("Tegen wanneer meldt wie ziek wordt op een telewerkdag dat aan de leidinggevende?").text
    assert "allebei van kracht en spreken elkaar tegen" in text
    assert "‘om 9.15 uur’ (Telewerkbeleid, 17 november 2025) [1]" in text
    assert "‘vóór 10 uur’ (Telewerk: veelgestelde vragen, 2 februari 2026)" in text


def test_the_api_gives_both_sides_of_a_disagreement(ask: Ask) -> None:
    written = json.loads(
        answer_out(ask("How many quotes at least between 3,000 and 10,000 euros?"), TODAY).model_dump_json()
    )
    (found,) = written["disagreements"]
    assert found["about"] in ("2 Which procedure?", "2 Seuils et compétences")
    sides = {(side["value"], side["published"]) for side in found["sides"]}
    assert sides == {("2", "2026-02-09"), ("3", "2025-12-08")}


@pytest.mark.parametrize(
    "question",
    [
        "How many complaints were still open at the end of the year?",  # two yearly reports: other years, no dispute
        "What share of the complaints were well founded?",
        "Hoeveel dagen per week mag een voltijds personeelslid telewerken?",  # the questions page says the same
        "Welke vergoeding krijg ik voor internet bij telewerk?",
        "Within how many days is the invoice paid?",
    ],
)
def test_sources_that_agree_or_speak_of_other_years_do_not_contradict_each_other(ask: Ask, question: str) -> None:
    assert ask(question).disagreements == ()
