"""Every state the widget can be in, and how a person gets there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import expect

from tests.browser.made import declined, degraded, eventful
from tests.browser.recording import answer, recorded, stream_of
from tests.browser.scripted import Hold, Refusal, Reply, Silence, Stream
from tests.browser.widget import Widget

Step = Callable[[Widget], object]


def _closed(widget: Widget) -> None:
    expect(widget.part("launcher")).to_be_visible()


def _open(widget: Widget) -> None:
    widget.open()
    expect(widget.part("suggestion")).to_have_count(2)


def _asked(state: str) -> Step:
    def reach(widget: Widget) -> None:
        widget.open().ask()
        expect(widget.part("turn").last).to_have_attribute("data-state", state)

    return reach


def _told(kind: str) -> Step:
    def reach(widget: Widget) -> None:
        widget.open().ask()
        expect(widget.element.locator(f'[part~="notice"][data-kind="{kind}"]')).to_be_visible()

    return reach


def _then(first: Step, *following: Step) -> Step:
    def reach(widget: Widget) -> None:
        for step in (first, *following):
            step(widget)

    return reach


def _press(part: str) -> Step:
    return lambda widget: widget.part(part).first.click()


def _shown(part: str) -> Step:
    return lambda widget: expect(widget.part(part).first).to_be_visible()


@dataclass(frozen=True, slots=True)
class State:
    """A name, what the service says there, the way to it, and what the browser itself complains of on the way."""

    name: str
    reach: Step
    replies: Callable[[], Sequence[Reply]] = lambda: [Stream([recorded("telework-nl")])]
    noise: str = ""
    permissions: tuple[str, ...] = field(default=("clipboard-read", "clipboard-write"))


def _held(name: str, pieces: int) -> Callable[[], Sequence[Reply]]:
    return lambda: [Stream([*stream_of(answer(name))[:pieces], Hold()])]


def _whole(made: Callable[[], dict[str, object]]) -> Callable[[], Sequence[Reply]]:
    return lambda: [Stream(stream_of(made()))]


STATES: Sequence[State] = (
    State("closed", _closed),
    State("empty", _open),
    State("searching", _asked("searching"), _held("telework-nl", 2)),
    State("streaming", _asked("streaming"), _held("cluster-nl", 5)),
    State("stopped", _then(_asked("streaming"), _press("stop"), _shown("notice")), _held("cluster-nl", 5)),
    State("answer", _asked("answered")),
    State("other language", _asked("answered"), lambda: [Stream([recorded("telework-en")])]),
    State("eventful", _asked("answered"), _whole(eventful)),
    State("popover", _then(_asked("answered"), _press("marker"), _shown("popover"))),
    State("reason", _then(_asked("answered"), _press("vote-down"), _shown("reason"))),
    State("uncopied", _then(_asked("answered"), _press("copy"), _shown("copy-text")), permissions=()),
    State("declined", _asked("declined"), lambda: [Stream([recorded("declined-nl")])]),
    State("unsupported", _asked("declined"), _whole(lambda: declined("unsupported"))),
    State("degraded", _asked("degraded"), _whole(degraded)),
    State("limited", _told("limited"), lambda: [Refusal(429, headers={"Retry-After": "90"})], "status of 429"),
    State("offline", _told("offline"), lambda: [Silence()], "ERR_EMPTY_RESPONSE"),
    State("expired", _told("expired"), lambda: [Refusal(401)], "status of 401"),
    State("refused", _told("refused"), lambda: [Refusal(422, "te lang")], "status of 422"),
    State("server", _told("server"), lambda: [Refusal(500, "kapot")], "status of 500"),
    State("truncated", _told("truncated"), lambda: [Stream(stream_of(answer("telework-nl"))[:6])]),
)
