"""A test set of our own in the form others have theirs in: three rules in two languages, and what nobody answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Lines = Sequence[Mapping[str, object]]

CORPUS: Lines = (
    {"id": "leave.en", "lang": "en", "title": "Leave", "text": "Staff have twenty-six days of leave a year."},
    {"id": "laptop.en", "lang": "en", "title": "", "text": "A lost laptop is reported within two hours."},
    {"id": "fire.en", "lang": "en", "title": "", "text": "Fire drills take place every spring in both buildings."},
    {
        "id": "leave.nl",
        "lang": "nl",
        "title": "Verlof",
        "text": "Het personeel heeft zesentwintig dagen verlof per jaar.",
    },
    {"id": "laptop.nl", "lang": "nl", "title": "", "text": "Een verloren laptop meldt u binnen twee uur."},
    {"id": "laptop-again.nl", "lang": "nl", "title": "", "text": "Een verloren laptop meldt u binnen twee uur."},
)
QUERIES: Lines = (
    {"id": "q.leave.en", "lang": "en", "text": "How many days of leave do staff have?", "group": "leave"},
    {"id": "q.leave.nl", "lang": "nl", "text": "Hoeveel dagen verlof heeft het personeel?", "group": "leave"},
    {"id": "q.across.en", "lang": "en", "text": "When must a lost laptop be reported?", "type": "sentence"},
    {"id": "q.absent.en", "lang": "en", "text": "Who won the football world cup in Mexico?"},
)
QRELS = (
    ("q.leave.en", "leave.en", 1),
    ("q.leave.en", "leave.nl", 1),
    ("q.leave.en", "fire.en", 0),
    ("q.leave.nl", "leave.nl", 1),
    ("q.across.en", "laptop.nl", 1),
)
ANSWERS: Lines = (
    {"id": "q.leave.en", "answerable": True, "answers": ["26 days", "twenty-six days"], "context_id": "leave.en"},
    {"id": "q.absent.en", "answerable": False, "answers": []},
)
META = {"source": "made for a test", "note": "three rules"}


def write_set(folder: Path, corpus: Lines = CORPUS, queries: Lines = QUERIES, answers: Lines | None = ANSWERS) -> Path:
    """The files of a set; without questions of this corpus in `queries`, write `qrels.tsv` anew."""
    folder.mkdir(parents=True)
    for name, lines in (("corpus", corpus), ("queries", queries), ("answers", answers)):
        if lines is not None:
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    write_qrels(folder, QRELS if corpus else ())
    (folder / "meta.json").write_text(json.dumps(META), encoding="utf-8")
    return folder


def write_qrels(folder: Path, lines: Sequence[tuple[str, str, int]]) -> None:
    """Which document answers which question, below the names of the columns."""
    rows = [("query-id", "corpus-id", "score"), *lines]
    (folder / "qrels.tsv").write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
