"""How well a text answers: against reference answers, or against the key facts it must hold.

All values are between 0 and 1, or None where there is nothing to compare with. `language` is that of the text ("nl",
"fr", "en"); references are read by the same rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.normalising import normalise, unified


def exact_match(answer: str, gold: Sequence[str], language: str) -> float | None:
    """max over g of 1[n(a) = n(g)], n the normal form: EM (Rajpurkar et al. 2016). None without gold.

    >>> exact_match("De 1.500 euro.", ["1500 euro", "1500 EUR"], "nl")
    1.0
    """
    said = normalise(answer, language)
    return float(any(said == normalise(one, language) for one in gold)) if gold else None


def token_f1(answer: str, gold: Sequence[str], language: str) -> float | None:
    """max over g of 2PR / (P + R) on multisets of tokens (Rajpurkar et al. 2016); 1 or 0 where either is empty.

    Of the answer's 4 tokens 2 are in the gold's 2: P = 1/2, R = 1, F1 = 2/3.

    >>> token_f1("within 5 working days", ["working days"], "en")
    0.6666666666666666
    """
    said = normalise(answer, language).split()
    return max((_overlap(said, normalise(one, language).split()) for one in gold), default=None)


def contains_gold(answer: str, gold: Sequence[str], language: str) -> float | None:
    """max over g of 1[n(g) is part of n(a)]: str-EM (ALCE, Gao et al. 2023). None without gold.

    Unlike there, digits at the edge of g are never part of a longer number.

    >>> contains_gold("Binnen de 15 dagen", ["15 dagen"], "nl"), contains_gold("Binnen 15 dagen", ["5 dagen"], "nl")
    (1.0, 0.0)
    """
    said = normalise(answer, language)
    return float(any(holds(said, normalise(one, language)) for one in gold)) if gold else None


def squad_exact_match(answer: str, gold: Sequence[str], language: str) -> float:
    """EM by the rule of SQuAD 2.0 (Rajpurkar et al. 2018): a question without gold scores 1 for silence, else 0.

    >>> squad_exact_match("", [], "en"), squad_exact_match("Five.", [], "en"), squad_exact_match("", ["five"], "en")
    (1.0, 0.0, 0.0)
    """
    found = exact_match(answer, gold, language)
    return _silence(answer) if found is None else found


def squad_f1(answer: str, gold: Sequence[str], language: str) -> float:
    """F1 by the rule of SQuAD 2.0: an unanswerable question scores 1 for silence, 0 for any answer.

    >>> squad_f1("", [], "en"), squad_f1("five days", ["five"], "en")
    (1.0, 0.6666666666666666)
    """
    found = token_f1(answer, gold, language)
    return _silence(answer) if found is None else found


def key_facts(texts: Sequence[tuple[str, str]], groups: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """For each group of alternatives, whether any of them stands in any of the texts, each with its language.

    The nuggets of TREC (Voorhees 2003), assigned by string. Articles count: `un jour` is not `2 jours`. An alternative
    without a word or number is a ValueError, as is a group without alternatives.

    >>> key_facts([("Binnen 5 werkdagen", "nl"), ("1 500 EUR", "fr")], [["5 jours", "5 werkdagen"], ["1500"], ["7"]])
    (True, True, False)
    """
    return tuple(_any_holds(texts, group) for group in groups)


def key_fact_share(found: Sequence[bool]) -> float | None:
    """Σ 1[hit] / |groups|: nugget recall, from what `key_facts` found. None without groups.

    >>> key_fact_share((True, True, False, True))
    0.75
    """
    return sum(found) / len(found) if found else None


def key_facts_complete(found: Sequence[bool]) -> float | None:
    """1 when every group was found, else 0. None without groups.

    >>> key_facts_complete((True, False)), key_facts_complete((True, True))
    (0.0, 1.0)
    """
    return float(all(found)) if found else None


def holds(text: str, part: str) -> bool:
    """Whether a normal form has another as a part, which may end inside a word but not inside a number; never for "".

    >>> holds("maximum 15.5 euro", "15.5"), holds("maximum 15.5 euro", "5.5"), holds("maximum 15.5 euro", "15")
    (True, False, False)
    """
    at = text.find(part) if part else -1
    while at >= 0:
        if not (_in_number(text, at) or _in_number(text, at + len(part))):
            return True
        at = text.find(part, at + 1)
    return False


def _any_holds(texts: Sequence[tuple[str, str]], alternatives: Sequence[str]) -> bool:
    if not alternatives or not all(unified(one, "") for one in alternatives):
        raise ValueError(f"a key fact needs alternatives, each with a word or a number: {list(alternatives)}")
    return any(
        holds(unified(text, language), unified(one, language)) for text, language in texts for one in alternatives
    )


def _in_number(text: str, cut: int) -> bool:
    """Whether a cut before this character parts the digits, or the decimals, of one number."""
    around = text[max(cut - 2, 0) : cut], text[cut : cut + 2]
    if not around[0][-1:].isdigit() and not (around[0][-1:] == "." and around[0][0].isdigit()):
        return False
    return around[1][:1].isdigit() or (around[1][:1] == "." and around[1][1:].isdigit())


def _overlap(said: Sequence[str], gold: Sequence[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    shared = (Counter(said) & Counter(gold)).total()
    return 2 * shared / (len(said) + len(gold))


def _silence(answer: str) -> float:
    return float(not answer.strip())
