"""The tables of the journal, and its records as their rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from polycite.journal import Cited, Feedback, Kept, Line, Near
from polycite.model import Span

VERSION = 1
"""The schema's number, in the file's user_version."""

SCHEMA = """
create table answer (
    id text primary key, at text not null, asker text not null, question text, language text not null,
    status text not null, reason text, confidence real, generation text not null,
    cited text not null, nearest text not null) without rowid;
create index answer_at on answer (at);
create table feedback (
    answer text not null references answer (id) on delete cascade, asker text not null,
    vote text not null, reason text not null, tags text not null, at text not null,
    primary key (answer, asker)) without rowid;
"""
KEEP = "insert or ignore into answer values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ASKER = "select asker from answer where id = ?"
GIVE = "insert or replace into feedback values (?, ?, ?, ?, ?, ?)"
TAKE_BACK = "delete from feedback where answer = ? and asker = ?"
LINES = """
select a.id, a.at, a.question, a.language, a.status, a.reason, a.confidence, a.generation, a.cited, a.nearest,
       f.vote, f.reason, f.tags
from answer a left join feedback f on f.answer = a.id and f.asker = a.asker order by a.at desc, a.id
"""
FORGET = "delete from answer where id in (select id from answer where at < ? order by at limit ?)"

OUT_OF_ROOM = "delete from answer where id in (select id from answer order by at desc limit -1 offset ?)"


def written(moment: datetime) -> str:
    """A moment in UTC, so that text order is time order."""
    # strftime writes the year 26 without its zeros, and then no text order is left.
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def row_of(kept: Kept, asker: str, question: str | None) -> tuple[object, ...]:
    """The row of an answer, with its asker's name and what is kept of its question."""
    cited = [[one.document, one.span.start, one.span.end] for one in kept.cited]
    nearest = [[one.passage, one.score] for one in kept.nearest]
    said = (kept.language, kept.status, kept.reason, kept.confidence, kept.generation)
    return (kept.id, written(kept.at), asker, question, *said, json.dumps(cited), json.dumps(nearest))


def feedback_row(answer: str, name: str, feedback: Feedback, at: datetime) -> tuple[str, ...]:
    """The row of what somebody of this name said of an answer."""
    return (answer, name, feedback.vote, feedback.reason, json.dumps(feedback.tags), written(at))


def feedback_of(row: Sequence[Any]) -> Feedback:
    """What was given back, from its vote, reason and tags."""
    vote, reason, tags = row
    return Feedback(vote, reason, tuple(json.loads(tags)))


def line_of(row: Sequence[Any]) -> Line:
    """A row of LINES."""
    kept = Kept(
        id=row[0],
        at=datetime.fromisoformat(row[1]),
        question=row[2],
        language=row[3],
        status=row[4],
        reason=row[5],
        confidence=row[6],
        generation=row[7],
        cited=tuple(Cited(name, Span(start, end)) for name, start, end in json.loads(row[8])),
        nearest=tuple(Near(passage, score) for passage, score in json.loads(row[9])),
    )
    return Line(kept, feedback_of(row[10:]) if row[10] else None)
