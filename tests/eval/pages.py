"""The report's page as a reader finds it: elements, their words, and tables by caption."""

from __future__ import annotations

from lxml import html

from eval.judging import Judged
from eval.report.html import to_html
from tests.eval.reports import report_of, run_of


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def of(*asked: Judged) -> html.HtmlElement:
    return html.document_fromstring(to_html(report_of(run_of(*asked))))


def rows(found: html.HtmlElement, caption: str) -> list[list[str]]:
    (table,) = [one for one in found.iter("table") if words(one.find("caption")) == caption]
    return [[words(cell) for cell in row] for row in table.iter("tr")]
