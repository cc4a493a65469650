"""A test set made by others, read from a folder: documents, questions, and which document answers which question.

    corpus.jsonl   {"id", "lang", "title", "text"}                      one document a line
    queries.jsonl  {"id", "lang", "text"[, "group", "type"]}            `group` joins the versions of one question
    qrels.tsv      query-id, corpus-id, score                           tab-separated, below a line of these names
    answers.jsonl  {"id", "answerable", "answers"}                      may be left out
    meta.json      {"source", "licence", "note", ...}

This is the form of BEIR (Thakur et al. 2021) with languages. A score above 0 is relevant, and all such count alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from eval.problems import explained
from polycite.errors import BadSettings
from polycite.model import Language

_COLUMNS = ["query-id", "corpus-id", "score"]
_Name = Annotated[str, Field(min_length=1)]


class BadSet(BadSettings):
    """A file of a test set is missing or malformed; the message names the file and the line."""


class _Line(BaseModel):
    """A line of one of the files; keys beyond those named are somebody else's."""

    model_config = ConfigDict(frozen=True, strict=True)

    id: _Name


class Entry(_Line):
    """A document; one of title and text says something."""

    lang: Language
    title: str = ""
    text: str

    @property
    def words(self) -> str:
        """All it says."""
        return f"{self.title}\n\n{self.text}".strip()


class Query(_Line):
    """A question; `group` is what its versions in other languages share."""

    lang: Language
    text: str
    group: str | None = None
    type: str | None = None

    @field_validator("text")
    @classmethod
    def _asks(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("is empty")
        return text


class Key(_Line):
    """Whether the documents answer a question, and the strings of which an extractive answer holds one."""

    answerable: bool
    answers: tuple[str, ...] = ()

    @field_validator("answers", mode="before")
    @classmethod
    def _listed(cls, answers: object) -> object:
        return tuple(answers) if isinstance(answers, list) else answers


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A whole set. `judged` has the score of each judged document by question; `keys` may lack any question."""

    name: str
    corpus: tuple[Entry, ...]
    queries: tuple[Query, ...]
    judged: Mapping[str, Mapping[str, int]]
    keys: Mapping[str, Key]
    note: str

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the documents, sorted."""
        return tuple(sorted({one.lang for one in self.corpus}))


_Read = TypeVar("_Read", bound=_Line)


def load_set(folder: Path) -> PublicSet:
    """A set from its folder, which gives it its name. Raises BadSet at the first thing that is wrong."""
    note = _note(folder / "meta.json")
    corpus = tuple(one for _, one in _lines(folder / "corpus.jsonl", Entry))
    queries = tuple(one for _, one in _lines(folder / "queries.jsonl", Query))
    if not queries:
        raise BadSet(f"{folder / 'queries.jsonl'}: asks nothing: name another folder")
    judged = _judged(folder / "qrels.tsv", {one.id for one in queries}, {one.id for one in corpus})
    keys = _keys(folder / "answers.jsonl", {one.id for one in queries})
    return PublicSet(folder.resolve().name, corpus, queries, judged, keys, note)


def sample(queries: Sequence[Query], count: int | None) -> tuple[Query, ...]:
    """The `count` questions whose id has the lowest BLAKE2b, in the order given; all without a count.

    The same for every run and machine, and a larger sample holds a smaller one.
    """
    lowest = sorted(queries, key=lambda one: blake2b(one.id.encode(), digest_size=16).digest())[:count]
    chosen = {one.id for one in lowest}
    return tuple(one for one in queries if one.id in chosen)


def _note(file: Path) -> str:
    try:
        held = json.loads(_text(file))
    except json.JSONDecodeError as error:
        raise BadSet(f"{file}:{error.lineno}: is no JSON ({error.msg})") from error
    if not isinstance(held, dict):
        raise BadSet(f"{file}:1: is no JSON object")
    return str(held.get("note", ""))


def _lines(file: Path, kind: type[_Read]) -> Iterator[tuple[int, _Read]]:
    """Each line with its number, no id twice."""
    seen: dict[str, int] = {}
    for number, line in _numbered(file):
        try:
            one = kind.model_validate_json(line)
        except ValidationError as error:
            raise BadSet(f"{file}:{number}: {next(explained(error))}") from error
        if one.id in seen:
            raise BadSet(f"{file}:{number}: id {one.id!r} is that of line {seen[one.id]}")
        if isinstance(one, Entry) and not any(map(str.isalnum, one.words)):
            raise BadSet(f"{file}:{number}: has no word in title or text")
        seen[one.id] = number
        yield number, one


def _judged(file: Path, queries: set[str], corpus: set[str]) -> Mapping[str, Mapping[str, int]]:
    lines = list(_numbered(file))
    if not lines or lines[0][1].split("\t") != _COLUMNS:
        raise BadSet(f"{file}:1: must be the names {', '.join(_COLUMNS)}, with tabs between them")
    judged: dict[str, dict[str, int]] = {}
    for number, line in lines[1:]:
        query, document, score = _columns(file, number, line)
        for what, named, known in (("query", query, queries), ("document", document, corpus)):
            if named not in known:
                raise BadSet(f"{file}:{number}: no {what} has the id {named!r}")
        judged.setdefault(query, {})[document] = score
    return judged


def _columns(file: Path, number: int, line: str) -> tuple[str, str, int]:
    try:
        query, document, score = line.split("\t")
        return query, document, int(score)
    except ValueError as error:
        raise BadSet(f"{file}:{number}: is not two ids and a whole number, with tabs between them") from error


def _keys(file: Path, queries: set[str]) -> Mapping[str, Key]:
    if not file.exists():
        return {}
    keys: dict[str, Key] = {}
    for number, one in _lines(file, Key):
        if one.id not in queries:
            raise BadSet(f"{file}:{number}: no query has the id {one.id!r}")
        keys[one.id] = one
    return keys


def _numbered(file: Path) -> Iterator[tuple[int, str]]:
    """The lines that hold anything; only a line feed ends one, since a text may hold other breaks."""
    lines = ((number, line.removesuffix("\r")) for number, line in enumerate(_text(file).split("\n"), 1))
    return ((number, line) for number, line in lines if line.strip())


def _text(file: Path) -> str:
    try:
        held = file.read_bytes()
    except OSError as error:
        raise BadSet(f"{file}: cannot be read ({error.strerror})") from error
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise BadSet(f"{file}:{line}: is not UTF-8") from error
