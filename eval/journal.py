"""Questions that were asked and not answered well, from a journal of responses as `polycite ask --json` prints them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.locate import letters_of
from eval.problems import explained
from eval.questions import GoldQuestion
from polycite.errors import BadGold
from polycite.model import Language
from polycite.web.schema import DeclineOut, PassageOut


class Asked(BaseModel):
    """What is read of a response; `helpful` may be added by whoever keeps the journal."""

    model_config = ConfigDict(frozen=True)

    question: str
    question_language: Language
    passages: tuple[PassageOut, ...]
    declined: DeclineOut | None
    helpful: bool | None = None

    @property
    def is_wanting(self) -> bool:
        """Whether it was declined, or answered and found unhelpful."""
        return self.helpful is False or (self.declined is not None and not self.helpful)

    @property
    def key(self) -> tuple[str, str]:
        """What two askings of one question share."""
        return self.question_language, letters_of(self.question)


@dataclass(frozen=True, slots=True)
class Journal:
    """The questions worth making gold of, each once in order, and how many responses were read."""

    wanting: tuple[Asked, ...]
    read: int


def read_journal(file: Path, known: Iterable[GoldQuestion] = ()) -> Journal:
    """The questions of a file that are wanting and not gold yet. Raises BadGold naming each bad line."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadGold([f"{file}: cannot be read: {error}"]) from error
    problems: list[str] = []
    asked = list(_responses(text, file, problems))
    if not asked and not problems:
        problems.append(f"{file}: is empty: put responses in it with 'polycite ask --json QUESTION >> {file}'")
    if problems:
        raise BadGold(problems)
    gold = {(one.language, letters_of(one.question)) for one in known}
    first = {one.key: one for one in reversed(asked) if one.is_wanting and one.key not in gold}
    return Journal(tuple(sorted(first.values(), key=asked.index)), len(asked))


def _responses(text: str, file: Path, problems: list[str]) -> Iterator[Asked]:
    """JSON objects one after the other, one a line or over several lines as a terminal shows them."""
    decoder, at = json.JSONDecoder(), _next(text, 0)
    while at < len(text):
        where = f"{file}:{text.count(chr(10), 0, at) + 1}"
        try:
            found, end = decoder.raw_decode(text, at)
            yield Asked.model_validate(found)
        except json.JSONDecodeError as error:
            problems.append(f"{file}:{error.lineno}: {error.msg}")
            return
        except ValidationError as error:
            problems += [f"{where}: {one}" for one in explained(error)]
        except (ValueError, RecursionError) as error:  # Python reads no number of 5,000 digits, nor 1,000 brackets
            problems.append(f"{where}: cannot be read as JSON: {error}")
            return
        at = _next(text, end)


def _next(text: str, at: int) -> int:
    return len(text) - len(text[at:].lstrip())
