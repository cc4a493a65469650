"""The measures measure: an idle page drops nothing and does little, a busy one shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

from tests.browser.host import Host
from tests.browser.measure import Axe, axe_runs, main, marked, over_budget
from tests.browser.vitals import FRAME, dropped, layout_shift, measured, working


def test_a_gap_of_three_frames_is_two_dropped_ones() -> None:
    assert dropped([FRAME] * 8) == 0
    assert dropped([FRAME, 3 * FRAME]) == pytest.approx(2 / 4)
    assert dropped([]) == 0


def test_work_and_shifts_are_seen(host: Host, page: Tab) -> None:
    page.goto(host.put_file("/p", "text/html", "<!doctype html><title>t</title><p>een<p>twee"))
    devtools = measured(page)
    before = working(devtools)
    page.evaluate("() => { let sum = 0; for (let one = 0; one < 3e7; one += 1) sum += Math.sqrt(one); return sum }")
    assert working(devtools) - before > 10
    assert layout_shift(page) == 0
    page.evaluate(
        "() => { document.body.prepend(Object.assign(document.createElement('h1'), {textContent: 'Eerst'})) }"
    )
    assert layout_shift(page) > 0


def test_only_size_and_shift_can_fail_a_build() -> None:
    assert over_budget(30_000, 0.0) == []
    assert over_budget(30_001, 0.0) == ["the widget has 30001 bytes packed, more than 30000"]
    assert over_budget(1, 0.01) == ["the host page shifted by 0.0100"]


_REPORT = """<testsuites><testsuite>
<testcase classname="tests.browser.test_axe" name="test_axe_finds_nothing[a]"/>
<testcase classname="tests.browser.test_axe" name="test_axe_finds_nothing_in_any_other_combination[b]">
<failure message="x"/></testcase>
<testcase classname="tests.browser.test_axe" name="test_axe_finds_nothing[c]"><skipped/></testcase>
<testcase classname="tests.browser.test_words" name="test_other"/>
<testcase classname="tests.browser.test_highlight" name="test_what_is_marked_is_the_quotation[0]"/>
<testcase classname="tests.browser.test_highlight" name="test_what_is_marked_is_the_quotation[5]">
<failure message="x"/></testcase>
</testsuite></testsuites>"""


def test_a_missing_report_is_named(tmp_path: Path) -> None:
    heard: list[str] = []
    assert main([str(tmp_path / "none.xml")], heard.append) == 2
    assert heard == [f"no report at {tmp_path / 'none.xml'}: write one with pytest's --junitxml, or leave it out"]


def test_runs_of_axe_are_counted_from_the_report_of_the_tests() -> None:
    assert axe_runs(_REPORT) == Axe(runs=2, failed=1)


def test_marked_quotations_are_counted_by_fives() -> None:
    assert marked(_REPORT) == (5, 10)
