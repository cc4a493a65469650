"""What the widget costs and how it behaves, measured in the browser: `python -m tests.browser.measure [REPORT]`.

REPORT is the JUnit file of the browser tests, from which runs of axe are counted. Only a widget larger than its budget
and a host page that shifts end it with 1, a missing REPORT with 2: time depends on the machine.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from junitparser import JUnitXml, TestCase
from lxml import etree
from playwright.sync_api import Browser, expect, sync_playwright
from playwright.sync_api import Page as Tab

from polycite.web.widget_file import widget_file
from tests.browser import chromium
from tests.browser.host import Host, Page, hosting
from tests.browser.made import saying
from tests.browser.places import FIVE
from tests.browser.recording import stream_of
from tests.browser.scripted import Scripted, Stream, scripted
from tests.browser.vitals import dropped, frames, layout_shift, measured, watch_frames, working
from tests.browser.widget import Widget

LARGEST = 30_000
"""Bytes of the packed widget at most."""
TOKENS = 2000
PACE = 0.004
"""Seconds between two tokens: 250 a second, faster than a language model writes."""
OPENINGS = 7
_AXE = "test_axe_finds_nothing"
_MARKED = "test_what_is_marked_is_the_quotation"
Row = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Axe:
    """How often axe ran, and how often it found something."""

    runs: int
    failed: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A browser, a host page's server, and a scripted service."""

    browser: Browser
    host: Host
    service: Scripted

    @contextmanager
    def widget(self) -> Iterator[Widget]:
        """A widget on a fresh page, not opened yet."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 800})
        page: Tab = context.new_page()
        lines = "".join(f"<p>Regel {number}</p>" for number in range(60))
        page.goto(self.host.put(Page(self.service.url, extra=lines)))
        expect(Widget(page).part("launcher")).to_be_visible()
        yield Widget(page)
        context.close()


def axe_runs(report: str) -> Axe:
    """Runs of axe in a JUnit report."""
    ran = _ran(report, _AXE)
    return Axe(len(ran), sum(not case.is_passed for case in ran))


def marked(report: str) -> tuple[int, int]:
    """How many quotations stood just where they were marked in the source view, and how many were looked at."""
    ran = _ran(report, _MARKED)
    return FIVE * sum(case.is_passed for case in ran), FIVE * len(ran)


def _ran(report: str, test: str) -> list[TestCase]:
    cases = JUnitXml.fromroot(etree.fromstring(report.encode()))
    return [case for suite in cases for case in suite if str(case.name).startswith(test) and not case.is_skipped]


def opening(stage: Stage) -> float:
    """Milliseconds of work until the panel stands there, the first time; the median of several pages."""
    return statistics.median(_opened(stage) for _ in range(OPENINGS))


def _opened(stage: Stage) -> float:
    with stage.widget() as widget:
        devtools = measured(widget.page)
        before = working(devtools)
        widget.call("(element) => { element.open(); return new Promise(requestAnimationFrame) }")
        return working(devtools) - before


@dataclass(frozen=True, slots=True)
class Streamed:
    """A long stream: the share of frames dropped, the longest gap and the work in milliseconds, messages announced."""

    dropped: float
    longest: float
    work: float
    heard: int


def streaming(stage: Stage) -> Streamed:
    """A stream of TOKENS tokens at PACE, as the browser saw it."""
    words = [f"woord{number} " for number in range(TOKENS)]
    stage.service.begin().play(Stream(stream_of(saying("".join(words).strip()), deltas=[*words, "[1]"]), PACE))
    with stage.widget() as widget:
        widget.open().listen()
        devtools = measured(widget.page)
        before = working(devtools)
        watch_frames(widget.page)
        widget.ask()
        expect(widget.part("copy")).to_have_count(1, timeout=60_000)
        gaps, work = frames(widget.page), working(devtools) - before
        widget.page.wait_for_function("() => polyciteHeard.length >= 3")
        return Streamed(dropped(gaps), max(gaps), work, len(widget.heard()))


def shifting(stage: Stage) -> float:
    """The layout shift of the host page through loading, opening, a question and closing."""
    stage.service.begin()
    with stage.widget() as widget:
        widget.open().ask().answered()
        widget.part("close").click()
        return layout_shift(widget.page)


def over_budget(packed: int, shift: float) -> list[str]:
    """What fails a build."""
    large = [f"the widget has {packed} bytes packed, more than {LARGEST}"] if packed > LARGEST else []
    return large + ([f"the host page shifted by {shift:.4f}"] if shift else [])


@contextmanager
def staged() -> Iterator[Stage]:
    """Everything that is measured on, until the block ends."""
    with sync_playwright() as playwright, hosting() as host, scripted(lambda: widget_file().body) as service:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield Stage(browser, host, service)
        browser.close()


def rows(stage: Stage, shift: float, report: str | None) -> list[Row]:
    """The table: what, measured, budget."""
    file = widget_file()
    stream = streaming(stage)
    told = [
        ("size of the widget", f"{len(file.body) / 1000:.1f} kB", ""),
        ("  packed (gzip -9)", f"{len(file.packed) / 1000:.1f} kB", f"{LARGEST / 1000:.0f} kB"),
        ("work of the first open", f"{opening(stage):.0f} ms", "50 ms"),
        (f"frames dropped in {TOKENS} tokens", f"{stream.dropped:.1%}", "5 %"),
        ("  longest gap", f"{stream.longest:.0f} ms", ""),
        ("  work for each token", f"{stream.work / TOKENS:.2f} ms", ""),
        ("messages announced for them", str(stream.heard), "3"),
        ("layout shift of the host page", f"{shift:.3f}", "0"),
    ]
    if report is not None:
        axe, (right, looked) = axe_runs(report), marked(report)
        told += [("runs of axe", str(axe.runs), ""), ("  with violations", str(axe.failed), "0")]
        told += [("quotations just under their marks", f"{right} of {looked}", "all")]
    return told


def main(arguments: Sequence[str], say: Callable[[str], None] = print) -> int:
    """Print the table; 1 where a budget that does not depend on the machine is exceeded."""
    if chromium.find() is None:
        say(chromium.MISSING)
        return 0
    if arguments and not Path(arguments[0]).is_file():
        say(f"no report at {arguments[0]}: write one with pytest's --junitxml, or leave it out")
        return 2
    report = Path(arguments[0]).read_text("utf-8") if arguments else None
    with staged() as stage:
        shift = shifting(stage)
        table = rows(stage, shift, report)
    for what, found, budget in [("", "measured", "budget"), *table]:
        say(f"{what:<36}{found:>10}{budget:>10}")
    problems = over_budget(len(widget_file().packed), shift)
    for one in problems:
        say(f"over budget: {one}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
