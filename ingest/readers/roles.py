"""What part each line of a plain text plays: heading, list item, table row, running text, or nothing to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.readers.lines import Layout, Line
from ingest.readers.tabular import is_contents_entry, is_contents_title, is_row

Part = Literal["heading", "number", "item", "bullet", "note", "row", "text", "rule", "page number", "contents"]

_CAPTION = re.compile(
    r"(?:tab(?:el|le|leau)|fig(?:uur|ure)?|gra(?:fiek|ph|phique)|source|bron|noot?te?|note|annexe?|kader|box)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 120
_LONGEST_PLAIN_HEADING = 80
_PROSE = 80  # characters: what follows a heading without a number must be at least a line of prose


@dataclass(frozen=True, slots=True)
class Role:
    """A line and its part; `level` is a heading's 1..6; `titled` where neither number nor # gave it that part."""

    line: Line
    part: Part
    level: int = 0
    titled: bool = False


def roles_of(lines: Sequence[Line], layout: Layout) -> Iterator[Role]:
    """One role a line, in order. A heading without a number stands one level below the last one with a number."""
    contents, level = False, 0
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        role = _role(line, before, after, layout, contents)
        contents = is_contents_title(line) or (contents and role.part in ("contents", "rule"))
        if role.part == "heading" and role.level == 0:
            yield replace(role, level=min(level + 1, 6), titled=True)
        else:
            level = role.level or level
            yield role


def _role(line: Line, before: Line | None, after: Line | None, layout: Layout, contents: bool) -> Role:
    if line.is_rule:
        return Role(line, "row" if is_row(line) else "rule")
    if is_contents_title(line) or is_contents_entry(line, contents):
        return Role(line, "contents")
    level = _heading_level(line, before, after, layout)
    if level is not None:
        return Role(line, "heading", level)
    if line.numbering == line.text and "." in line.text.rstrip("."):
        return Role(line, "number", line.depth)
    if is_row(line):
        return Role(line, "row")
    return Role(line, _small_part(line))


def _small_part(line: Line) -> Part:
    if line.is_page_number:
        return "page number"
    if line.bullet:
        return "bullet" if line.bullet == line.text else "item"
    return "note" if line.is_note else "text"


def _heading_level(line: Line, before: Line | None, after: Line | None, layout: Layout) -> int | None:
    """1..6, 0 for a heading without a number, None for no heading."""
    if line.hashes:
        return line.hashes
    alone = _is_alone(line, before, after)
    asks = alone and bool(line.numbering) and line.text.endswith("?")
    if (line.ends_sentence and not asks) or len(line.text) > _LONGEST_HEADING or line.text == line.numbering:
        return None
    if line.numbering and line.text[len(line.numbering) :].strip()[:1].isupper() and line.tabs < 2:
        return _numbered_level(line, after, alone)
    return 0 if alone and not layout.doubled and _names_a_section(line, before, after) else None


def _numbered_level(line: Line, after: Line | None, alone: bool) -> int | None:
    """A single figure may as well begin a list item, and a tab a table: these must stand alone."""
    if line.tabs and not alone:
        return None
    opens_page = line.indent == 1 and after is not None and after.blanks == 0 and not after.bullet
    return line.depth if line.depth > 1 or alone or opens_page else None


def _is_alone(line: Line, before: Line | None, after: Line | None) -> bool:
    return (before is None or line.blanks > 0) and after is not None and after.blanks > 0


def _names_a_section(line: Line, before: Line | None, after: Line | None) -> bool:
    words = line.words
    if not words[:1].isupper() or ":" in words or line.tabs or line.bullet or _CAPTION.match(words):
        return False
    if len(words) > _LONGEST_PLAIN_HEADING or (before is not None and before.text.rstrip("*_ ").endswith(":")):
        return False
    if before is None:
        return True  # a short first line that stands alone is the title
    return after is not None and not after.starts_low and (after.tabs > 0 or len(after.text) >= _PROSE)


def scattered(roles: Sequence[Role]) -> Iterator[Role]:
    """The roles, where several bullets stand alone before their texts as if each stood before its own.

    That is how a copied two-column page looks: three bullets, then three lines; the bullets are left out.
    """
    at = 0
    while at < len(roles):
        bullets = _run(roles, at, "bullet")
        if bullets < 2:
            yield roles[at]
            at += 1
            continue
        at += bullets
        yield from _as_items(roles[at : at + _run(roles, at, "text", unbroken=True)], bullets)
        at += _run(roles, at, "text", unbroken=True)


def _run(roles: Sequence[Role], at: int, part: Part, unbroken: bool = False) -> int:
    """How many roles from `at` on play that part, up to a blank line where it must be unbroken."""
    end = at
    while end < len(roles) and roles[end].part == part and not (unbroken and end > at and roles[end].line.blanks):
        end += 1
    return end - at


def _as_items(texts: Sequence[Role], bullets: int) -> Iterator[Role]:
    """Each line an item where there are as many lines as bullets, else each line after the end of a clause."""
    ends = [True] * len(texts) if len(texts) == bullets else [role.line.ends_sentence for role in texts]
    divided = sum(ends) == bullets
    begins = [True, *ends[:-1]]
    for role, begin in zip(texts, begins, strict=False):
        yield replace(role, part="item") if divided and begin else role
