"""Takes docs/screenshots/*.png of the running service and of the example intranet: `make screenshots`.

Questions are typed and sent with the keyboard alone. Files are named page-language-width-theme.png.
"""

from __future__ import annotations

import io
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright
from playwright.sync_api import Page as Tab

from examples.intranet.serve import Intranet, pinned
from tests.browser import chromium
from tests.browser.corpus_service import CHECKOUT, apart, indexed, serving
from tests.browser.recording import QUESTIONS
from tests.browser.widget import Widget

FOLDER = Path(__file__).with_name("screenshots")
COLOURS = 128
"""Of the palette that a picture keeps: enough for text and a few flat colours."""
_HEIGHTS = {360: 760, 768: 1024, 1280: 860}


@dataclass(frozen=True, slots=True)
class Places:
    """Where the service and the intranet are."""

    service: str
    intranet: str


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: of which page, in which language, width (CSS pixels) and theme."""

    what: str
    language: Literal["nl", "fr", "en"]
    width: int
    theme: Literal["light", "dark"]

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.what}-{self.language}-{self.width}-{self.theme}.png"


SHOTS = (
    Shot("ask", "nl", 1280, "light"),
    Shot("ask", "fr", 360, "dark"),
    Shot("answer", "nl", 1280, "light"),
    Shot("answer", "fr", 768, "dark"),
    Shot("answer", "en", 360, "light"),
    Shot("declined", "nl", 768, "light"),
    Shot("view", "nl", 1280, "light"),
    Shot("view", "fr", 1280, "dark"),
    Shot("documents", "en", 1280, "light"),
    Shot("documents", "nl", 360, "dark"),
    Shot("intranet", "nl", 1280, "light"),
    Shot("intranet", "fr", 360, "light"),
)
_ASKED = {"nl": QUESTIONS["laptop-nl"], "fr": QUESTIONS["telework-fr"], "en": QUESTIONS["telework-en"]}


def ask_by_keyboard(tab: Tab, places: Places, language: str, question: str) -> None:
    """From the first page to an answer: Tab to the field, type, Enter."""
    tab.goto(f"{places.service}/?lang={language}")
    while not tab.evaluate("() => document.activeElement.matches('#question')"):
        tab.keyboard.press("Tab")
    tab.keyboard.type(question)
    tab.keyboard.press("Enter")
    expect(tab.locator("article.answer")).to_be_visible()


def _ask(tab: Tab, places: Places, language: str) -> None:
    tab.goto(f"{places.service}/?lang={language}")


def _answer(tab: Tab, places: Places, language: str) -> None:
    ask_by_keyboard(tab, places, language, _ASKED[language])


def _declined(tab: Tab, places: Places, language: str) -> None:
    ask_by_keyboard(tab, places, language, QUESTIONS["declined-nl"])


def _view(tab: Tab, places: Places, language: str) -> None:
    _answer(tab, places, language)
    tab.locator(".source:has(.page-image) .links a").first.click()
    expect(tab.locator("#quote")).to_be_focused()


def _documents(tab: Tab, places: Places, language: str) -> None:
    tab.goto(f"{places.service}/documents?lang={language}")


def _intranet(tab: Tab, places: Places, language: str) -> None:
    tab.goto(places.intranet + ("/fr.html" if language == "fr" else "/"))
    widget = Widget(tab)
    widget.part("launcher").press("Enter")
    tab.keyboard.type(_ASKED[language])
    tab.keyboard.press("Enter")
    widget.answered()


_REACH: Mapping[str, Callable[[Tab, Places, str], None]] = {
    "ask": _ask,
    "answer": _answer,
    "declined": _declined,
    "view": _view,
    "documents": _documents,
    "intranet": _intranet,
}


def taken(browser: Browser, places: Places, shot: Shot) -> bytes:
    """The picture, a PNG of few colours."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": _HEIGHTS[shot.width]},
        color_scheme=shot.theme,
        locale=shot.language,
        reduced_motion="reduce",
    )
    tab = context.new_page()
    _REACH[shot.what](tab, places, shot.language)
    tab.wait_for_load_state("networkidle")
    drawn = Image.open(io.BytesIO(tab.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    context.close()
    packed = io.BytesIO()
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


@contextmanager
def staged() -> Iterator[Places]:
    """The service on the sample corpus and the example intranet, until the block ends."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    suggestions = str(CHECKOUT / "corpus" / "suggestions.toml")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(
            apart(indexed(), Path(folder)), [f"http://127.0.0.1:{port}"], POLYCITE_SUGGESTIONS=suggestions
        ) as service,
        Intranet(pinned(service), port) as server,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        yield Places(service, f"http://127.0.0.1:{port}")
        server.shutdown()


def main() -> int:
    """Take every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with staged() as places, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        for shot in SHOTS:
            (FOLDER / shot.name).write_bytes(taken(browser, places, shot))
            print(FOLDER / shot.name)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
