"""Alignments as bytes, for the stores that sit beside the vectors."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any

from polycite.alignment import NO_ALIGNMENTS, Alignments, Bead, Bitext, Place
from polycite.model import Span


def alignments_bytes(alignments: Alignments) -> bytes:
    """Alignments as compressed JSON: the passages once, then per bitext two documents and beads of numbers."""
    places = (place for text in alignments.bitexts for bead in text.beads for place in (bead.one, bead.other) if place)
    known = {passage: number for number, passage in enumerate(dict.fromkeys(place.passage for place in places))}
    bitexts = [[text.one, text.other, [_bead(bead, known) for bead in text.beads]] for text in alignments.bitexts]
    return zlib.compress(json.dumps([list(known), bitexts], separators=(",", ":")).encode())


def alignments_from(stored: bytes) -> Alignments:
    """The alignments of `alignments_bytes`; none where nothing is stored. Raises ValueError, TypeError, zlib.error."""
    if not stored:
        return NO_ALIGNMENTS
    passages, bitexts = json.loads(zlib.decompress(stored))
    return Alignments(
        tuple(Bitext(one, other, tuple(_bead_from(bead, passages) for bead in beads)) for one, other, beads in bitexts)
    )


def _bead(bead: Bead, known: dict[str, int]) -> list[Any]:
    return [_place(bead.one, known), _place(bead.other, known), bead.cost]


def _place(place: Place | None, known: dict[str, int]) -> list[int]:
    return [known[place.passage], place.span.start, place.span.end] if place else []


def _bead_from(bead: Sequence[Any], passages: Sequence[str]) -> Bead:
    one, other, cost = bead
    return Bead(_place_from(one, passages), _place_from(other, passages), cost)


def _place_from(numbers: Sequence[int], passages: Sequence[str]) -> Place | None:
    if not numbers:
        return None
    passage, start, end = numbers
    return Place(passages[passage], Span(start, end))
