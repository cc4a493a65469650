"""What a run comes to: the mean of each measure over all questions, and over each slice people ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.judging import Judged
from eval.measures import parity
from eval.ranking import proves
from eval.run import Run
from eval.significance import Mean, mean_of

Row = tuple[str, str]
"""A slice's kind and name: ("language", "nl"), ("type", "date"), ("cell", "nl → fr")."""
EVERYTHING: Row = ("all", "all")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, what it says in a few words, whether more is better, and the loss the gate overlooks.

    `is_headline` says whether a table with room for little has it.
    """

    name: str
    says: str
    more_is_better: bool = True
    slack: float = 0.02
    is_headline: bool = True


MEASURES = (
    Measure("recall@5", "evidence in the first five passages, 7,500 characters at most", slack=0.01),
    Measure("recall@5 without budget", "evidence in the first five passages of any size", slack=0.01),
    Measure("recall@10", "evidence in the first ten passages", slack=0.01),
    Measure("success@1", "the first passage holds evidence", slack=0.01),
    Measure("rr@10", "one over the rank of the first evidence", slack=0.01),
    Measure("ndcg@10", "evidence early in the first ten", slack=0.01),
    Measure("judged@10", "first ten passages that hold evidence; nobody judged the rest", is_headline=False),
    Measure("key_facts", "key facts named in what is quoted"),
    Measure("citation_precision", "quotations that are evidence"),
    Measure("citation_recall", "evidence that is quoted"),
    Measure("parity", "triples whose three answers quote the same expected evidence"),
    Measure("over_refusal", "answerable questions declined", more_is_better=False),
    Measure("hallucination", "unanswerable questions answered", more_is_better=False),
    Measure("reason_match", "refusals that give the right kind of reason"),
    Measure("language_match", "lead or refusal in the question's language"),
    Measure("leak", "access canaries that came to light", more_is_better=False, slack=0.0),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a measure: of a question, or of a triple, and the group it is not independent of."""

    name: str
    group: str
    value: float | None


def values_of(run: Run, measure: str) -> tuple[Value, ...]:
    """A measure's values in the order of the run; those it does not apply to are not in it."""
    if measure == "parity":
        return tuple(Value(triple, triple, _parity(members)) for triple, members in _triples(run.judged).items())
    return tuple(
        Value(one.question.id, one.question.triple or one.question.id, one.values[measure])
        for one in run.judged
        if measure in one.values
    )


def means(run: Run) -> dict[Row, dict[str, Mean]]:
    """Each measure's mean by slice; a slice without any question of a measure has no entry for it."""
    slices: dict[Row, list[Judged]] = {}
    for one in run.judged:
        for row in _rows(one):
            slices.setdefault(row, []).append(one)
    return {row: dict(_means_of(run, members)) for row, members in sorted(slices.items(), key=_order)}


def _means_of(run: Run, members: Sequence[Judged]) -> Iterator[tuple[str, Mean]]:
    part = Run(run.system, run.splits, run.day, tuple(members), (), ())
    for measure in MEASURES:
        found = values_of(part, measure.name)
        if found:
            yield measure.name, mean_of([one.value for one in found], [one.group for one in found])


def _rows(judged: Judged) -> Iterator[Row]:
    question = judged.question
    yield EVERYTHING
    yield "language", question.language
    yield "type", question.kind
    if judged.reach:
        yield "reach", judged.reach
        yield from (("cell", f"{question.language} → {language}") for language in _cell(judged))


def _cell(judged: Judged) -> tuple[str, ...]:
    """The language of the evidence: the question's own where there is a version in it."""
    question = judged.question
    return (question.language,) if not question.is_cross_lingual else question.evidence_languages


def _order(one: tuple[Row, list[Judged]]) -> tuple[int, str]:
    kinds = ("all", "reach", "language", "cell", "type")
    return kinds.index(one[0][0]), one[0][1]


def _triples(judged: Sequence[Judged]) -> Mapping[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for one in judged:
        if one.question.triple and one.question.evidence:
            found.setdefault(one.question.triple, []).append(one)
    return {triple: members for triple, members in found.items() if len(members) == 3}


def _parity(members: Sequence[Judged]) -> float:
    """Each answer stands for the needs of its question that it proves; needs of a triple are the same in all three.

    Three answers that prove nothing agree on nothing: 0.
    """
    return parity([frozenset(_proven(one)) for one in members]) or 0.0


def _proven(judged: Judged) -> Iterator[str]:
    for number, need in enumerate(judged.question.evidence):
        if any(proves(need, one.path, one.quote) for one in judged.given.evidence):
            yield f"need {number}"
