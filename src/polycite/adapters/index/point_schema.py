"""The one point schema of every Qdrant adapter: what a passage becomes inside the engine, and back.

Vectors of a point: `passage` (dense, cosine), `sentences` (multivector, MaxSim over cosine) and one sparse
vector per language, `terms_nl`, `terms_fr`, `terms_en`, each present only in that language and weighted by
the engine with IDF = ln(1 + (N - n + .5) / (n + .5)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, TypeAlias

from polycite.errors import IndexDamaged
from polycite.model import LANGUAGES, Facts, Language, Passage, Span

Payload: TypeAlias = Mapping[str, Any]

PASSAGE = "passage"
SENTENCES = "sentences"
TERMS: Mapping[Language, str] = {language: f"terms_{language}" for language in LANGUAGES}
KEYWORDS = ("document", "language", "readers", "family")
ORDINALS = ("valid_from", "valid_to")


def point_id(passage: str) -> int:
    """The point of a passage: 64 bits of BLAKE2b (RFC 7693) of its id; Python handles integers faster than UUIDs.

    Among a million passages two share one with a chance of 3 in 100 million: the generation then holds a passage too
    few, which its verification finds.
    """
    return int.from_bytes(blake2b(passage.encode(), digest_size=8).digest())


@dataclass(frozen=True, slots=True)
class Stored:
    """A passage as the engine keeps it, with what decides who sees it; days are proleptic Gregorian ordinals.

    `row` is the passage's first row in the generation's file of sentence vectors, where there is one.
    """

    point: int
    passage: Passage
    readers: frozenset[str]
    valid_from: int | None
    valid_to: int | None
    row: int | None = None


def to_payload(passage: Passage, facts: Facts, row: int | None = None) -> dict[str, Any]:
    """The payload that filters a passage and rebuilds it; an absent day is an open end."""
    optional = {
        "valid_from": _ordinal(facts.valid_from),
        "valid_to": _ordinal(facts.valid_to),
        "family": facts.family,
        "header": None if passage.header is None else _flat([passage.header]),
        "row": row,
    }
    return {
        "document": passage.document,
        "language": passage.language,
        "readers": list(facts.readers),
        "passage": passage.id,
        "span": _flat([passage.span]),
        "kind": passage.kind,
        "heading": list(passage.heading),
        "sentences": _flat(passage.sentences),
    } | {field: value for field, value in optional.items() if value is not None}


def from_payload(point: int, payload: Payload) -> Stored:
    """What `to_payload` stored. Raises IndexDamaged for a payload that is not one of ours."""
    try:
        return Stored(
            point,
            _passage(payload),
            frozenset(payload["readers"]),
            payload.get("valid_from"),
            payload.get("valid_to"),
            payload.get("row"),
        )
    except (KeyError, TypeError, ValueError) as flaw:
        raise IndexDamaged(f"the payload of point {point} is damaged ({flaw!r}): run 'polycite ingest PATH'") from flaw


def _passage(payload: Payload) -> Passage:
    header = payload.get("header")
    return Passage(
        payload["passage"],
        payload["document"],
        _spans(payload["span"])[0],
        payload["kind"],
        tuple(payload["heading"]),
        payload["language"],
        _spans(payload["sentences"]),
        None if header is None else _spans(header)[0],
    )


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _flat(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def _spans(offsets: Sequence[int]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in zip(offsets[::2], offsets[1::2], strict=True))
