"""An answer as server-sent events: the passages as soon as they are found, then the text and its citations, then the
whole answer.

Names: start, status, sources, delta, citation, and last either done or error, once. Data is JSON on one line, so no
text can forge an event; ids count from 1.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator

from fastapi.sse import format_sse_event
from pydantic import BaseModel

from polycite.answer import Found
from polycite.ask import Heard
from polycite.web.contract import found_out
from polycite.web.presence import Presence
from polycite.web.problems import Problem
from polycite.web.schema import AskResponse
from polycite.web.turns import Turns

KEEP_ALIVE = b": keep-alive\n\n"
SILENCE = 15.0
"""Seconds without an event after which a proxy is told that the connection lives."""

EXAMPLE = (
    'event: start\ndata: {"answer_id": "ans_1", "request_id": "...", "index_version": "..."}\nid: 1\n\n'
    'event: status\ndata: {"stage": "searching"}\nid: 2\n\n'
    'event: sources\ndata: {"passages": []}\nid: 3\n\n'
    'event: delta\ndata: {"text": "..."}\nid: 4\n\n'
    'event: done\ndata: {"id": "ans_1", "status": "answered"}\nid: 5\n\n'
)


class Numbering:
    """Writes events with ids 1, 2, 3, or from after the last one written elsewhere."""

    def __init__(self, last: int = 0) -> None:
        self.last = last

    def event(self, name: str, data: BaseModel | dict[str, object]) -> bytes:
        """One event."""
        written = data.model_dump_json() if isinstance(data, BaseModel) else json.dumps(data, ensure_ascii=False)
        event = format_sse_event(data_str=written, event=name, id=str(self.last + 1))
        self.last += 1
        return event


class Line:
    """From the thread that answers to the connection of the one who asked; also says whether they still listen."""

    def __init__(self, numbering: Numbering) -> None:
        self._loop, self._heard = asyncio.get_running_loop(), asyncio.Queue[bytes | None]()
        self._numbering = numbering
        self.presence = Presence()

    def found(self, found: Found) -> None:
        """Tell the passages, in the thread. Raises Abandoned where nobody listens."""
        self.presence.check()
        event = self._numbering.event("sources", found_out(found))
        self._loop.call_soon_threadsafe(self._heard.put_nowait, event)

    def ended(self, made: asyncio.Future[list[bytes]]) -> None:
        """Nothing more is told."""
        self._heard.put_nowait(None)

    async def next(self, silence: float) -> bytes | None:
        """What is told next, or that the connection lives, or None at the end."""
        try:
            return await asyncio.wait_for(self._heard.get(), silence)
        except TimeoutError:
            return KEEP_ALIVE


async def events(
    start: dict[str, object],
    answer: Callable[[Heard], AskResponse],
    problem: Callable[[BaseException], Problem],
    turns: Turns,
    silence: float = SILENCE,
) -> AsyncIterator[bytes]:
    """The stream of one answer, made and written in its turn while the connection is kept alive.

    Whatever goes wrong there becomes the problem it ends with: nobody above could still send one. When the listener
    leaves, a waiting question is never begun and one in progress is given up once its passages are found.
    """
    numbering = Numbering()
    line = Line(numbering)
    yield numbering.event("start", start)
    yield numbering.event("status", {"stage": "searching"})
    made = asyncio.ensure_future(_made(turns, lambda: _told(numbering, answer(line.found))))
    made.add_done_callback(line.ended)
    try:
        while (event := await line.next(silence)) is not None:
            yield event
        error = made.exception()
        for event in made.result() if error is None else [numbering.event("error", problem(error))]:
            yield event
    finally:
        line.presence.leave()
        made.cancel()


async def _made(turns: Turns, work: Callable[[], list[bytes]]) -> list[bytes]:
    return await asyncio.wrap_future(turns.take(work))


def _told(numbering: Numbering, answer: AskResponse) -> list[bytes]:
    """The events that follow the passages, or none of them where one cannot be written."""
    return list(_telling(Numbering(numbering.last), answer))


def _telling(numbering: Numbering, answer: AskResponse) -> Iterator[bytes]:
    yield numbering.event("status", {"stage": "writing"})
    for line in answer.answer.splitlines(keepends=True):
        yield numbering.event("delta", {"text": line})
    for citation in answer.citations:
        yield numbering.event("citation", citation)
    yield numbering.event("done", answer)
