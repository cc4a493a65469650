"""Asking again from a trace: on the same generation the same question gives the same answer, or says where it does not.

A trace names no reader: whoever replays it sees what they may read, and nothing a file says can add to that.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from polycite.answer import Question
from polycite.ask import Asker
from polycite.errors import BadQuestion, GenerationGone
from polycite.explaining import explain
from polycite.explanation import Explanation
from polycite.model import Principal, Scope

LARGEST = 64_000_000
"""Bytes of a trace at most; one of 500 candidates a view has some 3,000,000."""
_OWN = ("trace_id", "answer_id", "timings_ms")
_STAGES = tuple(one.name for one in fields(Explanation) if one.name not in _OWN)
"""What two askings of one question share."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A question asked again: whether the same answer came, which stages differ, and both answers as read."""

    same: bool
    differs: tuple[str, ...]
    generation: str
    question: str
    before: str
    now: str


def written(told: Explanation, indent: int | None = None) -> bytes:
    """An explanation as JSON."""
    # Made when needed: building it would cost every command 5 ms of its start.
    return TypeAdapter(Explanation).dump_json(told, indent=indent)


def read_trace(path: Path) -> Explanation:
    """A trace from the file that `explain --json` or GET /v1/answers/{id}/trace gave. Raises BadQuestion."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadQuestion(f"{path} is too large to be a trace: name what 'polycite explain --json' printed")
        return TypeAdapter(Explanation).validate_json(path.read_bytes())
    except OSError as error:
        raise BadQuestion(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise BadQuestion(
            f"{path} is no trace ({place or 'JSON'}: {error.errors()[0]['msg']}): "
            "name what 'polycite explain --json' printed"
        ) from error


def replay(asker: Asker, trace: Explanation, principal: Principal) -> Replayed:
    """The same question, of the same documents, on the same day. Raises GenerationGone, FingerprintMismatch."""
    was = trace.question
    scope = Scope(principal, was.languages, was.documents, was.as_of)
    question = Question(was.text, scope, was.language_given, was.k, was.history)
    again = asked_again(asker, question, trace.index.generation, was.day)
    differs = tuple(name for name in _STAGES if getattr(again, name) != getattr(trace, name))
    return Replayed(
        "answer" not in differs, differs, trace.index.generation, was.text, trace.answer.text, again.answer.text
    )


def asked_again(asker: Asker, question: Question, generation: str, day: date) -> Explanation:
    """The explanation of a question asked once more, as on a day. Raises GenerationGone, FingerprintMismatch."""
    index = asker.index()
    if index.generation.id != generation:
        raise GenerationGone(generation, index.generation.id)
    return explain(replace(asker, today=lambda: day).ask(question, index), asker.phrases.analysers, day)
