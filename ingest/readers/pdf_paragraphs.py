"""From lines to paragraphs and list items: by leading, indents, markers and lines that end early."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf_columns import zones_of
from ingest.readers.pdf_lines import Line

Lines = tuple[Line, ...]

CAPTION = re.compile(r"(?:tab(?:el|le|leau|\.)|fig(?:uur|ure|\.)|gra(?:fiek|phique|ph)|kader|encadré|box)\s*\d", re.I)
"""How the caption of a table or figure begins."""

_LOOSER = 1.18  # times the body's leading: more white than this parts paragraphs, a raised figure's line needs less
_LIKE_SIZE = 1.08
_TITLE = 1.15
_INDENT = 0.8  # of the font size
_BULLET = re.compile(r"[•‣◦▪▫●○■□⁃∙➢➤✓✔–—\-*·o]\s")
_SURE_BULLETS = "•‣◦▪▫●○■□⁃∙➢➤✓✔"
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})(?:[.)°]|°\))\s")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]{0,6}$")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'’”»)\]]*$")


@dataclass(frozen=True, slots=True)
class Body:
    """The looks of running text: font size and distance of baselines in points, and whether it is bold."""

    size: float
    leading: float
    bold: bool


def body_of(lines: Sequence[Line]) -> Body:
    """The looks that most characters of a document have."""
    looks: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        looks[line.size, line.bold] += len(line.text)
    if not looks:
        return Body(10.0, 12.0, False)
    size, bold = looks.most_common(1)[0][0]
    return Body(size, _leading(lines, size), bold)


def _leading(lines: Sequence[Line], size: float) -> float:
    """The distance of baselines most letters have above them, to half a point; rows of a list or table count little."""
    steps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        step = below.baseline - above.baseline
        if above.size == below.size == size and above.page == below.page and 0.9 * size < step < 2.5 * size:
            steps[round(2 * step) / 2] += len(below.text)
    return steps.most_common(1)[0][0] if steps else 1.3 * size


def is_item(lines: Lines) -> bool:
    """Whether a paragraph opens with a list marker: a bullet, a dash, a number or a letter."""
    return _marked(lines[0])


def is_contents(lines: Lines) -> bool:
    """Whether a paragraph is an entry of a table of contents: leader dots, then a page number."""
    return _LEADERS.search(lines[-1].text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a text closes with a stop, quotes and brackets aside; a colon and a semicolon close too."""
    return _SENTENCE_END.search(text) is not None


def paragraphs_of(lines: Iterable[Line], body: Body) -> Iterator[Lines]:
    """The paragraphs of a stretch of a page, in reading order."""
    stretch = tuple(lines)
    zones = zones_of(stretch)
    for group in _groups(stretch, body):
        longest = max(group, key=lambda line: line.right)
        zone = [line for line in stretch if zones[id(line)] == zones[id(longest)]]
        yield from _parts(group, _edge(group, zone), body)


def _edge(group: Sequence[Line], zone: Sequence[Line]) -> float:
    """How far lines reach in a group's column: its own longest, or what a quarter of its column's lines reach."""
    left = min(line.left for line in group)
    column = sorted(line.right for line in zone if abs(line.left - left) < 2 * line.size)
    usual = column[len(column) * 3 // 4] if column else 0.0
    return max(usual, *(line.right for line in group))


def _groups(lines: Iterable[Line], body: Body) -> Iterator[list[Line]]:
    """Lines that stand below each other without a gap, of one size."""
    group: list[Line] = []
    for line in lines:
        if group and not _adjoins(group[-1], line, body):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _adjoins(above: Line, below: Line, body: Body) -> bool:
    size = max(above.size, below.size)
    step = below.baseline - above.baseline
    return (
        above.turn == below.turn
        and 0.3 * size < step <= _LOOSER * body.leading * max(size / body.size, 1.0)
        and size <= _LIKE_SIZE * min(above.size, below.size)
        and above.left < below.right
        and below.left < above.right
    )


def _parts(group: Sequence[Line], edge: float, body: Body) -> Iterator[Lines]:
    part: list[Line] = []
    for index, line in enumerate(group):
        after = group[index + 1] if index + 1 < len(group) else None
        if part and _parts_from(part, line, after, edge, body):
            yield tuple(part)
            part = []
        part.append(line)
    yield tuple(part)


def _parts_from(part: Sequence[Line], line: Line, after: Line | None, edge: float, body: Body) -> bool:
    above = part[-1]
    early = _ends_early(above, line, edge)
    if _LEADERS.search(above.text) or _opens_item(part, line, early):
        return True
    if above.size > _TITLE * body.size:
        return False
    if above.bold != line.bold and not ends_full(above, edge):
        return True
    if line.label and ends_sentence(above.text):
        return True
    return early or _leaves_item(part, line) or _opens_indented(above, line, after)


def _ends_early(above: Line, below: Line, edge: float) -> bool:
    """Whether the first word below would have fitted above: nobody breaks a paragraph's line there."""
    share = len(below.text.split(maxsplit=1)[0]) / len(below.text)
    room = edge - above.right - 0.3 * above.size
    return room > share * (below.right - below.left) + 0.5 * above.size


def ends_full(line: Line, edge: float) -> bool:
    """Whether a line reaches the right edge of its column, give or take a syllable."""
    return line.right > edge - 3 * line.size


def _marked(line: Line) -> bool:
    return _BULLET.match(line.text) is not None or _ENUMERATOR.match(line.text) is not None


def _opens_item(part: Sequence[Line], line: Line, early: bool) -> bool:
    """Whether a line begins the next item; dashes and numbers also open lines by chance, so they need a witness."""
    if not _marked(line):
        return False
    if line.text[0] in _SURE_BULLETS or early or ends_sentence(part[-1].text):
        return True
    first = part[0]
    hangs = len(part) == 1 or part[-1].left > line.left + 1
    return _marked(first) and abs(line.left - first.left) < _INDENT * line.size and hangs


def _leaves_item(part: Sequence[Line], line: Line) -> bool:
    first, above = part[0], part[-1]
    if not _marked(first):
        return False
    hangs = above.left > first.left + 0.3 * line.size
    return line.left < first.left - 0.3 * line.size or (len(part) > 1 and hangs and line.left < first.left + 1)


def _opens_indented(above: Line, line: Line, after: Line | None) -> bool:
    inward = line.left - above.left > _INDENT * line.size and not _marked(above)
    back = after is None or abs(after.left - above.left) < _INDENT * line.size
    return inward and back and ends_sentence(above.text)
