"""An answer as server-sent events: the passages first, then the text and its citations, then the whole answer.

Names: start, status, sources, delta, citation, and last either done or error, once. Data is JSON on one line, so no
text can forge an event; ids count from 1.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator

from fastapi.sse import format_sse_event
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from polycite.web.problems import Problem
from polycite.web.schema import AskResponse

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
        self._last = last

    def event(self, name: str, data: BaseModel | dict[str, object]) -> bytes:
        """One event."""
        self._last += 1
        written = data.model_dump_json() if isinstance(data, BaseModel) else json.dumps(data, ensure_ascii=False)
        return format_sse_event(data_str=written, event=name, id=str(self._last))


async def events(
    start: dict[str, object],
    answer: Callable[[], AskResponse],
    problem: Callable[[BaseException], Problem],
    silence: float = SILENCE,
) -> AsyncIterator[bytes]:
    """The stream of one answer, made and written in a thread while the connection is kept alive.

    Whatever goes wrong there becomes the problem it ends with: nobody above could still send one.
    """
    numbering = Numbering()
    yield numbering.event("start", start)
    yield numbering.event("status", {"stage": "searching"})
    pending = asyncio.ensure_future(run_in_threadpool(_told, answer))
    try:
        while not (await asyncio.wait({pending}, timeout=silence))[0]:
            yield KEEP_ALIVE
        error = pending.exception()
        for event in pending.result() if error is None else [numbering.event("error", problem(error))]:
            yield event
    finally:
        pending.cancel()


def _told(answer: Callable[[], AskResponse]) -> list[bytes]:
    """The events that follow the first two."""
    return list(_telling(Numbering(2), answer()))


def _telling(numbering: Numbering, answer: AskResponse) -> Iterator[bytes]:
    sources = [passage.model_dump(mode="json") for passage in answer.passages]
    yield numbering.event("sources", {"passages": sources})
    yield numbering.event("status", {"stage": "writing"})
    for line in answer.answer.splitlines(keepends=True):
        yield numbering.event("delta", {"text": line})
    for citation in answer.citations:
        yield numbering.event("citation", citation)
    yield numbering.event("done", answer)
