"""All gold questions of a folder with the split each is in, or everything that is wrong with them."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from pydantic import ValidationError

from eval.locate import letters_of
from eval.plan import OUT_OF_DOMAIN, PLAN, Plan, read_plan
from eval.problems import explained
from eval.questions import GoldQuestion, Split
from polycite.errors import BadGold
from polycite.model import LANGUAGES


@dataclass(frozen=True, slots=True)
class Placed:
    """A question and where it stands: its file as the folder was named, and its line, counted from 1."""

    question: GoldQuestion
    file: str
    line: int

    @property
    def where(self) -> str:
        """Its file and line, as an editor takes them."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Suite:
    """The gold questions in stable order (file, line), and the plan that assigns each to a split.

    `digest` is of every byte of the folder's questions and plan: equal digests mean the same suite.
    """

    placed: tuple[Placed, ...]
    plan: Plan
    digest: str

    @property
    def day(self) -> date:
        """The day every question is asked on that names no other."""
        return self.plan.day

    @property
    def questions(self) -> tuple[GoldQuestion, ...]:
        """All of them."""
        return tuple(one.question for one in self.placed)

    @property
    def splits(self) -> Mapping[str, Split]:
        """The split of each family of documents; questions out of domain have their own, see `split_of`."""
        return self.plan.splits

    def split_of(self, question: GoldQuestion) -> Split:
        """The split a question is in: that of its family, or out of domain that of its triple or id."""
        return split_of(question, self.plan)

    def of(self, splits: Collection[Split]) -> tuple[GoldQuestion, ...]:
        """The questions of some splits, in stable order."""
        return tuple(question for question in self.questions if self.split_of(question) in splits)


def split_of(question: GoldQuestion, plan: Plan) -> Split:
    """The split a plan puts a question in. Raises KeyError for a family the plan does not name."""
    if question.family == OUT_OF_DOMAIN:
        return plan.by_hash(question.triple or question.id)
    return plan.splits[question.family]


def load_suite(folder: Path) -> Suite:
    """Every `*.jsonl` of a folder, by name, and its plan. Raises BadGold with all that is wrong."""
    placed, problems = read_questions(folder)
    found = read_plan(folder)
    problems += [*found.problems, *(_unplanned(placed, found.plan, folder) if found.plan else ())]
    if problems or found.plan is None:
        raise BadGold(problems)
    return Suite(placed, found.plan, _digest(folder))


def read_questions(folder: Path) -> tuple[tuple[Placed, ...], list[str]]:
    """The questions that can be read, and a line for each that cannot or that contradicts another."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        return (), [f"{folder}: holds no questions (*.jsonl): name the folder with --gold"]
    problems: list[str] = []
    placed = tuple(one for file in files for one in _read(file, problems))
    if not placed and not problems:
        problems.append(f"{folder}: all its files are empty")
    return placed, problems + sorted(contradictions(placed))


def _read(file: Path, problems: list[str]) -> Iterator[Placed]:
    try:
        # Some editors begin a file with a mark of its encoding, which is no part of the first question.
        lines = file.read_bytes().removeprefix(BOM_UTF8).split(b"\n")
    except OSError as error:
        problems.append(f"{file}: cannot be read: {error.strerror}")
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Placed(GoldQuestion.model_validate_json(line), str(file), number)
        except ValidationError as error:
            problems += [f"{file}:{number}: {one}" for one in explained(error)]


def contradictions(placed: Sequence[Placed]) -> Iterator[str]:
    """A line for each id or question given twice, each uneven triple, each absence in the wrong family."""
    for first, again in _repeats(placed, lambda one: one.id):
        yield f"{again.where}: id {again.question.id!r} is that of {first.where}"
    for first, again in _repeats(placed, _asked):
        yield f"{again.where}: asks the same as {first.where}: {again.question.question!r}"
    triples: dict[str, list[Placed]] = {}
    for one in placed:
        if one.question.triple:
            triples.setdefault(one.question.triple, []).append(one)
        yield from _misnamed(one)
    for members in triples.values():
        yield from _uneven(members)


def _repeats(placed: Sequence[Placed], key: Callable[[GoldQuestion], Hashable]) -> Iterator[tuple[Placed, Placed]]:
    first: dict[Hashable, Placed] = {}
    for one in placed:
        known = first.setdefault(key(one.question), one)
        if known is not one:
            yield known, one


def _asked(question: GoldQuestion) -> Hashable:
    """What makes two questions one: words, language, who asks and of which day."""
    return question.language, letters_of(question.question), frozenset(question.groups), question.as_of


def _misnamed(one: Placed) -> Iterator[str]:
    outside = one.question.unanswerable == "out_of_domain"
    if outside != (one.question.family == OUT_OF_DOMAIN):
        yield f"{one.where}: unanswerable 'out_of_domain' and family {OUT_OF_DOMAIN!r} go together"


def _uneven(members: Sequence[Placed]) -> Iterator[str]:
    """What keeps the members of a triple from being one question in three languages."""
    last = members[-1]
    languages = sorted(one.question.language for one in members)
    if languages != sorted(LANGUAGES):
        yield f"{last.where}: triple {last.question.triple!r} is in {', '.join(languages)}, not in nl, fr, en"
    for what in ("family", "kind", "as_of", "groups"):
        values = sorted({str(getattr(one.question, what)) for one in members})
        if len(values) > 1:
            yield f"{last.where}: triple {last.question.triple!r} has more than one {what}: {', '.join(values)}"


def _unplanned(placed: Sequence[Placed], plan: Plan, folder: Path) -> Iterator[str]:
    for one in placed:
        family = one.question.family
        if family != OUT_OF_DOMAIN and family not in plan.splits:
            yield f"{one.where}: no split of {folder / PLAN} names family {family!r}: run 'polycite gold split'"


def _digest(folder: Path) -> str:
    digest = blake2b(digest_size=16)
    for file in sorted([*folder.glob("*.jsonl"), folder / PLAN]):
        held = file.read_bytes()
        digest.update(f"{file.name} {len(held)}\n".encode() + held)
    return digest.hexdigest()
