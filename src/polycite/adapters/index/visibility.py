"""Who may see what: a scope as engine-neutral conditions, and the same decision taken again on what was fetched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from polycite.adapters.index.point_schema import Stored
from polycite.model import Language, Principal, Scope


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions on a point's payload, all of which must hold; each adapter translates them for its engine.

    any_of: the field holds at least one of the values, so a point without the field fails.
    not_above, not_below: the field does not pass the number, so a point without the field (an open end) holds.
    """

    any_of: tuple[tuple[str, tuple[str, ...]], ...]
    not_above: tuple[tuple[str, int], ...] = ()
    not_below: tuple[tuple[str, int], ...] = ()

    @property
    def impossible(self) -> bool:
        """Whether no point can hold: engines differ on an empty list of values, so none is ever sent."""
        return any(not values for _, values in self.any_of)


def readable_by(principal: Principal) -> Conditions:
    """Everything this principal may read, and nothing else."""
    return Conditions((("readers", tuple(sorted(principal.groups))),))


def within(scope: Scope, language: Language) -> Conditions:
    """What `scope` lets a search in one language see."""
    any_of = [
        *readable_by(scope.principal).any_of,
        ("language", (language,) if scope.languages is None or language in scope.languages else ()),
    ]
    if scope.documents is not None:
        any_of.append(("document", tuple(sorted(scope.documents))))
    if scope.as_of is None:
        return Conditions(tuple(any_of))
    day = scope.as_of.toordinal()
    return Conditions(tuple(any_of), not_above=(("valid_from", day),), not_below=(("valid_to", day),))


def may_read(readers: Collection[str], principal: Principal) -> bool:
    """Whether one of the principal's groups is among the readers; without readers nobody may."""
    return not principal.groups.isdisjoint(readers)


def allows(scope: Scope, stored: Stored) -> bool:
    """Whether `scope` allows this passage, decided here and not by an engine."""
    passage = stored.passage
    return (
        may_read(stored.readers, scope.principal)
        and (scope.languages is None or passage.language in scope.languages)
        and (scope.documents is None or passage.document in scope.documents)
        and _in_force(stored.valid_from, stored.valid_to, scope.as_of)
    )


def _in_force(valid_from: int | None, valid_to: int | None, day: date | None) -> bool:
    if day is None:
        return True
    ordinal = day.toordinal()
    return (valid_from is None or valid_from <= ordinal) and (valid_to is None or ordinal <= valid_to)
