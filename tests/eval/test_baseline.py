"""An accepted run is kept question by question, read back as it was, and never by halves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.baseline import Baseline, accept, asked, load, recorded
from eval.judging import Judged
from eval.systems import GivenQuote
from polycite.errors import BadSettings
from tests.eval.gold import answered
from tests.eval.reports import DAY, OTHER, QUOTE, accepted, ask, gave, judged, kept, quote, right, run_of, silent, wrong


def triple(*languages: str) -> list[Judged]:
    return [judged(ask(answered(f"d-{one}", language=one, triple="d")), gave(QUOTE)) for one in languages]


def test_a_question_is_kept_with_its_measures_and_the_places_it_rested_on() -> None:
    found = recorded(run_of(wrong("a")))["a"]
    assert (found.language, found.reach, found.group, found.right) == ("nl", "same language", "a", False)
    assert found.places == ("nl/telewerk.txt p. 3",)
    assert found.values["citation_recall"] == 0.0
    # Its evidence stands second: 1 / log2(3) = .6309297..., kept to six digits.
    assert found.values["ndcg@10"] == 0.63093
    assert list(found.values) == sorted(found.values)


def test_undefined_stays_undefined() -> None:
    declined = judged(right("a").question, gave())
    assert recorded(run_of(declined))["a"].values["citation_precision"] is None


def test_three_places_are_remembered_without_pages_where_there_are_none() -> None:
    quotes = (GivenQuote("nl/b.txt", QUOTE), *(quote(OTHER, f"nl/{n}.pdf") for n in range(3)))
    found = recorded(run_of(judged(right("a").question, gave(quotes=quotes))))["a"]
    assert found.places == ("nl/b.txt", "nl/0.pdf p. 3", "nl/1.pdf p. 3")


def test_the_parity_of_a_triple_stands_with_its_first_by_id_in_whatever_order_they_were_asked() -> None:
    for order in (("nl", "fr", "en"), ("en", "nl", "fr")):
        found = recorded(run_of(*triple(*order)))
        assert {name: one.values.get("parity") for name, one in found.items() if "parity" in one.values} == {
            "d-en": 1.0
        }
        assert {one.group for one in found.values()} == {"d"}


def test_a_triple_asked_in_part_has_no_parity() -> None:
    assert all("parity" not in one.values for one in recorded(run_of(*triple("nl", "fr"))).values())


def test_a_question_is_another_when_anything_it_is_judged_by_is() -> None:
    first = asked(ask(answered()))
    assert asked(ask(answered(note="checked twice", style="typo"))) == first
    edits: list[dict[str, Any]] = [
        {"question": "Hoeveel dagen?"},
        {"language": "fr"},
        {"must_contain": [["2"]]},
        {"as_of": "2024-01-01"},
        {"groups": ["hr"]},
        {"evidence": [[{"document": "nl/telewerk.txt", "quote": OTHER}]]},
    ]
    assert len({first, *(asked(ask(answered(**edit))) for edit in edits)}) == 1 + len(edits)


def test_an_accepted_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    path, run = tmp_path / "eval" / "baseline.json", run_of(right("a"), wrong("b"), silent(), kept())
    made = accepted(right("a"), wrong("b"), silent(), kept(), reason="« premier » essai")
    accept(path, made, run)
    assert load(path) == made
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [one.split('"')[1] for one in lines if '"asked"' in one] == ["a", "b", "absent-1", "canary-1"]
    assert '"reason": "« premier » essai",' in path.read_text(encoding="utf-8")


def test_each_accepted_run_adds_a_line_of_history_with_what_is_defined(tmp_path: Path) -> None:
    path, run = tmp_path / "baseline.json", run_of(right("a"), wrong("b"))
    for reason in ("first", "second"):
        accept(path, accepted(right("a"), wrong("b"), reason=reason), run)
    first, second = map(json.loads, (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines())
    assert (first["reason"], second["reason"]) == ("first", "second")
    assert (first["accepted"], first["questions"]) == (str(DAY), 2)
    assert first["means"]["citation_recall"] == 0.5
    assert "hallucination" not in first["means"]
    found = load(path)
    assert found is not None
    assert found.reason == "second"


def test_where_there_is_no_file_there_is_no_baseline(tmp_path: Path) -> None:
    assert load(tmp_path / "baseline.json") is None


@pytest.mark.parametrize(
    ("held", "why"),
    [
        ("", "Invalid JSON"),
        ("[]", "Input should be an object"),
        ('{"accepted": "2026-11-21"}', "'reason' is missing"),
        (
            json.dumps(accepted(right("a")).model_dump(mode="json") | {"score": 1}),
            "'score' is a key nobody knows",
        ),
        (
            accepted(right("a")).model_dump_json().replace('"recall@5":1.0', '"recall@5":NaN'),
            "questions.a.values.recall@5: Input should be a finite number",
        ),
    ],
)
def test_a_file_that_is_no_baseline_is_named_with_what_is_wrong(tmp_path: Path, held: str, why: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(held, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path} is not an accepted run ({why}")


def test_a_folder_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="Is a directory"):
        load(tmp_path)


def test_a_baseline_cannot_be_changed() -> None:
    made: Baseline = accepted(right("a"))
    with pytest.raises(ValueError, match="frozen"):
        made.reason = "other"
