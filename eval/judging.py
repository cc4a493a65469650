"""Judging what a system gave for one gold question: measures, which may lie low, and faults, which may not happen.

A passage or quotation holds a piece of evidence when its letters do (`eval.locate`), in the file the evidence names. So
systems that split, number and typeset differently are judged alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from eval.answering import key_fact_share, key_facts
from eval.files import Files
from eval.questions import Absence, GoldQuestion
from eval.ranking import proves, ranking
from eval.secrets import OPEN, Secrets, leaked
from eval.systems import Given, GivenQuote, System
from polycite.language import language_of
from polycite.model import Reason

FaultKind = Literal["not_verbatim", "wrong_page", "leak", "missing_view"]
EXPECTED: Mapping[Absence, Reason] = {
    "near_domain": "not_in_documents",
    "false_premise": "unsupported",
    "out_of_domain": "out_of_scope",
}
_SHOWN = 80  # characters of a quotation that a fault repeats


@dataclass(frozen=True, slots=True)
class Fault:
    """What may never happen: one is enough to fail a run. `question` is None for a fault of the run as a whole."""

    kind: FaultKind
    question: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, what was given, and what that is worth: a value by measure, None where undefined, never zero.

    `seconded` says of each quotation given with a page whether a second reader of the file finds it there.
    """

    question: GoldQuestion
    given: Given
    values: Mapping[str, float | None]
    faults: tuple[Fault, ...]
    seconded: tuple[bool, ...] = ()

    @property
    def reach(self) -> str | None:
        """Whether its evidence is in its own language or only in others; None without evidence."""
        if not self.question.evidence:
            return None
        return "across languages" if self.question.is_cross_lingual else "same language"

    @property
    def is_right(self) -> bool:
        """Whether what was needed was quoted and named, or what cannot be answered was declined."""
        if self.question.evidence:
            return self.values["citation_recall"] == 1 and self.values["key_facts"] == 1
        return not self.values.get("hallucination") and not self.values.get("leak")


def judge(question: GoldQuestion, given: Given, system: System, files: Files, secrets: Secrets = OPEN) -> Judged:
    """All measures that are defined for this question, and its faults."""
    faults = (
        *_untrue(question, given, system),
        *_misplaced(question, given, files),
        *_leaks(question, given, secrets),
    )
    seconded = tuple(one.pages in files.places(one.path, one.quote) for one in given.quotes if one.pages)
    return Judged(question, given, values(question, given), faults, seconded)


def values(question: GoldQuestion, given: Given) -> dict[str, float | None]:
    """The measures of one question by name."""
    if question.canary:
        return {"leak": float(leaked(question.canary, given) is not None)}
    match = {"language_match": _language_match(question, given)}
    if question.unanswerable:
        return match | _of_refusal(question, question.unanswerable, given)
    return match | ranking(question.evidence, given.passages).values() | _of_answer(question, given)


def _of_refusal(question: GoldQuestion, absence: Absence, given: Given) -> dict[str, float | None]:
    """Nothing may be quoted in answer to it, whatever is said beside; only what corrects a false premise may be."""
    reason = float(given.reason == EXPECTED[absence]) if given.is_declined and given.reason else None
    corrects = any(proves(question.correction, one.path, one.quote) for one in given.evidence)
    answers = bool(given.quotes) or not given.is_declined
    return {"hallucination": float(answers and not corrects), "reason_match": reason}


def _of_answer(question: GoldQuestion, given: Given) -> dict[str, float | None]:
    """A declined question has no citations to be precise, and names and cites nothing of what was needed."""
    right = [one for one in given.evidence if any(proves(need, one.path, one.quote) for need in question.evidence)]
    met = [need for need in question.evidence if any(proves(need, one.path, one.quote) for one in given.evidence)]
    return {
        "over_refusal": float(given.is_declined),
        "key_facts": _key_facts(question, given.quotes),
        "citation_precision": len(right) / len(given.evidence) if given.evidence else None,
        "citation_recall": len(met) / len(question.evidence),
    }


def _key_facts(question: GoldQuestion, quotes: Iterable[GivenQuote]) -> float | None:
    """A row of column names counts here: it says what the figure below it is of."""
    texts = [(one.quote, language_of(one.quote)) for one in quotes]
    return key_fact_share(key_facts(texts, question.must_contain))


def _language_match(question: GoldQuestion, given: Given) -> float | None:
    """Whether the system's own words are in the question's language; None when it said none."""
    return float(language_of(given.said) == question.language) if given.said.strip() else None


def _untrue(question: GoldQuestion, given: Given, system: System) -> Iterator[Fault]:
    """Quotations that are not, character for character, their document's text at their offsets."""
    for one in given.quotes if system.is_verbatim else ():
        text = system.text(one.path, question)
        if text is None:
            yield Fault("not_verbatim", question.id, f"quotes {one.path}, which the asker has no document of")
        elif one.start is None or one.end is None or text[one.start : one.end] != one.quote:
            yield Fault("not_verbatim", question.id, f"{one.path} at {one.start}:{one.end} is not {_short(one)}")


def _misplaced(question: GoldQuestion, given: Given, files: Files) -> Iterator[Fault]:
    """Quotations that a second reader finds elsewhere in the file, and of which the page given lacks some word.

    A row of column names may stand on many pages, and on the one given in an order that reader does not follow.
    """
    for one in given.quotes:
        places = files.places(one.path, one.quote)
        if places and one.pages not in places and not files.has_words(one.path, one.quote, one.pages):
            true, said = _pages(places[0]), _pages(one.pages) or "none"
            yield Fault("wrong_page", question.id, f"{one.path}: page {true}, not {said}, holds {_short(one)}")


def _leaks(question: GoldQuestion, given: Given, secrets: Secrets) -> Iterator[Fault]:
    """One for each document of which anything came to light."""
    found = secrets.shown(question.groups, given)
    if question.canary and (what := leaked(question.canary, given)):
        found[question.canary.document] = what
    yield from (Fault("leak", question.id, what) for what in found.values())


def _pages(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _short(quote: GivenQuote) -> str:
    return repr(quote.quote if len(quote.quote) <= _SHOWN else quote.quote[:_SHOWN] + "...")
