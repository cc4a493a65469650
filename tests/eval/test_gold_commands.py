"""`polycite gold` as a user runs it: real processes, the real model, a small corpus."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.eval.gold import absent, answered, canary, write_gold

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
FILES = {
    "nl/telewerk.txt": "Telewerk mag twee dagen per week.\n\nDe leidinggevende beslist binnen tien werkdagen.\n",
    "fr/conges.md": "# Congés\n\nLe personnel a droit à vingt-six jours de congé par an.\n",
    "en/pay.txt": "A director earns 4 321 euros a month.\n",
}
CATALOG = """
[[document]]
path = "nl/telewerk.txt"
title = "Telewerk"
language = "nl"
family = "telework"

[[document]]
path = "fr/conges.md"
title = "Congés"
language = "fr"
family = "leave"

[[document]]
path = "en/pay.txt"
title = "Pay"
language = "en"
family = "pay"
readers = ["board"]
"""
PLAN = """day = 2026-11-21
seed = "1"
[groups.telework]
families = ["telework"]
split = "train"
why = "alone"
[groups.pay]
families = ["pay"]
split = "test"
why = "alone"
"""
COMMAND = "import sys; sys.argv[0] = 'polycite'; from polycite.__main__ import main; main()"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("documents")
    for path, text in (FILES | {"catalog.toml": CATALOG}).items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> dict[str, str]:
    """An operator's data folder with the model ready and no index."""
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(prepared_model.parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
    return kept | {"POLYCITE_DATA_DIR": str(home)}


@pytest.fixture(scope="module")
def run(environment: dict[str, str]) -> Run:
    def command(*arguments: object) -> Done:
        line = [sys.executable, "-c", COMMAND, "gold", *map(str, arguments)]
        return subprocess.run(
            line, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=180
        )

    return command


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    lines = [answered("telework-1"), canary(), absent()]
    return write_gold(tmp_path / "gold", {"x.jsonl": lines}, PLAN)


def said(done: Done) -> list[str]:
    return [line for line in done.stderr.splitlines() if not line.startswith("ingesting ")]


def test_check_ingests_the_corpus_apart_and_counts_what_is_well(
    run: Run, gold: Path, corpus: Path, environment: dict[str, str]
) -> None:
    done = run("check", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 0, done.stderr
    assert "3 questions, 1 with evidence" in done.stdout
    assert f"{gold}: well, on 3 documents of {corpus}" in done.stdout
    assert "look: family 'telework' has 2 questions, fewer than 12" in said(done)
    home = Path(environment["POLYCITE_DATA_DIR"])
    assert (home / "eval/index").is_dir()
    assert not (home / "index").exists()


def test_check_tells_each_problem_on_its_line_and_exits_2(run: Run, gold: Path, corpus: Path) -> None:
    stale = answered("b", evidence=[[{"document": "nl/telewerk.txt", "quote": "Telewerk mag nooit."}]])
    leaky = canary(canary={"document": "en/pay.txt", "tokens": ["een"]})
    write_gold(gold, {"x.jsonl": [answered("a"), stale, leaky]}, None)
    done = run("check", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 2
    assert said(done) == [
        "polycite: 3 problems in the gold questions: correct, then run 'polycite gold check'",
        f"{gold}/x.jsonl:2: stale: nl/telewerk.txt does not say 'Telewerk mag nooit.'",
        f"{gold}/x.jsonl:2: key fact twee is not in the quotation of nl/telewerk.txt",
        f"{gold}/x.jsonl:3: stale: en/pay.txt does not say 'een'",
    ]


def test_an_empty_folder_is_named_before_anything_is_ingested(run: Run, tmp_path: Path) -> None:
    done = run("check", "--gold", tmp_path, "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    assert f"{tmp_path}: holds no questions (*.jsonl): name the folder with --gold" in said(done)


@pytest.mark.parametrize("command", ["add --question Wie? --unanswerable out_of_domain", "split"])
def test_a_file_in_place_of_the_folder_is_named(run: Run, gold: Path, tmp_path: Path, command: str) -> None:
    done = run(*command.split(), "--gold", gold / "x.jsonl", "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    assert said(done)[1:] == [f"{gold}/x.jsonl: is no folder: name the folder of the questions with --gold"]


def test_no_split_is_made_of_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("split", "--gold", tmp_path / "godl", "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    named = f"{tmp_path}/godl: is not there: add a first question with 'polycite gold add', or correct --gold"
    assert said(done)[1:] == [named]
    assert not (tmp_path / "godl").exists()


def test_a_corpus_that_is_not_there_is_named(run: Run, gold: Path, tmp_path: Path) -> None:
    done = run("check", "--gold", gold, "--corpus", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "nowhere cannot be ingested" in done.stderr


def test_add_by_options_writes_the_whole_sentence(run: Run, gold: Path, corpus: Path) -> None:
    place = ("--document", "fr/conges.md", "--words", "vingt-six jours", "--key", "vingt-six | 26", "--type", "figure")
    done = run("add", "--gold", gold, "--corpus", corpus, "--question", "Hoeveel dagen verlof heb ik?", *place)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{gold}/leave.jsonl:1: leave-nl-01",
        "  fr/conges.md: Le personnel a droit à vingt-six jours de congé par an.",
        "  family 'leave' has no split yet: run 'polycite gold split'",
    ]
    line = json.loads((gold / "leave.jsonl").read_text(encoding="utf-8"))
    assert line["must_contain"] == [["vingt-six", "26"]]


def test_split_assigns_the_new_family_and_keeps_the_others(run: Run, gold: Path, corpus: Path) -> None:
    done = run("split", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 0, done.stderr
    assert "3 groups, 1 new" in done.stdout
    text = (gold / "splits.toml").read_text(encoding="utf-8")
    assert '[groups.telework]\nfamilies = ["telework"]\nsplit = "train"' in text
    assert "[groups.leave]" in text


def test_split_makes_a_plan_where_there_is_none(run: Run, gold: Path, corpus: Path) -> None:
    (gold / "splits.toml").unlink()
    assert "splits.toml: is not there: run 'polycite gold split'" in run("check", "--gold", gold).stderr
    done = run("split", "--gold", gold, "--corpus", corpus, "--day", "2026-11-21")
    assert "3 groups, 3 new" in done.stdout
    assert run("check", "--gold", gold, "--corpus", corpus).returncode == 0
    assert "'morgen' is not a day: write YYYY-MM-DD" in run("split", "--gold", gold, "--day", "morgen").stderr


def test_split_refuses_to_part_what_belongs_together(run: Run, gold: Path, corpus: Path) -> None:
    (gold / "splits.toml").write_text(PLAN.replace('seed = "1"', 'seed = "1"\njoined = [["pay", "telework"]]'))
    before = (gold / "splits.toml").read_text()
    done = run("split", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 2
    assert "families that belong together are in more than one split: pay (test), telework (train)" in done.stderr
    assert (gold / "splits.toml").read_text() == before


def test_split_leaves_a_plan_alone_that_it_cannot_read(run: Run, gold: Path, corpus: Path) -> None:
    (gold / "splits.toml").write_text("day = ")
    done = run("split", "--gold", gold, "--corpus", corpus)
    assert done.returncode == 2
    assert f"{gold}/splits.toml: cannot be read: Invalid value (at end of document)" in said(done)
    assert (gold / "splits.toml").read_text() == "day = "


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--question", "Mag het?"), 2, "no terminal to ask on: give --document, --words, --key, --type"),
        (("--question", "?"), 2, "the question is empty"),
        (
            ("--question", "a b", "--document", "x", "--words", "y", "--key", "z", "--type", "who"),
            3,
            "no document 'x'",
        ),
        (
            ("--question", "a b", "--document", "nl/telewerk.txt", "--words", "tien", "--key", "acht", "--type", "who"),
            2,
            "the new question: key fact acht is not in the quotation of nl/telewerk.txt",
        ),
        (
            ("--question", "a b", "--unanswerable", "out_of_domain", "--document", "nl/telewerk.txt", "--type", "who"),
            2,
            "--unanswerable says that nothing answers it: leave out --document, --type",
        ),
    ],
)
def test_add_refuses_what_is_no_gold(
    run: Run, gold: Path, corpus: Path, options: tuple[str, ...], code: int, says: str
) -> None:
    before = (gold / "x.jsonl").read_bytes()
    done = run("add", "--gold", gold, "--corpus", corpus, *options)
    assert done.returncode == code
    assert says in done.stderr
    assert (gold / "x.jsonl").read_bytes() == before


def test_an_unanswerable_question_needs_no_evidence(run: Run, gold: Path, corpus: Path) -> None:
    options = ("--question", "Krijg ik een bureau?", "--unanswerable", "near_domain", "--family", "telework")
    done = run("add", "--gold", gold, "--corpus", corpus, *options)
    assert done.stdout == f"{gold}/x.jsonl:4: telework-nl-01\n", done.stderr


def test_coverage_is_printed_or_written(run: Run, gold: Path, tmp_path: Path) -> None:
    assert "| telework | train | 2 |" in run("coverage", "--gold", gold).stdout
    readme = tmp_path / "README.md"
    readme.write_text("<!-- coverage: written by 'polycite gold coverage --write' -->\n<!-- end of coverage -->\n")
    written = ("coverage", "--gold", gold, "--write", "--readme", readme)
    assert run(*written).stdout == f"{readme}: updated\n"
    assert "| telework | train | 2 |" in readme.read_text()
    assert run(*written).stdout == f"{readme}: was up to date\n"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Two questions nobody could answer, as a terminal shows responses."""
    text = FILES["nl/telewerk.txt"].split("\n\n")[1].strip()
    found = {"rank": 1, "score": 1.0, "passage_id": "p", "document_id": "doc_old", "path": "nl/telewerk.txt"}
    found |= {"pages": [], "heading": [], "language": "nl", "kind": "prose", "text": text, "start": 35, "end": 84}
    declined = {"reason": "not_in_documents", "message": "Nee."}
    asked = {"question_language": "nl", "declined": declined, "passages": [found]}
    file = tmp_path / "journal.json"
    questions = ("Wie beslist er?", "wie beslist er", "Wat eten we?")
    file.write_text("".join(json.dumps({"question": one, **asked}, indent=2) + "\n" for one in questions))
    return file


def test_a_journal_is_listed(run: Run, gold: Path, journal: Path) -> None:
    done = run("from-journal", journal, "--gold", gold, "--list")
    assert done.stdout.splitlines() == [
        "nl\tnot_in_documents\tnl/telewerk.txt\tWie beslist er?",
        "nl\tnot_in_documents\tnl/telewerk.txt\tWat eten we?",
    ]
    assert said(done) == ["2 of 3 responses are questions to make gold of"]


def test_a_journal_without_a_terminal_names_what_to_do(run: Run, gold: Path, journal: Path) -> None:
    done = run("from-journal", journal, "--gold", gold)
    assert done.returncode == 2
    assert said(done) == [
        "polycite: no terminal to ask on: list the questions with --list, then add each with 'polycite gold add'"
    ]


def test_a_person_at_a_terminal_makes_gold_of_a_journal(
    environment: dict[str, str], gold: Path, corpus: Path, journal: Path
) -> None:
    ours, theirs = pty.openpty()
    # The document changed since, so words are asked for; then the second question is out of domain.
    answers = ("1", "leidinggevende beslist", "", "", "leidinggevende", "", "who", "o")
    os.write(ours, "".join(f"{one}\n" for one in answers).encode())
    line = [sys.executable, "-c", COMMAND, "gold", "from-journal", str(journal), "--gold", str(gold)]
    done = subprocess.run(
        [*line, "--corpus", str(corpus)], env=environment, stdin=theirs, capture_output=True, check=False, timeout=180
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert b"nl/telewerk.txt has changed since it was shown" in done.stderr
    assert done.stdout.decode().splitlines() == [
        f"{gold}/x.jsonl:4: telework-nl-01",
        "  nl/telewerk.txt: De leidinggevende beslist binnen tien werkdagen.",
        f"{gold}/out-of-domain.jsonl:1: out-of-domain-nl-01",
    ]


def test_a_question_whose_document_is_gone_leaves_the_next_to_be_made(
    environment: dict[str, str], gold: Path, corpus: Path, journal: Path
) -> None:
    journal.write_text(journal.read_text(encoding="utf-8").replace("nl/telewerk.txt", "nl/weg.txt"), encoding="utf-8")
    ours, theirs = pty.openpty()
    os.write(ours, b"1\no\n")  # the first of the passages shown, which is no more; then out of domain
    line = [sys.executable, "-c", COMMAND, "gold", "from-journal", str(journal), "--gold", str(gold)]
    done = subprocess.run(
        [*line, "--corpus", str(corpus)], env=environment, stdin=theirs, capture_output=True, check=False, timeout=180
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert b"no document 'nl/weg.txt'" in done.stderr
    assert done.stdout.decode().splitlines() == [f"{gold}/out-of-domain.jsonl:1: out-of-domain-nl-01"]


def test_a_terminal_that_closes_midway_is_told(environment: dict[str, str], gold: Path, corpus: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Wie beslist?\n\x04")  # control-D: the end of input
    line = [sys.executable, "-c", COMMAND, "gold", "add", "--gold", str(gold), "--corpus", str(corpus)]
    done = subprocess.run(line, env=environment, stdin=theirs, capture_output=True, check=False, timeout=180)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert b"the terminal was closed before all was said: run the command again" in done.stderr
