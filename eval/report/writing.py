"""The report's four files, in one folder."""

from __future__ import annotations

from pathlib import Path

from eval.report.data import to_json
from eval.report.html import to_html
from eval.report.junit import to_junit
from eval.report.markdown import to_markdown
from eval.report.told import Report

WRITERS = (("results.json", to_json), ("report.md", to_markdown), ("junit.xml", to_junit), ("report.html", to_html))


def write(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write for people, pull requests, CI and scripts; the paths, in that order reversed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in WRITERS:
        (folder / name).write_text(words(report), encoding="utf-8")
    return tuple(folder / name for name, _ in WRITERS)
