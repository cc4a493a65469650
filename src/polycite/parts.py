"""A question's parts: where somebody asks for two things at once, the words that ask for each."""

from __future__ import annotations

import re

from polycite.text import fold_space

MOST = 3
"""Parts looked at: who asks for more is given what fits three sentences."""
_SHORTEST = 8
"""Characters: anything shorter is no question by itself."""
_AND = r"(?:and|or|but|en|of|maar|et|ou|mais)"
_BEFORE = (
    r"(?:(?:by|at|to|from|in|for|with|on|within|of|through|aan|bij|tegen|van|voor|tot|vanaf|binnen|om|door|met|op|over|"
    r"à|de|chez|dans|sur|pour|depuis|par|avec|endéans|jusqu'à|d['’])\s*)"
)
_WORD = (
    r"(?:who|whom|whose|what|which|when|where|why|how|wich|"
    r"wie|wat|waar\w*|wanneer|hoe\w*|welke?|"
    r"qui|quoi|que|qu['’]\w+|quel(?:le)?s?|combien|quand|comment|pourquoi|où|laquelle|lequel)"
)
_VERB = (
    r"(?:may|can|must|do|does|did|is|are|was|were|will|should|has|have|"
    r"mag|mogen|kan|kunnen|moet\w*|geldt|gelden|zijn|krijg\w*|wordt|worden|telt|"
    r"est-ce|est-il|est-elle|faut-il|peut-on|puis-je|doit-on|dois-je|peut-il|peut-elle|ai-je|a-t-\w+|y a-t-il)"
)
_CUT = re.compile(
    rf"(?<=[.?!;])\s+(?=\w)|\s*,?\s+(?={_AND}\s+(?:{_BEFORE}?{_WORD}|{_VERB})\b)|\s*[,:]\s+(?={_BEFORE}?{_WORD}\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"^{_AND}\s+", re.IGNORECASE)
_ASKING = re.compile(rf"\?|\b(?:{_WORD})\b|^(?:{_VERB})\b", re.IGNORECASE)


def parts(question: str) -> tuple[str, ...]:
    """The parts that ask something, in order, MOST at most; () for a question that asks for one thing.

    >>> parts("Hoe lang duurt het, en wie beslist?")
    ('Hoe lang duurt het', 'wie beslist?')
    """
    found = [_LEADING.sub("", piece).strip(" ,:;") for piece in _CUT.split(fold_space(question))]
    asking = [piece for piece in found if len(piece) >= _SHORTEST and _ASKING.search(piece)]
    return tuple(asking[:MOST]) if len(asking) > 1 else ()
