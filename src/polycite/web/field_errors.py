"""What is wrong with a request, place by place: where as a JSON pointer (RFC 6901), and none of the sender's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

Place = Sequence[int | str]
_UNKNOWN = "extra_forbidden"


class FieldError(BaseModel):
    """One field that is not as it must be: where (JSON pointer, or a parameter's name), a stable word, a sentence."""

    model_config = ConfigDict(frozen=True)

    pointer: str
    code: str
    message: str


def field_errors(errors: Iterable[Mapping[str, Any]], wanted: object) -> tuple[FieldError, ...]:
    """Each place once, with the first thing that is wrong there; `wanted` is the type of the whole body."""
    told: dict[str, FieldError] = {}
    for one in errors:
        # The first step only says body, query or path.
        said = _said(one["loc"][1:], one["type"], one["msg"], wanted)
        told.setdefault(said.pointer, said)
    return tuple(told.values())


def _said(place: Place, code: str, message: str, wanted: object) -> FieldError:
    """An unknown field is told by where it stands: its name was the sender's choice."""
    if code != _UNKNOWN:
        return FieldError(pointer=_pointer(place), code=code, message=message)
    known = ", ".join(_fields_at(place[:-1], wanted))
    message = f"a field here is unknown; known are: {known}"
    return FieldError(pointer=_pointer(place[:-1]), code=code, message=message)


def _fields_at(place: Place, wanted: object) -> Iterable[str]:
    model = _model_in(wanted)
    for step in place:
        # A number leads to an item, whose model was found in the type of its list.
        if model and isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation)
    return model.model_fields if model else ()


def _model_in(wanted: object) -> type[BaseModel] | None:
    """The model that a type is, or that its items are."""
    if isinstance(wanted, type) and issubclass(wanted, BaseModel):
        return wanted
    return next(filter(None, map(_model_in, get_args(wanted))), None)


def _pointer(place: Place) -> str:
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in place)
    return "".join(f"/{step}" for step in steps)
