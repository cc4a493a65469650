"""A plain text as lines: what each line looks like by itself, and how the whole file breaks its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from polycite.model import Span

_LINE = re.compile(r"[^\r\n\f]*(?:\r\n|[\r\n\f])|[^\r\n\f]+")
_TAG = re.compile(r"</?\w{1,9}(?:\s[^<>]{0,200})?/?>")
_EMPHASIS = re.compile(r"[*_#>\s]+")
_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’»)\]*_]*(?:</\w+>)*\s*\d{0,2}[¹²³⁰⁴-⁹]*$")
_BULLET = re.compile(r"(?:[•▪■◦‣●○*+–—-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}\))(?=[ \t]|$)")
_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.)(?=\s|$)")
_HASHES = re.compile(r"(#{1,6})[ \t]+\S")
_PAGE_NUMBER = re.compile(
    r"[-–—(|]?\s?\d{1,3}\s?[-–—)|]?|\d{1,4}\s?\|\s?page?|(?:p\.|pag(?:e|ina))?\s*\d{1,4}\s*(?:of|van|sur|/)\s*\d{1,4}"
    r"|(?:p\.|pag(?:e|ina))\s*\d{1,4}",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?=.*(?:[-_*=].?){3})[-_*=:|\s]++")
_NOTE = re.compile(r"[¹²³⁰⁴-⁹]+|<sup>\d{1,3}</sup>|\d{1,2}(?=[A-ZÀ-Þ“\"][\w])")
_LABEL = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?: [^\W\d_]+){0,3} ?: +\S")
_DANGLING = re.compile(
    r"\b(?:the|an?|of|and|to|by|for|with|de|het|een|van|en|voor|met|la|les?|du|des|et|à|pour|sur|par|und)$",
    re.IGNORECASE,
)
FULL = 0.6
"""Share of the usual width from which a line is taken to be broken because it was full."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `span` without white space at the ends, `blanks` how many empty lines precede it."""

    span: Span
    text: str
    indent: int
    blanks: int
    page_break: bool = False

    @property
    def words(self) -> str:
        """The line without tags and emphasis at its ends, to judge its first and last letter."""
        return _EMPHASIS.sub(" ", _TAG.sub(" ", self.text)).strip()

    @property
    def ends_sentence(self) -> bool:
        """Whether a sentence, a clause or a lead-in ends here."""
        return bool(_SENTENCE_END.search(self.text[-40:]))

    @property
    def is_labelled(self) -> bool:
        """Whether it begins like a form's entry: "Publisher: ..."."""
        return bool(_LABEL.match(self.words))

    @property
    def dangles(self) -> bool:
        """Whether the last word is an article or the like, which never closes a line by itself."""
        return bool(_DANGLING.search(self.text[-10:]))

    @property
    def starts_low(self) -> bool:
        """Whether the first letter is a small one, as in the middle of a sentence."""
        return self.words[:1].islower()

    @property
    def bullet(self) -> str:
        """The bullet, number or letter in front of a list item, or an empty string."""
        match = _BULLET.match(self.text)
        return match[0] if match else ""

    @property
    def numbering(self) -> str:
        """A section number in front ("2.3.1", "4.", "IV."), or an empty string."""
        match = _NUMBERING.match(self.text)
        return match[0] if match else ""

    @property
    def depth(self) -> int:
        """How deep the section number goes, 1..6: 3 for "2.3.1"."""
        return min(self.numbering.rstrip(".").count(".") + 1, 6)

    @property
    def hashes(self) -> int:
        """How many # a Markdown heading has; 0 for another line."""
        match = _HASHES.match(self.text)
        return len(match[1]) if match else 0

    @property
    def is_rule(self) -> bool:
        """Whether this is only a line drawn with characters."""
        return bool(_RULE.fullmatch(self.text))

    @property
    def is_page_number(self) -> bool:
        """Whether nothing but a page number stands here."""
        return bool(_PAGE_NUMBER.fullmatch(self.text))

    @property
    def is_note(self) -> bool:
        """Whether a footnote begins here."""
        return bool(_NOTE.match(self.text))

    @property
    def tabs(self) -> int:
        """How many tabs divide it into cells."""
        return self.text.count("\t")


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that are not blank, in order."""
    lines: list[Line] = []
    blanks, broken = 0, False
    for match in _LINE.finditer(text):
        content = match[0].strip(" \r\n\f\v\u00a0\ufeff")
        if content.strip():
            lead = match[0].index(content)
            start = match.start() + lead
            lines.append(Line(Span(start, start + len(content)), content, lead, blanks, broken))
            blanks, broken = 0, match[0].endswith("\f")
        else:
            blanks, broken = blanks + 1, broken or match[0].endswith("\f")
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file breaks its lines: `width` in characters; `wrapped` at it; `doubled` with blanks in between."""

    width: int
    wrapped: bool
    doubled: bool

    def is_full(self, line: Line) -> bool:
        """Whether the line was broken because it was full."""
        return len(line.span) >= FULL * self.width


def layout_of(lines: Sequence[Line]) -> Layout:
    """Guessed from the longest tenth of the lines, and from how often a sentence runs on over a break."""
    prose = [line for line in lines if not line.tabs and not line.is_page_number]
    lengths = sorted(len(line.span) for line in prose)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    tight = [_runs_on(left, right) for left, right in pairwise(prose) if right.blanks == 0]
    loose = [_runs_on(left, right) for left, right in pairwise(prose) if right.blanks == 1]
    doubled = len(loose) > 4 * len(tight) and sum(loose) > 0.2 * len(loose)
    wrapped = 30 <= width <= 200 and sum(tight) > 0.15 * max(1, len(tight))
    return Layout(width, wrapped, doubled)


def _runs_on(left: Line, right: Line) -> bool:
    return right.starts_low and not left.ends_sentence and not right.bullet
