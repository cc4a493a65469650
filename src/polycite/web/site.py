"""What an operator decides about the faces of the service, read once and passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polycite.model import Language
from polycite.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """Other origins that may use the widget's routes, questions to start with, and whether the owner's page is shown.

    An origin is a scheme, a host and a port as browsers send them; none means the service's own pages only.
    """

    origins: tuple[str, ...] = ()
    suggestions: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    owner: bool = False


def site_of(settings: Settings) -> Site:
    """The site an operator's settings describe."""
    return Site(origins=settings.origins)
