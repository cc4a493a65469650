"""JUnit XML, as CI servers show it: a testcase for each gated measure, and for each hard rule or breach of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from eval.comparison import Compared
from eval.judging import FaultKind
from eval.report.told import Report
from eval.report.verdict import verdict_of
from eval.report.words import FAULT, VANISHED, chance, change, gain_between, number

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2)."""


def to_junit(report: Report) -> str:
    """The file's text."""
    found = JUnitXml("polycite eval")
    for name, cases in (("hard rules", _rules(report)), ("measures", _measures(report))):
        suite = TestSuite(name)
        suite.add_testcases(list(cases))
        found.add_testsuite(suite)
    written: bytes = found.tostring()  # type: ignore[no-untyped-call]
    return written.decode()


def _rules(report: Report) -> Iterator[TestCase]:
    broken = {fault.kind for fault in report.faults}
    for kind in get_args(FaultKind):
        if kind not in broken:
            yield TestCase(f"{kind}: never", "eval.rules")
    for fault in report.faults:
        case = TestCase(f"{fault.kind}: {fault.question or 'the run'}", "eval.rules")
        yield _failed(case, FAULT[fault.kind], report.said_of(fault))


def _measures(report: Report) -> Iterator[TestCase]:
    if report.comparison is None:
        case = TestCase("comparison with the accepted run", "eval.measures")
        case.result = Skipped(verdict_of(report).sentence)
        yield case
        return
    yield from map(_measure, report.comparison.compared)
    for gated in report.comparison.vanished:
        yield _failed(TestCase(gated.name, "eval.measures"), VANISHED, VANISHED)
    if not report.comparison.questions:
        said = verdict_of(report).sentence
        yield _failed(TestCase("comparison with the accepted run", "eval.measures"), said, said)


def _measure(one: Compared) -> TestCase:
    case, said = TestCase(one.gated.name, "eval.measures"), _said(one)
    if one.verdict == "fail":
        return _failed(case, said, f"{said}\nlost: {', '.join(one.lost)}\nwon: {', '.join(one.won)}")
    case.system_out = _clean(f"{one.verdict}: {said}")
    return case


def _failed(case: TestCase, message: str, text: str) -> TestCase:
    failure = Failure(_clean(message))
    failure.text = _clean(text)
    case.result = failure
    return case


def _said(one: Compared) -> str:
    name = one.gated.measure
    below = f"; below the accepted run's interval in {', '.join(one.below)}" if one.below else ""
    return (
        f"{number(name, one.before)} to {number(name, one.after)}, gain {change(name, one.gain)} "
        f"(95 % {gain_between(one)}, p {chance(one.p)}, corrected {chance(one.corrected)}, "
        f"{one.counted} questions{below})"
    )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
