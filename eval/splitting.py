"""Families of documents into groups that share facts, and whole groups into train, development and test.

A question whose answer was in training data measures memory, and so would one about a near-copy of the same document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.plan import OUT_OF_DOMAIN, Group, Plan, fraction
from eval.questions import SPLITS, GoldQuestion, Split
from eval.shelf import Shelf
from eval.suite import Placed

_ALONE = "alone"
Features = Counter[str]
"""How many questions there are in all, in each language and of each kind."""


@dataclass(frozen=True, slots=True)
class Link:
    """Families that may not be parted, and why."""

    families: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Families that links hold together, sorted; `why` has each reason once."""

    families: tuple[str, ...]
    why: tuple[str, ...]


def groups_of(families: Iterable[str], links: Iterable[Link]) -> tuple[Joined, ...]:
    """The connected families, by first name.

    >>> [one.families for one in groups_of("abcd", [Link(("b", "d"), "copies"), Link(("d", "a"), "newer")])]
    [('a', 'b', 'd'), ('c',)]
    """
    groups = [Joined((family,), ()) for family in families]
    for link in links:
        met = [one for one in groups if set(one.families) & set(link.families)]
        merged = {family for one in met for family in one.families}
        reasons = dict.fromkeys([reason for one in met for reason in one.why] + [link.why])
        groups = [one for one in groups if one not in met]
        groups += [Joined(tuple(sorted(merged)), tuple(reasons))] if met else []
    return tuple(sorted(groups, key=lambda one: one.families))


def links_of(shelf: Shelf, placed: Sequence[Placed], joined: Iterable[Sequence[str]]) -> Iterator[Link]:
    """What holds families together: a newer version, one question's evidence, or a line of the plan."""
    for one in shelf.documents.values():
        for old in one.facts.supersedes:
            yield from _link([one.path, old], shelf, f"{one.path} supersedes {old}")
    for each in placed:
        paths = [quotation.document for need in each.question.evidence for quotation in need]
        yield from _link(paths, shelf, f"{each.question.id} quotes both", each.question.family)
    for families in joined:
        yield Link(tuple(families), "named together in joined")


def _link(paths: Sequence[str], shelf: Shelf, why: str, family: str = OUT_OF_DOMAIN) -> Iterator[Link]:
    known = [shelf.documents[path].facts.family for path in paths if path in shelf.documents]
    families = sorted({one for one in [*known, family] if one and one != OUT_OF_DOMAIN})
    if len(families) > 1:
        yield Link(tuple(families), why)


def split(shelf: Shelf, placed: Sequence[Placed], plan: Plan) -> Plan:
    """The plan with every family of documents or questions in it; what was assigned stays where it was.

    New groups go, the most questions first and equal ones in the order of their hash, to the split that brings counts
    of questions, languages and kinds nearest to the shares (least chi squared, Pearson 1900). A group without questions
    goes where its hash alone says. Where a new link joins two splits the plan keeps both, and `parted` tells.
    """
    asked = {one.question.family for one in placed} - {OUT_OF_DOMAIN}
    families = sorted({*shelf.families, *asked, *plan.splits})
    together = [Link(one.families, "") for one in plan.groups.values()]
    found = groups_of(families, [*links_of(shelf, placed, plan.joined), *together])
    kept = {name: group for one in found for name, group in _kept(one, plan).items()}
    fresh = [one for one in found if set(one.families).isdisjoint(plan.splits)]
    return plan.model_copy(update={"groups": kept | _filled(fresh, placed, plan)})


def parted(shelf: Shelf, placed: Sequence[Placed], plan: Plan) -> Iterator[str]:
    """A line for each group of connected families that the plan has in more than one split."""
    known = sorted({*shelf.families, *plan.splits})
    for one in groups_of(known, links_of(shelf, placed, plan.joined)):
        splits = {family: plan.splits[family] for family in one.families if family in plan.splits}
        if len(set(splits.values())) > 1:
            said = ", ".join(f"{family} ({split})" for family, split in splits.items())
            yield f"families that belong together are in more than one split: {said}: {'; '.join(one.why)}"


def _kept(group: Joined, plan: Plan) -> dict[str, Group]:
    """The groups of a plan that these families are already in, the first of them with the newcomers."""
    known = {name: one for name, one in plan.groups.items() if set(one.families) & set(group.families)}
    new = [family for family in group.families if family not in plan.splits]
    if known and new:
        name, first = next(iter(known.items()))
        families, why = tuple(sorted([*first.families, *new])), dict.fromkeys([*first.why.split("; "), *group.why])
        known[name] = Group(families=families, split=first.split, why=_said(why))
    return known


def _filled(groups: Sequence[Joined], placed: Sequence[Placed], plan: Plan) -> dict[str, Group]:
    by_family: dict[str, list[GoldQuestion]] = {}
    for one in placed:
        by_family.setdefault(one.question.family, []).append(one.question)
    sizes = {group.families[0]: _features(by_family, group.families) for group in groups}
    filled = _already(by_family, plan)
    total = sum([*filled.values(), *sizes.values()], Counter[str]())
    chosen: dict[str, Group] = {}
    for group in sorted(groups, key=lambda one: _turn(one, sizes, plan)):
        name = group.families[0]
        to = _nearest(filled, sizes[name], total, plan) if sizes[name] else plan.by_hash(name)
        filled[to] += sizes[name]
        chosen[name] = Group(families=group.families, split=to, why=_said(group.why))
    return chosen


def _turn(group: Joined, sizes: Mapping[str, Features], plan: Plan) -> tuple[int, float]:
    name = group.families[0]
    return -sizes[name]["questions"], fraction(name, plan.seed)


def _features(by_family: Mapping[str, Sequence[GoldQuestion]], families: Iterable[str]) -> Features:
    questions = [question for family in families for question in by_family.get(family, ())]
    return Counter(name for one in questions for name in ("questions", one.language, one.kind))


def _already(by_family: Mapping[str, Sequence[GoldQuestion]], plan: Plan) -> dict[Split, Features]:
    """What each split holds before it is filled: known groups, and what is out of domain."""
    filled: dict[Split, Features] = {one: Counter() for one in SPLITS}
    for family, where in plan.splits.items():
        filled[where] += _features(by_family, [family])
    for question in by_family.get(OUT_OF_DOMAIN, ()):
        filled[plan.by_hash(question.triple or question.id)] += _features({"one": [question]}, ["one"])
    return filled


def _nearest(filled: Mapping[Split, Features], size: Features, total: Features, plan: Plan) -> Split:
    """The split to add to so that chi squared against the shares is least."""

    def distance(to: Split) -> float:
        off = 0.0
        for one in SPLITS:
            held, share = filled[one] + size if one == to else filled[one], plan.shares.of(one)
            off += sum((held[name] - share * count) ** 2 / (share * count) for name, count in total.items())
        return off

    return min(SPLITS, key=distance)


def _said(why: Iterable[str]) -> str:
    return "; ".join(one for one in why if one not in ("", _ALONE)) or _ALONE
