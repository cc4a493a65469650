"""`polycite eval public` from a folder to a table, on a real index of a small set of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.commands import app
from polycite.errors import BadSettings
from tests.eval.public_set import write_set

FIRST_LINES = "tests.eval.made_peers:first_lines"
ABSENT = {"id": "q.far.nl", "lang": "nl", "text": "Wie wint het wereldkampioenschap voetbal?"}


@pytest.fixture(scope="module")
def home(prepared_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that keeps its index from one test to the next."""
    made = tmp_path_factory.mktemp("home")
    (made / "models").symlink_to(prepared_model.parent)
    return made


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return write_set(tmp_path / "rules")


def run(home: Path, report: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> list[dict[str, Any]]:
    """What the command writes of each set."""
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(home))
    app(["public", *map(str, arguments), "--report", str(report)], standalone_mode=False)
    sets: list[dict[str, Any]] = json.loads((report / "public.json").read_text(encoding="utf-8"))["sets"]
    return sets


def test_a_set_is_indexed_asked_and_told(
    home: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (done,) = run(home, tmp_path / "report", monkeypatch, rules)
    (ours,) = done["systems"]
    assert done["documents"] == {"en": 3, "nl": 3}
    assert ours["system"] == "polycite"
    assert ours["retrieval"]["en → en"]["success@1"]["value"] == 1
    assert ours["retrieval"]["nl → nl"]["success@1"]["value"] == 1
    assert ours["answers"]["all"]["over_refusal"]["counted"] == 1
    said = capsys.readouterr().out
    assert "## rules: 4 of 4 questions; documents: en 3, nl 3" in said
    assert f"report: {tmp_path / 'report' / 'public.json'}" in said
    (files,) = (home / "public-sets").iterdir()
    assert files.name.startswith("rules-")


def test_a_peer_stands_beside_over_the_same_files(
    home: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (done,) = run(home, tmp_path / "report", monkeypatch, rules, "--peer", FIRST_LINES)
    ours, peer = done["systems"]
    assert peer["system"] == FIRST_LINES
    assert peer["retrieval"].keys() == ours["retrieval"].keys()
    # It gives every file in the order of its path: en/en/0.txt, leave.en, is the first.
    assert peer["retrieval"]["en → en"]["success@1"]["value"] == 1
    assert peer["answers"] == {}


def test_a_peer_that_fails_is_left_out(
    home: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stopping = "tests.eval.made_peers:stopping"
    (done,) = run(home, tmp_path / "report", monkeypatch, rules, "--peer", stopping)
    assert [one["system"] for one in done["systems"]] == ["polycite"]
    assert f"{stopping} is left out: it stops at public (ConnectionError: lost" in capsys.readouterr().err


def test_a_set_without_documents_asks_those_of_the_set_before_it(
    home: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ({"id": "q.far.nl", "answerable": False, "answers": []},)
    far = write_set(tmp_path / "far", corpus=(), queries=(ABSENT,), answers=answers)
    done = run(home, tmp_path / "report", monkeypatch, rules, far, "--sample", "2")
    assert [(one["set"], one["questions"], len(one["asked"])) for one in done] == [("rules", 4, 2), ("far", 1, 1)]
    (ours,) = done[1]["systems"]
    assert done[1]["documents"] == {"en": 3, "nl": 3}
    assert ours["answers"]["all"]["hallucination"]["counted"] == 1
    assert ours["retrieval"] == {}


def test_published_figures_stand_in_the_same_table(
    home: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = {"scores": {"Rules|test|default|nld": {"e5": {"ndcg10": 0.625}}}}
    (tmp_path / "scores.json").write_text(json.dumps(scores), encoding="utf-8")
    (done,) = run(home, tmp_path / "report", monkeypatch, rules, "--reference", tmp_path / "scores.json")
    assert done["published"] == [{"slice": "nl → nl", "model": "e5, test", "values": {"ndcg@10": 0.625}}]
    assert "| nl → nl | e5, test (published) |  | – | – | – | 0.625 | – |" in capsys.readouterr().out


def test_a_document_that_cannot_be_quoted_is_counted_and_never_found(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = {"id": "code.en", "lang": "en", "title": "", "text": "# d-i clock-setup/utc boolean true"}
    plain = {"id": "leave.en", "lang": "en", "title": "", "text": "Staff have twenty-six days of leave a year."}
    asked = {"id": "q", "lang": "en", "text": "How many days of leave do staff have?"}
    folder = write_set(tmp_path / "code", corpus=(code, plain), queries=(asked,), answers=None)
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tleave.en\t1\n", encoding="utf-8")
    (done,) = run(home, tmp_path / "report", monkeypatch, folder)
    assert done["documents_not_ingested"] == 1
    assert done["systems"][0]["retrieval"]["all"]["success@1"]["value"] == 1


def test_nothing_is_asked_where_a_set_without_documents_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = write_set(tmp_path / "far", corpus=(), queries=(ABSENT,), answers=None)
    with pytest.raises(BadSettings, match=r"corpus\.jsonl: is empty: name a set with documents before this one"):
        run(tmp_path / "home", tmp_path / "report", monkeypatch, far)
    assert not (tmp_path / "home").exists()


def test_a_report_that_cannot_be_written_is_named_before_the_work(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadSettings, match=r"--report .* cannot be made"):
        run(tmp_path / "home", tmp_path / "file" / "report", monkeypatch, rules)
