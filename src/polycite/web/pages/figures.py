"""Figures as each language writes them."""

from __future__ import annotations

from polycite.model import Language

_MINUS = "\N{MINUS SIGN}"


def figure(number: float, form: str, language: Language) -> str:
    """A number in a form such as "+.1f": a comma before the decimals in Dutch and French, and a real minus sign."""
    written = f"{number:{form}}".replace("-", _MINUS)
    return written if language == "en" else written.replace(".", ",")


def is_one(count: int, language: Language) -> bool:
    """Whether what is counted stands in the singular; in French so does what there is none of."""
    return count == 1 or (count == 0 and language == "fr")
