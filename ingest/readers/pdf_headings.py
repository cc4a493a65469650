"""Which paragraphs are headings, and how deep: by the outline, by looks, by numbering."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ingest.readers.pdf_flow import Paragraph, Piece, stands_out
from ingest.readers.pdf_paragraphs import CAPTION, Body, ends_sentence, is_contents
from ingest.readers.pdf_structure import Bookmark

Looks = tuple[float, bool]

_LONGEST = 200
_MOST_LINES = 4
_DEEPEST = 6
_PLAINLY_LARGER = 1.25
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+")
_BULLET = re.compile(r"[^\w(\"'“‘«]")


def heading_levels(pieces: Sequence[Piece], body: Body, outline: Sequence[Bookmark]) -> dict[int, int]:
    """For each piece that is a heading, by its place in `pieces`, its level 1..6.

    The level is the outline's where it names the heading, or names others of the same looks; else the depth of its
    number ("2.3.1" is 3); else the rank of its looks among all headings, largest first.
    """
    bookmarks = {_key(entry.title): entry.level for entry in outline}
    found = {
        index: piece
        for index, piece in enumerate(pieces)
        if isinstance(piece, Paragraph) and _is_heading(piece, body, bookmarks)
    }
    known = _levels_by_looks(found.values(), bookmarks)
    ranks = sorted({_looks(piece) for piece in found.values()}, reverse=True)
    return {
        index: min(_level(piece, bookmarks, known) or ranks.index(_looks(piece)) + 1, _DEEPEST)
        for index, piece in found.items()
    }


def _is_heading(piece: Paragraph, body: Body, bookmarks: dict[str, int]) -> bool:
    text = piece.text
    if piece.note or len(text) > _LONGEST or len(piece.lines) > _MOST_LINES or is_contents(piece.lines):
        return False
    if not any(character.isalpha() for character in text):
        return False
    if _key(text) in bookmarks:
        return True
    if CAPTION.match(text) or _BULLET.match(text) or not stands_out(piece.lines, body):
        return False
    return not ends_sentence(text) or text[-1] in "?!" or piece.lines[0].size > _PLAINLY_LARGER * body.size


def _level(piece: Paragraph, bookmarks: dict[str, int], known: dict[Looks, int]) -> int | None:
    said = bookmarks.get(_key(piece.text)) or known.get(_looks(piece))
    number = _NUMBER.match(piece.text)
    return said or (number[1].count(".") + 1 if number else None)


def _levels_by_looks(headings: Iterable[Paragraph], bookmarks: dict[str, int]) -> dict[Looks, int]:
    votes: dict[Looks, Counter[int]] = defaultdict(Counter)
    for piece in headings:
        if level := bookmarks.get(_key(piece.text)):
            votes[_looks(piece)][level] += 1
    return {looks: levels.most_common(1)[0][0] for looks, levels in votes.items()}


def _looks(piece: Paragraph) -> Looks:
    return piece.lines[0].size, piece.lines[0].bold


def _key(title: str) -> str:
    """A title as outline and page agree on it: letters and figures, without its number."""
    return "".join(character for character in _NUMBER.sub("", title, count=1).casefold() if character.isalnum())
