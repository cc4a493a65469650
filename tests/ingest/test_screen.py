from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from ingest.report import FileReport, Progress, Report
from ingest.screen import show, watching

REPORT = Report(
    files=(
        FileReport("nl/a.pdf", "live", passages=12, warnings=("page 3 has no text",)),
        FileReport("nl/[b].pdf", "quarantined", "encrypted", "it needs a password"),
        FileReport("nl/c.pdf", "removed"),
    ),
    generation="g1",
    published=True,
    documents=1,
    passages=12,
    embedded=40,
    reused=2,
    seconds=1.5,
)


def console(terminal: bool = False) -> Console:
    return Console(file=io.StringIO(), width=160, highlight=False, force_terminal=terminal)


def written(made: Console) -> str:
    assert isinstance(made.file, io.StringIO)
    return made.file.getvalue()


def test_every_file_is_named_with_what_became_of_it() -> None:
    made = console()
    show(REPORT, made)
    lines = written(made).splitlines()
    assert lines[0].split() == ["live", "nl/a.pdf", "12", "passages"]
    assert "page 3 has no text" in lines[1]
    assert lines[2].startswith("quarantined nl/[b].pdf")
    assert "encrypted, it needs a password" in lines[2]


def test_the_totals_say_what_was_embedded_and_how_many_files_failed() -> None:
    made = console()
    show(REPORT, made)
    assert "40 texts embedded, 2 taken from the cache" in written(made)
    assert "1 document, 12 passages; 40 texts embedded" in written(made)
    assert "\n1 file needs a look" in written(made)


def test_several_files_need_a_look_and_nothing_published_is_said_without_a_gap() -> None:
    made = console()
    show(replace(REPORT, files=REPORT.files[1:2] * 2, generation="", published=False, documents=0, passages=1), made)
    assert "0 documents, 1 passage; " in written(made)
    assert "; nothing published in 1.5 s\n2 files need a look" in written(made)


def test_without_a_terminal_each_stage_is_one_line() -> None:
    made = console()
    with watching(made) as watch:
        for done in range(4):
            watch(Progress("read", done, 3))
        watch(Progress("embed", 0, 70))
    assert written(made).splitlines() == ["reading files: 3", "embedding passages and sentences: 70"]


def test_on_a_terminal_a_bar_counts_to_the_end() -> None:
    made = console(terminal=True)
    with watching(made) as watch:
        watch(Progress("read", 0, 3))
        watch(Progress("read", 3, 3))
    assert "3/3" in written(made)
