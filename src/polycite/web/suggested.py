"""Questions to start with, from the operator's file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from polycite.errors import BadSettings
from polycite.model import Language
from polycite.question import LONGEST

Suggested = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
_FILE: TypeAdapter[dict[Language, tuple[str, ...]]] = TypeAdapter(
    dict[Language, Annotated[tuple[Suggested, ...], Field(max_length=12)]]
)


def read_suggestions(path: Path) -> Mapping[Language, tuple[str, ...]]:
    """The lists `nl`, `fr` and `en` of a TOML file, each optional. Raises BadSettings naming the file."""
    try:
        return _FILE.validate_python(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise BadSettings(f"POLYCITE_SUGGESTIONS: {path} cannot be read ({error.strerror}): name another") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"POLYCITE_SUGGESTIONS: {path} is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BadSettings(
            f"POLYCITE_SUGGESTIONS: {path}, {place or 'the file'}: {first['msg']}; "
            "it has lists of questions named nl, fr and en"
        ) from error
