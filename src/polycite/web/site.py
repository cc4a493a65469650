"""What an operator decides about the faces of the service, read once and passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polycite.model import Language
from polycite.settings import Settings
from polycite.web.turns import AT_ONCE, WAITING


@dataclass(frozen=True, slots=True)
class Site:
    """Other origins that may use the widget's routes, questions to start with, whether the owner's page is shown, and
    how many questions are worked on at once and may wait.

    An origin is a scheme, a host and a port as browsers send them; none means the service's own pages only.
    """

    origins: tuple[str, ...] = ()
    suggestions: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    owner: bool = False
    at_once: int = AT_ONCE
    waiting: int = WAITING


def site_of(settings: Settings) -> Site:
    """The site an operator's settings describe."""
    return Site(origins=settings.origins, at_once=settings.at_once, waiting=settings.waiting)
