"""The report's page of a run in which some questions were lost, beside an accepted run and a peer."""

from __future__ import annotations

from lxml import html

from eval.report.html import to_html
from eval.report.told import Report
from tests.eval.reports import accepted, kept, report_of, right, run_of, silent, wrong


def sample() -> Report:
    asked = [right("a"), wrong("b"), wrong("t"), silent(), kept(), right("f", language="fr", type="date")]
    before = accepted(right("a"), right("b"), right("t"), silent(), kept())
    peers = [run_of(wrong("a"), right("b"), system="plain pipeline")]
    return report_of(run_of(*asked), before=before, peers=peers, splits={"t": "test"})


PAGE = to_html(sample())


def page(report: Report | None = None) -> html.HtmlElement:
    return html.document_fromstring(PAGE if report is None else to_html(report))
