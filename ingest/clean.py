"""Undoing what typesetting does to words: ligatures, special spaces, soft hyphens, hyphens at line ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2011" + SOFT_HYPHEN
_WORD = re.compile(r"[^\W_]+(?:['’\-\u2010\u2011][^\W_]+)*")
_LAST = re.compile(r"[^\W_]+(?:['’\-\u2010\u2011][^\W_]+)*$")
# "land- en tuinbouw": the hyphen stands for a shared ending, and the space after it is meant.
_SUSPENDING = frozenset({"en", "of", "tot", "dan", "noch", "als", "et", "ou", "and", "or", "und", "to"})
# Second halves that French writes after a real hyphen: peut-être, celui-ci, eux-mêmes, a-t-il.
_TIED = re.compile(r"(?:être|ci|là|mêmes?|dessus|dessous|t-(?:ils?|elles?|on)|à-.+)", re.IGNORECASE)
# Forms that Dutch, French and English write with a hyphen, the two halves of which no compound joins.
_WRITTEN = re.compile(
    r"(?:.+['’])?(?:demi|vice|quasi|non)-.+|de-minimis.*|sous-(?!cri|sign|tir|tract|trair|trait$|tray).+|[^-]+-generaal"
    r"|(?:administrator|attorney|director|governor|secretary)-general|sterkte-zwakte.*"
    r"|(?:vingt|trente|quarante|cinquante|soixante|quatre|septante|octante|huitante|nonante)-"
    r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?)"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty-(?:one|two|three|four|five|six|seven|eight|nine)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<![^\W\d_])[^\W\d_][a-zà-öø-ÿ]+(?=[A-ZÀ-ÖØ-Þ])")
_STEM = 5  # letters: "de-minimisregels" elsewhere says that "de-minimissteun" keeps its hyphen
_SHORTEST_SYLLABLE = 2
_LONGEST_ACRONYM = 4


@lru_cache(maxsize=4_096)
def expanded(character: str) -> str:
    """A character as plain text: ligatures spelled out, every kind of space a space, unwritten marks nothing."""
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    if character == SOFT_HYPHEN or "\ufe00" <= character <= "\ufe0f":
        return ""
    category = unicodedata.category(character)
    if category == "Zs" or character in "\t\n\r\v\f\u2028\u2029":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Cn") or character == "\ufffd" else character


@lru_cache(maxsize=4_096)
def meaningless(character: str) -> bool:
    """Whether a glyph's code says nothing to a reader: private use, control, unassigned or the replacement sign."""
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cc", "Cs", "Cn")


class Vocabulary:
    """The words of one document, against which a hyphen at a line end is judged."""

    def __init__(self, lines: Iterable[str]) -> None:
        kept = tuple(lines)
        self._words = frozenset(word for line in kept for word in _whole_words(line))
        self._stems = frozenset(stem for word in self._words for stem in _stems(word))
        self._camels = frozenset(camel for line in kept for camel in _CAMEL.findall(line))

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and _plain(word) in self._words

    def joint(self, left: str, right: str) -> str | None:
        """What stands between two lines, the first of which ends with a hyphen.

        "" for a word divided by the typesetter, whose hyphen goes; "-" for a hyphen of the word itself; "- " for one
        that stands for a shared ending; None where the hyphen is a dash, no word being before it.
        """
        before, after = _LAST.search(left[:-1]), _WORD.match(right)
        if before is None or after is None:
            return None
        if left.endswith(SOFT_HYPHEN):
            return ""
        return self._verdict(before[0], after[0])

    def _verdict(self, before: str, after: str) -> str:
        if after.casefold() in _SUSPENDING:
            return "- "
        if before + after in self:
            return ""
        if f"{before}-{after}" in self or _WRITTEN.fullmatch(f"{before.rpartition('-')[2]}-{after}"):
            return "-"
        if _stem(_plain(before), _plain(after)) in self._stems:
            return "-"
        return "-" if before not in self._camels and _tied(before, after) else ""


def _tied(before: str, after: str) -> bool:
    """Whether the look of two halves says that the hyphen between them is the word's own."""
    last = before.split("-")[-1]
    if len(last) == 1 or ("-" in before and len(last) <= _SHORTEST_SYLLABLE):
        return True
    acronym = before.isupper() and len(before) <= _LONGEST_ACRONYM
    named = after[0].isupper() and not before.isupper()
    return acronym or named or last[-1].isdigit() or after[0].isdigit() or _TIED.fullmatch(after) is not None


def _stem(before: str, after: str) -> str | None:
    return f"{before}-{after[:_STEM]}" if len(after) >= _STEM else None


def _stems(word: str) -> Iterator[str]:
    """What a hyphened word begins with, up to some letters after its first hyphen."""
    before, _, after = word.partition("-")
    if stem := _stem(before, after):
        yield stem


def _whole_words(line: str) -> list[str]:
    """The words of a line, compounds also by their parts; a divided one at its end is none."""
    whole = _LAST.sub("", line[:-1]) if line.endswith(tuple(HYPHENS)) else line
    words = [_plain(word) for word in _WORD.findall(whole)]
    return words + [part for word in words if "-" in word for part in word.split("-")]


def _plain(word: str) -> str:
    return word.casefold().replace("\u2010", "-").replace("\u2011", "-")
