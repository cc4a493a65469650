"""A stream is understood however it arrives, and a broken one ends in a state a person can leave."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.guard import Guard
from tests.browser.made import saying
from tests.browser.recording import QUESTIONS, answer, recorded, stream_of, written
from tests.browser.scripted import Hold, Scripted, Stream
from tests.browser.widget import Widget

# The network may join what was sent apart, so the page itself cuts what it reads from it.
_CUT = """(size) => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const given = await real(...asked);
    if (!given.headers.get("content-type")?.includes("event-stream")) return given;
    const cutting = new TransformStream({ transform(bytes, out) {
      for (let at = 0; at < bytes.length; at += size) out.enqueue(bytes.slice(at, at + size));
    } });
    return new Response(given.body.pipeThrough(cutting), { status: given.status, headers: given.headers });
  };
}"""


def whole_text(widget: Widget) -> str:
    return " ".join(widget.answered().inner_text().split())


def asked(mount: Mount, scripted: Scripted, *pieces: bytes) -> Widget:
    scripted.script.play(Stream(pieces))
    return mount().open().ask()


def kind(widget: Widget) -> str | None:
    expect(widget.part("notice")).to_be_visible()
    return widget.part("notice").get_attribute("data-kind")


@pytest.mark.parametrize("name", [one for one in QUESTIONS if not one.startswith("declined")])
def test_cut_at_every_byte_it_says_the_same(mount: Mount, scripted: Scripted, page: Tab, name: str) -> None:
    scripted.script.play(Stream([recorded(name)]))
    expected = whole_text(mount().open().ask())
    assert answer(name)["citations"][0]["document"]["title"] in expected
    page.add_init_script(f"({_CUT})(1)")
    assert whole_text(mount().open().ask()) == expected


@pytest.mark.parametrize("size", [2, 3, 7, 1000])
def test_cut_at_any_size_it_says_the_same(mount: Mount, scripted: Scripted, page: Tab, size: int) -> None:
    page.add_init_script(f"({_CUT})({size})")
    scripted.script.play(Stream(stream_of(saying("Één café kost € 3 👩‍💻 à l’été"))))
    assert "Één café kost € 3 👩‍💻 à l’été" in whole_text(mount().open().ask())


@pytest.mark.parametrize("ending", [b"\r\n", b"\r", b"\n"], ids=["CRLF", "CR", "LF"])
@pytest.mark.parametrize("size", [1, 4096])
def test_every_line_ending_of_the_standard_is_understood(
    mount: Mount, scripted: Scripted, page: Tab, ending: bytes, size: int
) -> None:
    page.add_init_script(f"({_CUT})({size})")
    widget = asked(mount, scripted, b"\xef\xbb\xbf" + recorded("laptop-nl").replace(b"\n", ending))
    assert "4 uur" in whole_text(widget)


def with_more(*more: bytes) -> list[bytes]:
    """A good stream with something strange after each of its events."""
    return [piece for one in stream_of(answer("laptop-nl")) for piece in (one, *more)]


STRANGE = {
    "comments": b": keep-alive\n\n",
    "unknown event": b'event: weather\ndata: {"rain": true}\n\n',
    "unknown field": b"colour: red\nretry: 10\n\n",
    "no data": b"event: delta\n\n",
    "no name": b"data: {}\n\n",
    "empty lines": b"\n\n\n\n",
    "unfinished character": b": \xc3\n\n",
    "a name only": b"event\ndata\n\n",
}


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_what_it_does_not_know_it_passes_over(mount: Mount, scripted: Scripted, strange: bytes) -> None:
    assert "4 uur" in whole_text(asked(mount, scripted, *with_more(strange)))


BROKEN = {
    "no JSON": b"event: delta\ndata: {broken\n\n",
    "other JSON": b'event: sources\ndata: ["no", "object"]\n\n',
    "null": b"event: delta\ndata: null\n\n",
    "other types": b'event: delta\ndata: {"text": {"deep": [1]}}\n\n',
    "done without answer": b"event: done\ndata: {}\n\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_event_ends_in_an_answer_or_a_state_with_a_way_out(
    mount: Mount, scripted: Scripted, broken: bytes
) -> None:
    pieces = stream_of(answer("laptop-nl"))
    widget = asked(mount, scripted, *pieces[:3], broken, *pieces[3:])
    expect(widget.part("stop")).not_to_be_visible()
    expect(widget.part("retry")).to_be_visible()
    expect(widget.part("turn")).not_to_contain_text("[object Object]")
    expect(widget.part("turn")).not_to_contain_text("undefined")
    scripted.script.play(Stream([recorded("telework-nl")]))
    widget.ask()
    expect(widget.part("turn").last).to_have_attribute("data-state", "answered")


@pytest.mark.parametrize("count", range(1, 8))
def test_a_stream_that_ends_without_done_is_told_and_may_be_retried(
    mount: Mount, scripted: Scripted, count: int
) -> None:
    widget = asked(mount, scripted, *stream_of(answer("telework-nl"))[:count])
    assert kind(widget) == "truncated"
    scripted.script.play(Stream([recorded("telework-nl")]))
    widget.part("retry").click()
    widget.answered()


def test_a_stream_cut_off_on_the_way_is_told_too(mount: Mount, scripted: Scripted, guard: Guard) -> None:
    guard.allow("ERR_INCOMPLETE_CHUNKED_ENCODING")
    scripted.script.play(Stream([recorded("telework-nl")[:9000]], whole=False))
    assert kind(mount().open().ask()) == "truncated"


def test_after_done_nothing_more_is_said(mount: Mount, scripted: Scripted) -> None:
    pieces = stream_of(answer("laptop-nl"))
    later = written([("delta", {"text": "Nog iets"}), ("error", {"status": 500}), ("done", saying("Anders"))])
    widget = asked(mount, scripted, *pieces, *later)
    assert "4 uur" in whole_text(widget)
    expect(widget.part("turn")).not_to_contain_text("Nog iets")
    expect(widget.part("turn")).not_to_contain_text("Anders")
    expect(widget.part("turn")).to_have_attribute("data-state", "answered")


def test_a_stream_whose_answer_is_whole_ends_by_itself(mount: Mount, scripted: Scripted, page: Tab) -> None:
    end = Hold()
    scripted.script.play(Stream([*stream_of(answer("laptop-nl")), end]))
    widget = mount().open().ask()
    widget.answered()
    expect(widget.part("stop")).not_to_be_visible()
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/v1/ask")):
        end.release()
    assert not scripted.script.asked[0].gone.is_set()


def test_a_stream_that_an_error_ends_is_not_broken_off(mount: Mount, scripted: Scripted, page: Tab) -> None:
    end = Hold()
    scripted.script.play(Stream([*stream_of(answer("laptop-nl"))[:2], *written([("error", {"status": 500})]), end]))
    assert kind(mount().open().ask()) == "server"
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/v1/ask")):
        end.release()


def test_a_stream_that_does_not_end_after_the_answer_is_left(mount: Mount, scripted: Scripted, page: Tab) -> None:
    page.clock.install()
    scripted.script.play(Stream([*stream_of(answer("laptop-nl")), Hold()]))
    mount().open().ask().answered()
    assert not scripted.script.asked[0].gone.is_set()
    page.clock.run_for(6_000)
    assert scripted.script.asked[0].gone.wait(5)


def test_what_is_shown_in_the_end_is_the_answer_of_done_and_not_the_pieces(mount: Mount, scripted: Scripted) -> None:
    widget = asked(mount, scripted, *stream_of(answer("laptop-nl"), deltas=["Iets ", "anders"]))
    assert "4 uur" in whole_text(widget)
    expect(widget.part("turn")).not_to_contain_text("Iets anders")


def test_an_event_of_a_megabyte_is_read(mount: Mount, scripted: Scripted) -> None:
    whole: dict[str, Any] = saying("groot " * 170_000)
    assert len(json.dumps(whole)) > 2_000_000
    scripted.script.play(Stream(stream_of(whole)))
    widget = mount().open().ask()
    widget.answered()
    assert len(widget.part("answer").last.text_content() or "") > 1_000_000
