"""What an operator decides about the faces of the service, read once and passed on."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from polycite.model import Language
from polycite.settings import Settings
from polycite.web.suggested import read_suggestions
from polycite.web.turns import AT_ONCE, WAITING

_KEY = 16
"""Random bytes of the owner's key, which lives as long as the process."""


@dataclass(frozen=True, slots=True)
class Site:
    """Other origins that may use the widget's routes, questions to start with, the key of the owner's page, and how
    many questions are worked on at once and may wait.

    An origin is a scheme, a host and a port as browsers send them; none means the service's own pages only.
    `owner` is what an address must name to be shown the owner's page; None for no such page. `folder` is where ingest
    left its last report; None where there is none to show. `days` is how long questions are kept, None for not at all.
    """

    origins: tuple[str, ...] = ()
    suggestions: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    owner: str | None = None
    at_once: int = AT_ONCE
    waiting: int = WAITING
    folder: Path | None = None
    days: int | None = 30


def site_of(settings: Settings) -> Site:
    """The site an operator's settings describe. Raises BadSettings."""
    return Site(
        origins=settings.origins,
        suggestions=read_suggestions(settings.suggestions) if settings.suggestions else {},
        owner=secrets.token_urlsafe(_KEY) if settings.owner_page else None,
        at_once=settings.at_once,
        waiting=settings.waiting,
        folder=settings.data_dir,
        days=None if settings.questions == "off" else settings.retention_days,
    )
