"""The words and numbers of the report: plain English, one way to write each number."""

from __future__ import annotations

from collections.abc import Mapping

from eval.comparison import Compared, Gated
from eval.judging import FaultKind
from eval.significance import Mean
from eval.summary import MEASURES

LANGUAGE: Mapping[str, str] = {"nl": "Dutch", "fr": "French", "en": "English"}
SAID: Mapping[str, str] = {one.name: one.says for one in MEASURES} | {"right": "questions handled right"}
FAULT: Mapping[FaultKind, str] = {
    "not_verbatim": "a quotation is not word for word in its document",
    "wrong_page": "a quotation is given the wrong page",
    "leak": "restricted text reached somebody who may not read it",
    "missing_view": "a part of the search brought nothing in a language",
}
VANISHED = "can no longer be measured, though the accepted run had it"
"""Of a gated measure without a value in any question that had one."""
_DECIMAL = frozenset({"rr@10", "ndcg@10"})
"""Scores between 0 and 1 that are no share of anything."""
_KIND: Mapping[str, str] = {
    "yes_no": "yes or no",
    "as_of": "as of a day",
    "two_fact": "two facts",
    "near_domain": "near the documents, but not in them",
    "out_of_domain": "outside the documents' subjects",
    "canary": "restricted to a group",
}
NOTHING = "–"


def kind_said(kind: str) -> str:
    """A type of question, or kind of absence, in words.

    >>> kind_said("table_cell"), kind_said("yes_no")
    ('table cell', 'yes or no')
    """
    return _KIND.get(kind, kind.replace("_", " "))


def gated_said(gated: Gated) -> str:
    """A gated measure in words: "evidence early in the first ten, across languages"."""
    return f"{SAID[gated.measure]}, {gated.reach}" if gated.reach else SAID[gated.measure]


def number(measure: str, value: float | None) -> str:
    """A value of a measure: a percentage, or a score to three digits.

    >>> number("recall@5", 0.8449), number("ndcg@10", 0.8449), number("leak", None)
    ('84.5 %', '0.845', '–')
    """
    if value is None:
        return NOTHING
    return f"{value:z.3f}" if measure in _DECIMAL else f"{value * 100:z.1f} %"


def change(measure: str, value: float | None) -> str:
    """A difference, signed, in percentage points or in score.

    >>> change("recall@5", -0.0321), change("ndcg@10", 0.05)
    ('−3.2', '+0.050')
    """
    if value is None:
        return NOTHING
    said = f"{value:+z.3f}" if measure in _DECIMAL else f"{value * 100:+z.1f}"
    return said.replace("-", "−")


def between(measure: str, mean: Mean) -> str:
    """The 95 % interval of a mean; nothing where too few counted to have one, or all are alike and it has no width.

    >>> between("recall@5", Mean(0.5, 9, 0, 0.25, 0.75)), between("recall@5", Mean(0.5, 1, 0, None, None))
    ('25.0 to 75.0', '')
    """
    if mean.low is None or mean.high is None or mean.low == mean.high:
        return ""
    return f"{number(measure, mean.low)} to {number(measure, mean.high)}".replace(" %", "")


def gain_between(one: Compared) -> str:
    """The 95 % interval of a gain."""
    if one.low is None or one.high is None:
        return NOTHING
    return f"{change(one.gated.measure, one.low)} to {change(one.gated.measure, one.high)}"


def chance(p: float) -> str:
    """A p value, to the digits that its 9,999 resamples carry.

    >>> chance(0.0001), chance(0.25)
    ('< 0.001', '0.250')
    """
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def many(count: int, word: str) -> str:
    """A count with its word.

    >>> many(1, "question"), many(2, "question")
    ('1 question', '2 questions')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
