"""How good a ranking is for one question, against the set of what answers it.

Relevance is binary. Each function gives a number between 0 and 1 unless it says otherwise, or None where the measure is
undefined (a question without gold has no recall); average them with `eval.significance.mean_of`, which counts the None.
A ranking names a thing once, and `k` is at least 1; anything else is a ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet


def success(found: Sequence[str], gold: AbstractSet[str], k: int) -> float | None:
    """1 when one of the first k is gold, else 0: success@k, also hit rate (trec_eval `success`).

    >>> success(["x", "g"], {"g"}, 1), success(["x", "g"], {"g"}, 2)
    (0.0, 1.0)
    """
    return float(any(one in gold for one in _first(found, k))) if gold else None


def recall(found: Sequence[str], gold: AbstractSet[str], k: int) -> float | None:
    """|first k ∩ gold| / |gold|: recall@k (trec_eval `recall`). Below 1 by necessity where |gold| > k.

    >>> recall(["g", "x", "h"], {"g", "h", "i", "j"}, 3)
    0.5
    """
    return len(gold & set(_first(found, k))) / len(gold) if gold else None


def reciprocal_rank(found: Sequence[str], gold: AbstractSet[str], k: int = 10) -> float | None:
    """1 / rank of the first gold, 0 when it is not among the first k: RR@k (Voorhees 1999, trec_eval `recip_rank`).

    >>> reciprocal_rank(["x", "g"], {"g"})
    0.5
    """
    if not gold:
        return None
    return next((1 / rank for rank, one in enumerate(_first(found, k), 1) if one in gold), 0.0)


def ndcg(found: Sequence[str], gold: AbstractSet[str], k: int = 10) -> float | None:
    """Σ rel_j / log2(j + 1) over the first k, by the same sum of the best ranking of k: nDCG@k (Järvelin and Kekäläinen
    2002, binary gains, as trec_eval `ndcg_cut`).

    Of two gold, one found at rank 3: (1 / log2 4) / (1 / log2 2 + 1 / log2 3) = .5 / 1.6309.

    >>> round(ndcg(["x", "y", "g"], {"g", "h"}), 4)
    0.3066
    """
    if not gold:
        return None
    gain = math.fsum(_discount(rank) for rank, one in enumerate(_first(found, k), 1) if one in gold)
    return gain / math.fsum(_discount(rank) for rank in range(1, min(k, len(gold)) + 1))


def judged(found: Sequence[str], known: AbstractSet[str], k: int = 10) -> float | None:
    """The share of the first k that somebody has judged, gold or not: judged@k. None when nothing was found.

    Where it is low, the other measures count holes in the judgements as errors.

    >>> judged(["g", "x", "y", "n"], {"g", "n"}, 4)
    0.5
    """
    first = _first(found, k)
    return sum(one in known for one in first) / len(first) if first else None


def language_share(languages: Sequence[str], language: str) -> float | None:
    """The share of one language among those of some passages, with repeats. None without passages.

    >>> language_share(["nl", "fr", "nl", "en"], "nl")
    0.5
    """
    return sum(one == language for one in languages) / len(languages) if languages else None


def language_bias(found: Sequence[str], gold: Sequence[str], language: str, k: int = 10) -> float | None:
    """The share of the question's language in the first k, less its share in the gold: between -1 and 1, 0 is fair.

    `found` and `gold` are the languages of the passages, in order and with repeats. None when either is empty.

    >>> language_bias(["nl", "nl", "nl", "fr"], ["nl", "fr"], "nl")
    0.25
    """
    _at_least_one(k)
    there, due = language_share(found[:k], language), language_share(gold, language)
    return None if there is None or due is None else there - due


def cross_lingual_ratio(across: float | None, within: float | None) -> float | None:
    """X(ql, dl) = nDCG(ql→dl) / nDCG(dl→dl): what is kept of a measure when the question is in another language.

    May exceed 1. None when either is unknown, or nothing is found within the language.

    >>> cross_lingual_ratio(0.45, 0.6)
    0.75
    """
    return None if across is None or not within else across / within


def language_gap(cells: Mapping[tuple[str, str], float | None]) -> float | None:
    """The best less the worst of the cells whose question and documents have one language; None with fewer than two.

    `cells` are values by (language of the question, language of the documents).

    >>> language_gap({("nl", "nl"): 0.75, ("fr", "fr"): 0.5, ("nl", "fr"): 0.1, ("en", "en"): None})
    0.25
    """
    within = [value for (question, documents), value in cells.items() if question == documents and value is not None]
    return max(within) - min(within) if len(within) > 1 else None


def parity(families: Sequence[AbstractSet[str]]) -> float | None:
    """1 when some family of documents is cited by every answer, else 0: one question, asked in several languages.

    `families` are those each answer cites; silence in one language beside an answer in another is 0. None when no
    answer cites any.

    >>> parity([{"leave"}, {"leave", "travel"}, {"leave"}]), parity([{"leave"}, {"travel"}, set()])
    (1.0, 0.0)
    """
    if not any(families):
        return None
    return float(bool(set(families[0]).intersection(*families[1:])))


def within_budget(sizes: Sequence[int], k: int = 5, characters: int = 7_500) -> int:
    """How many of the first k passages count: as many, from the first on, as hold no more characters together.

    Without a budget, recall@k grows with the size of the passages. A first passage over the budget leaves none.

    >>> within_budget([3000, 3000, 3000, 10])
    2
    """
    _at_least_one(k)
    total, kept = 0, 0
    for size in sizes[:k]:
        total += size
        if total > characters:
            break
        kept += 1
    return kept


def evidence_recall(needs: Sequence[AbstractSet[str]], found: AbstractSet[str]) -> float | None:
    """The share of needs that are met; a need is a set of alternatives and is met when any of them was found.

    Who calls decides what an alternative is and when it counts as found. A need without alternatives is a ValueError.

    >>> evidence_recall([{"a-nl", "a-fr"}, {"b-nl"}], {"a-fr", "c-nl"})
    0.5
    """
    if not all(needs):
        raise ValueError("a need without alternatives can never be met: leave it out")
    return sum(not need.isdisjoint(found) for need in needs) / len(needs) if needs else None


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)


def _first(found: Sequence[str], k: int) -> Sequence[str]:
    _at_least_one(k)
    if len(set(found)) < len(found):
        raise ValueError("a ranking names something twice: keep its first place only")
    return found[:k]


def _at_least_one(k: int) -> None:
    if k < 1:
        raise ValueError(f"k is {k}: look at one or more")
