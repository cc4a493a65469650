"""Facts in front of a Markdown text: lines of `key: value` between two lines of dashes.

Only plain values are read. A YAML parser would bring anchors that swell and tags that build objects, for four facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_BLOCK = re.compile(
    r"\A---[ \t]*(?:\r\n|\r|\n)(?P<lines>.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL | re.MULTILINE
)
_ENTRY = re.compile(r"^(?P<key>[A-Za-z][\w-]{0,40}):[ \t]+(?P<value>[^\r\n]{1,500})$", re.MULTILINE)
_LANGUAGES = ("language", "lang")
_DATES = ("date", "published", "issued")
_PUBLISHERS = ("publisher", "organisation", "organization", "author")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What is said there, and the offset where it ends: 0 for a text without it."""

    end: int = 0
    title: str | None = None
    language: str | None = None
    publisher: str | None = None
    published: date | None = None


def front_matter_of(text: str) -> FrontMatter:
    """The front matter of a text; values that are no plain words are passed over."""
    block = _BLOCK.match(text)
    if block is None:
        return FrontMatter()
    values = {entry["key"].lower(): _value(entry["value"]) for entry in _ENTRY.finditer(block["lines"])}
    language = _first(values, _LANGUAGES)
    return FrontMatter(
        end=block.end(),
        title=values.get("title") or None,
        language=language[:2].lower() if language else None,
        publisher=_first(values, _PUBLISHERS),
        published=day_of(_first(values, _DATES) or ""),
    )


def day_of(text: str) -> date | None:
    """The day an ISO 8601 date or time begins with, or None."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _value(text: str) -> str:
    """A value without quotes and comment; an empty string for one that YAML would not read as plain words."""
    stripped = text.strip()
    if stripped[:1] in ("'", '"'):
        return stripped[1 : stripped.find(stripped[0], 1)] if stripped.count(stripped[0]) > 1 else ""
    if stripped[:1] in tuple("!&*[{|>%@`"):
        return ""
    return re.split(r"\s#", stripped, maxsplit=1)[0].strip()


def _first(values: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((values[name] for name in names if values.get(name)), None)
