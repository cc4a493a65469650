"""Published figures: read where they are of the same set and the same measure, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.public.references import Published, references
from eval.public.sets import BadSet

TASKS = {
    "scores": {
        "RulesRetrieval|test|default|fra": {"bm25s": {"main": 0.9, "ndcg10": 0.5, "r5": 0.25, "r10": 0.75}},
        "RulesRetrieval|dev|nld_Latn-nld_Latn|nld+nld": {"e5": {"mrr10": 0.125}},
        "RulesRetrieval|test|eng-fra|eng+fra": {"e5": {"ndcg10": 0.5}},
        "RulesRetrieval|test|default|deu": {"e5": {"ndcg10": 0.5}},
        "OtherRetrieval|test|default|fra": {"e5": {"ndcg10": 0.5}},
    }
}
BY_LANGUAGE = {"fr": {"llm": {"relevant": {"answer": 9}, "hallucination_rate": 0.5, "error_rate": 0.25}}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rules"
    made.mkdir()
    return made


def written(place: Path, held: object) -> Path:
    place.write_text(json.dumps(held), encoding="utf-8")
    return place


def test_results_of_a_task_are_those_of_the_set_named_as_it(folder: Path, tmp_path: Path) -> None:
    found = references(written(tmp_path / "scores.json", TASKS), folder)
    assert found == (
        Published("fr → fr", "bm25s, test", {"ndcg@10": 0.5, "recall@5": 0.25}),
        Published("nl → nl", "e5, dev", {"rr@10": 0.125}),
    )


def test_figures_by_language_are_those_of_the_set_they_lie_beside(folder: Path, tmp_path: Path) -> None:
    inside = written(folder / "outputs.json", BY_LANGUAGE)
    assert references(inside, folder) == (Published("fr", "llm", {"over_refusal": 0.25, "hallucination": 0.5}),)
    assert references(inside, tmp_path) == ()


def test_figures_of_other_sets_are_nobodys(folder: Path, tmp_path: Path) -> None:
    elsewhere = {"scores": {"OtherRetrieval|test|default|fra": {"e5": {"ndcg10": 0.5}}}}
    assert references(written(tmp_path / "scores.json", elsewhere), folder) == ()


@pytest.mark.parametrize(
    "held", [[], 5, {"de": {}}, {"scores": 5}, {"scores": {"Rules|test|default|fra": {"e5": {"ndcg10": "high"}}}}]
)
def test_what_is_no_such_table_is_refused(held: object, folder: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "scores.json", held)
    with pytest.raises(BadSet, match=r"scores\.json: is no table of published figures"):
        references(file, folder)


def test_a_file_that_is_not_there_or_no_json_is_named_with_its_line(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BadSet, match=r"none\.json: cannot be read \(No such file or directory\)"):
        references(tmp_path / "none.json", folder)
    (tmp_path / "bad.json").write_text('{\n"scores": x}', encoding="utf-8")
    with pytest.raises(BadSet, match=r"bad\.json:2: is no table of published figures"):
        references(tmp_path / "bad.json", folder)
