"""Which split each family of documents is in, as `splits.toml` beside the gold questions holds it.

The file is written by `polycite gold split` and only grows: a group once assigned stays where it is, so that what was
kept for the test can never be trained on later.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from eval.problems import explained
from eval.questions import SPLITS, Gold, Name, Split, Words

OUT_OF_DOMAIN = "out-of-domain"
"""The family of questions that no document is near to: each is assigned by its own name."""
PLAN = "splits.toml"
_TOP = 2**64


class Shares(Gold):
    """The share of questions each split should hold; together 1."""

    train: Annotated[float, Field(gt=0, lt=1)] = 0.4
    development: Annotated[float, Field(gt=0, lt=1)] = 0.3
    test: Annotated[float, Field(gt=0, lt=1)] = 0.3

    def of(self, split: Split) -> float:
        """The share of one split."""
        return {"train": self.train, "development": self.development, "test": self.test}[split]


class Group(Gold):
    """Families that share facts and so stay together, the split they are in, and what joins them."""

    families: Annotated[tuple[Name, ...], Field(min_length=1)]
    split: Split
    why: Words


class Plan(Gold):
    """The day questions are asked on, the seed, the shares, families joined by hand, and what came of it."""

    day: date
    seed: Words
    shares: Shares = Shares()
    joined: tuple[tuple[Name, ...], ...] = ()
    groups: Mapping[Name, Group] = {}

    @property
    def splits(self) -> dict[str, Split]:
        """The split of each family of documents."""
        return {family: group.split for group in self.groups.values() for family in group.families}

    def by_hash(self, name: str) -> Split:
        """The split that a name alone decides, for what no family of documents holds together."""
        drawn, reached = fraction(name, self.seed), 0.0
        for split in SPLITS[:-1]:
            reached += self.shares.of(split)
            if drawn < reached:
                return split
        return SPLITS[-1]


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A plan, or None with the lines that say why there is none."""

    plan: Plan | None
    problems: tuple[str, ...]


def fraction(name: str, seed: str) -> float:
    """A number in [0, 1) that a name and a seed decide: BLAKE2b (RFC 7693), 8 bytes, as a fraction.

    >>> fraction("telework", "1") == fraction("telework", "1") != fraction("telework", "2")
    True
    """
    digest = blake2b(f"{seed}\n{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / _TOP


def read_plan(folder: Path) -> PlanRead:
    """The plan of a folder of gold questions; its problems name the file, and the line where TOML breaks off."""
    file = folder / PLAN
    try:
        plan = Plan.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return PlanRead(None, (f"{file}: is not there: run 'polycite gold split' to make it",))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return PlanRead(None, (f"{file}: cannot be read: {error}",))
    except ValidationError as error:
        return PlanRead(None, tuple(f"{file}: {one}" for one in explained(error)))
    return PlanRead(plan, tuple(f"{file}: {one}" for one in _contradictions(plan)))


def _contradictions(plan: Plan) -> Iterator[str]:
    if abs(sum(plan.shares.of(split) for split in SPLITS) - 1) > 1e-9:
        yield "the shares of train, development and test are not 1 together"
    known: dict[str, str] = {}
    for name, group in plan.groups.items():
        for family in group.families:
            if family in known:
                yield f"family {family!r} is in two groups, {known[family]!r} and {name!r}"
            known[family] = name


def write_plan(plan: Plan, folder: Path) -> None:
    """Write a plan as TOML; equal plans make equal files."""
    (folder / PLAN).write_text("\n".join(_lines(plan)), encoding="utf-8")


def _lines(plan: Plan) -> Iterator[str]:
    yield "# Written by 'polycite gold split', which keeps the split of every group it finds here."
    yield f"day = {plan.day}"
    yield f"seed = {json.dumps(plan.seed)}"
    yield "# Families of documents that say nearly the same, and so are never in two splits."
    yield "joined = ["
    yield from (f"    {json.dumps(families)}," for families in plan.joined)
    yield "]\n\n[shares]"
    yield from (f"{split} = {plan.shares.of(split)}" for split in SPLITS)
    for name, group in sorted(plan.groups.items()):
        yield f"\n[groups.{name}]"
        yield f"families = {json.dumps(group.families)}"
        yield f'split = "{group.split}"'
        yield f"why = {json.dumps(group.why, ensure_ascii=False)}"
    yield ""
