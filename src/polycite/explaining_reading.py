"""What spoke for each sentence that was read, and why one or two of them were quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from polycite.choice import ADDITIONS, Asked, additions, needed
from polycite.clues import CLUES
from polycite.evidence import Reading
from polycite.explanation import ChoiceStage, Part, SentenceRead
from polycite.model import Citation, Document
from polycite.text import display
from polycite.weights import Weights


def sentences_read(reading: Reading, documents: Mapping[str, Document], weights: Weights) -> tuple[SentenceRead, ...]:
    """All sentences, strongest first, each with what its clues are worth."""
    return tuple(
        SentenceRead(
            place=place,
            passage=one.passage.id,
            start=one.sentence.start,
            end=one.sentence.end,
            text=display(documents[one.passage.document], one.sentence),
            strength=one.score,
            clues=parts_of(CLUES, numbers, weights.first),
        )
        for place, (one, numbers) in enumerate(zip(reading.evidence, reading.numbers.tolist(), strict=True), 1)
    )


def choice_stage(reading: Reading, asked: Asked, citations: Sequence[Citation], weights: Weights) -> ChoiceStage:
    """What was quoted of what was read; for a decline, what a second sentence would have been worth."""
    quoted = {(one.passage.id, one.span) for one in citations}
    read = reading.sentences
    places = [place for place, one in enumerate(read) if (one.evidence.passage.id, one.evidence.sentence) in quoted]
    # Where a version in the asker's language stands in for the strongest sentence, it is the first.
    own = [place for place in places if read[place].evidence.passage.language == asked.language]
    first = next(iter(places if 0 in places else own or places), None)
    second = next((place for place in places if place != first), None)
    best, worth, parts = _best_other(reading, first or 0, asked, weights.second)
    return ChoiceStage(_counted(first), _counted(second), _counted(best), worth, needed(asked), parts)


def _best_other(
    reading: Reading, first: int, asked: Asked, weights: Mapping[str, float]
) -> tuple[int | None, float | None, tuple[Part, ...]]:
    """The place of the sentence that adds most to the first, what it is worth, and of what."""
    others = [one for place, one in enumerate(reading.sentences) if place != first]
    if not others:
        return None, None, ()
    numbers = additions(reading.sentences[first], others, reading, asked.wants)
    worth = numbers @ np.array([weights[one] for one in ADDITIONS])
    best = int(np.argmax(worth))
    place = best + (best >= first)
    return place, float(worth[best]), parts_of(ADDITIONS, numbers[best].tolist(), weights)


def _counted(place: int | None) -> int | None:
    return None if place is None else place + 1


def parts_of(names: Sequence[str], values: Sequence[float], weights: Mapping[str, float]) -> tuple[Part, ...]:
    """Values by name, each with what it adds."""
    return tuple(
        Part(name, float(value), weights[name], float(value) * weights[name])
        for name, value in zip(names, values, strict=True)
    )
