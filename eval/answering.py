"""How well a text answers: which of the key facts it must hold it names.

An answer here is what it quotes, so there is no wording of its own to compare with a reference answer. `language` is
that of the text ("nl", "fr", "en"); a fact is read by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.normalising import unified


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
