"""Settings, read once at the door from `POLYCITE_*` and passed on as arguments."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
)

from polycite.errors import BadSettings
from polycite.journal import Questions
from polycite.model import PUBLIC

_PREFIX = "POLYCITE_"
_ORIGIN = re.compile(r"https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?")


_LISTS = {"default_readers": '["public", "hr"]', "origins": '["https://intranet.example.org"]'}
"""Settings that are lists, with an example of each."""


def _listed(given: object, info: ValidationInfo) -> object:
    """A list as a variable holds it."""
    if not isinstance(given, str):
        return given
    try:
        read = json.loads(given)
    except ValueError:
        read = None
    if not isinstance(read, list):
        name = info.field_name or ""
        raise ValueError(f"lists are written as JSON, for example {_PREFIX}{name.upper()}='{_LISTS[name]}'")
    return read


def _address(given: str) -> str:
    """The address of a server."""
    if not re.match(r"https?://[^/]", given):
        raise ValueError("is not the address of a server: write http://HOST:PORT, or https://HOST:PORT")
    return given


def _origin(given: str) -> str:
    """An origin exactly as browsers send it, since it is compared character by character."""
    usual = {"http": "80", "https": "443"}.get(given.partition(":")[0], "")
    if not _ORIGIN.fullmatch(given) or given.endswith(f":{usual}"):
        raise ValueError(
            f"{given!r} is not an origin as browsers send it: write the scheme, the host in small letters and the port "
            "if it is not the usual one, and nothing after it, for example https://intranet.example.org"
        )
    return given


class Settings(BaseModel):
    """Everything an operator can set; each name is an environment variable with the prefix POLYCITE_."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(default_factory=lambda: user_data_path("polycite", appauthor=False))
    """Folder of all state: models, indexes, caches."""
    qdrant_url: Annotated[str, AfterValidator(_address)] | None = None
    """A Qdrant server or cluster; without it Qdrant Edge runs in process."""
    qdrant_api_key: SecretStr | None = None
    qdrant_prefix: str = Field(default="polycite", pattern=r"^[a-z0-9_-]{1,40}$")
    embedder: str = "default"
    """`default`; a sentence-transformers name or folder; or `llama_index:MODULE:CLASS`."""
    default_readers: Annotated[tuple[str, ...], BeforeValidator(_listed)] = (PUBLIC,)
    """Groups that may read a document the catalogue does not name (a JSON list)."""
    reader_seconds: float = Field(default=120.0, gt=0, le=3600)
    """Wall-clock limit for reading one file."""
    deletion_share: float = Field(default=0.3, gt=0, le=1)
    """A run that would drop more than this share of the indexed documents is refused."""
    threads: int = Field(default=0, ge=0, le=256)
    """Threads for the encoder; 0 is one for each core."""
    depth: int = Field(default=50, ge=10, le=500)
    """Candidates taken per language and view before fusion."""
    at_once: int = Field(default=4, ge=1, le=256)
    """Questions worked on at the same time by `serve`."""
    waiting: int = Field(default=32, ge=0, le=10000)
    """Questions that may wait for their turn; one more is told to come back."""
    host: str = "127.0.0.1"
    origins: Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], BeforeValidator(_listed)] = ()
    """Other origins whose pages may embed the service (a JSON list); none is the service's own pages only."""
    port: int = Field(default=8300, ge=0, le=65535)
    questions: Questions = "pseudonymous"
    """What the journal keeps of questions: `off` nothing, `pseudonymous` without personal data, `full` everything."""
    retention_days: int = Field(default=30, ge=1, le=3650)
    """Days that the journal keeps an answer and what was given back on it."""
    owner_page: bool = False
    """Whether /owner is served: on a loopback address, to who has the key that is printed at the start."""
    suggestions: Path | None = None
    """A TOML file with the lists `nl`, `fr` and `en` of questions to start with; without it none are shown."""


_READERS = f"{_PREFIX}DEFAULT_READERS"


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from an environment, where an empty variable is one that is not set.

    Raises BadSettings naming each unknown or malformed variable.
    """
    known = {_PREFIX + name.upper(): name for name in Settings.model_fields}
    unknown = sorted(name for name in environment if name.startswith(_PREFIX) and name not in known)
    if unknown:
        raise BadSettings(f"unknown setting {', '.join(unknown)}: known are {', '.join(sorted(known))}")
    if environment.get(_READERS, "unset").strip() == "":
        # Whether nobody is meant or everybody is not for us to guess.
        raise BadSettings(f"{_READERS} is empty: write [] for nobody, or leave it out for everybody")
    given = {name: environment[variable] for variable, name in known.items() if environment.get(variable, "").strip()}
    try:
        return _usable(Settings.model_validate(given))
    except ValidationError as error:
        raise BadSettings("; ".join(_explain(one["loc"], one["msg"]) for one in error.errors())) from error


def _usable(settings: Settings) -> Settings:
    if settings.data_dir.exists() and not settings.data_dir.is_dir():
        raise BadSettings(f"POLYCITE_DATA_DIR: {settings.data_dir} is a file: name a folder, made if it is not there")
    return settings


def _explain(place: tuple[int | str, ...], message: str) -> str:
    """The variable is named whole: which part of a list is meant, the message shows."""
    return f"{_PREFIX}{str(place[0]).upper()}: {message.removeprefix('Value error, ')}"
