"""A ranking seen through a question's needs, so that measures of sets of passages apply to it.

Versions of one text in three languages are three passages but one answer: a need is met by the first passage that holds
any of its alternatives, and further ones neither gain nor lose. Needs first met by one passage count once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval import measures
from eval.locate import letters_of
from eval.questions import Need
from eval.systems import GivenPassage

FIRST, DEEP = 5, 10
BUDGET = 7_500
"""Characters the first five passages may hold together: recall grows with passage size, reading time too."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """For each passage, best first, the needs (by number) it holds; and the length of its text."""

    held: tuple[frozenset[int], ...]
    sizes: tuple[int, ...]
    needs: int

    def values(self) -> dict[str, float | None]:
        """The measures of retrieval for one question."""
        found, gold = self.labels()
        shown = measures.within_budget(self.sizes, FIRST, BUDGET)
        return {
            "recall@5": self.recall(shown),
            "recall@5 without budget": self.recall(FIRST),
            "recall@10": self.recall(DEEP),
            "success@1": measures.success(found, gold, 1),
            "rr@10": measures.reciprocal_rank(found, gold, DEEP),
            "ndcg@10": measures.ndcg(found, gold, DEEP),
            "judged@10": self.judged(DEEP),
        }

    def recall(self, k: int) -> float | None:
        """The share of needs that the first k passages meet."""
        met = frozenset[int]().union(*self.held[:k])
        return measures.evidence_recall([{str(need)} for need in range(self.needs)], {str(need) for need in met})

    def judged(self, k: int) -> float | None:
        """The share of the first k passages that hold evidence, first or again: nobody judged any other.

        None without passages, or needs to judge them by.

        >>> Ranking((frozenset({0}), frozenset(), frozenset({0}), frozenset()), (9, 9, 9, 9), 1).judged(10)
        0.5
        """
        names = [str(place) for place in range(len(self.held))]
        known = {name for name, held in zip(names, self.held, strict=True) if held}
        return measures.judged(names, known, k) if self.needs else None

    def labels(self) -> tuple[list[str], set[str]]:
        """The ranking as names, and the names that are relevant: each need where it is first met, or `unmet`.

        >>> Ranking((frozenset(), frozenset({0, 1}), frozenset({1})), (9, 9, 9), 3).labels()[0]
        ['other 0', 'needs 0 1', 'other 2']
        """
        found, met = [], set[int]()
        for place, held in enumerate(self.held):
            new = sorted(held - met)
            met.update(new)
            found.append(" ".join(["needs", *map(str, new)]) if new else f"other {place}")
        gold = {one for one in found if one.startswith("needs")}
        return found, gold | {f"unmet {need}" for need in range(self.needs) if need not in met}


def ranking(needs: Sequence[Need], passages: Sequence[GivenPassage]) -> Ranking:
    """What each passage holds of what is needed.

    >>> from eval.questions import Quotation
    >>> need = (Quotation(document="nl/verlof.pdf", quote="5 dagen"),)
    >>> texts = ["Verlof.", "Verlof na 5 da-\\ngen."]
    >>> ranking([need], [GivenPassage("nl/verlof.pdf", text) for text in texts]).held
    (frozenset(), frozenset({0}))
    """
    letters = [(one.path, letters_of(one.text)) for one in passages]
    wanted = [[(one.document, letters_of(one.quote)) for one in need] for need in needs]
    held = tuple(
        frozenset(
            number
            for number, need in enumerate(wanted)
            if any(path == document and quote in text for document, quote in need)
        )
        for path, text in letters
    )
    return Ranking(held, tuple(len(one.text) for one in passages), len(needs))


def proves(need: Need, path: str, quote: str, shortest: int = 12) -> bool:
    """Whether a quotation proves a need: it holds a whole alternative, or is a part of one that says enough.

    A part says enough from `shortest` letters on, so that a lone cell of a table proves nothing.

    >>> from eval.questions import Quotation
    >>> need = (Quotation(document="nl/verlof.pdf", quote="Men vraagt het na 5 dagen aan."),)
    >>> proves(need, "nl/verlof.pdf", "5 dagen"), proves(need, "nl/verlof.pdf", "vraagt het na 5 dagen")
    (False, True)
    """
    said = letters_of(quote)
    return any(one.document == path and _proves(letters_of(one.quote), said, shortest) for one in need)


def _proves(evidence: str, said: str, shortest: int) -> bool:
    return evidence in said or (len(said) >= shortest and said in evidence)
