"""What is marked in the source view is the quotation, whole and alone: fifty places, looked at in pixels."""

from __future__ import annotations

import io
from functools import cache
from typing import TypeAlias

import httpx
import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from eval.locate import letters_of
from tests.browser.conftest import NewContext
from tests.browser.places import FIVE, WANTED, Place, places
from tests.browser.recording import QUESTIONS

Pixels: TypeAlias = NDArray[np.uint8]
Edges = tuple[float, float, float, float]
"""Left, top, right, bottom; of the drawn page from 0 to 1."""
_DARK = 110
"""Red below which a pixel is ink: paper has 255, a mark 255 and its edge 138."""
_INKED = 0.02
"""The part of a marked line that is ink at least; running text has 0.1."""
_WHOLE = 0.85
"""The part of a letter that is marked at least; of any other letter the rest is marked at most."""
_COLOUR = 70
"""What a mark (255, 224, 138) has more of red than of blue, less some."""
_YELLOW = 0.3
"""The part of a mark that shows its colour at least."""
_RECTANGLES = """(page) => {
  const whole = page.getBoundingClientRect();
  return [...page.querySelectorAll(".hl")].map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return [(left - whole.left) / whole.width, (top - whole.top) / whole.height,
            (right - whole.left) / whole.width, (bottom - whole.top) / whole.height];
  });
}"""
_VISIBLE = """(mark) => [...mark.getClientRects()].every((one) => one.width > 0 && one.height > 0)
  && mark.getClientRects().length > 0 && mark.checkVisibility({opacityProperty: true, visibilityProperty: true})"""

found = cache(places)


@cache
def original(url: str) -> bytes:
    return httpx.get(url, timeout=60, trust_env=False).content


@pytest.fixture
def tab(new_context: NewContext) -> Tab:
    """Tall enough for a whole page, and fine enough to see between two letters."""
    return new_context(
        viewport={"width": 1280, "height": 2200}, device_scale_factor=2, reduced_motion="reduce"
    ).new_page()


@pytest.mark.parametrize("begin", range(0, sum(WANTED.values()), FIVE))
def test_what_is_marked_is_the_quotation(service: str, tab: Tab, begin: int) -> None:
    looked = found(service)[begin : begin + FIVE]
    assert len({(one.path, one.span) for one in looked}) == FIVE
    assert [f"{one.path} {one.span}: {wrong}" for one in looked for wrong in faults(tab, service, one)] == []


def test_the_fifty_are_different_places_in_every_format(service: str) -> None:
    every = found(service)
    assert len({(one.path, one.span) for one in every}) == 50
    assert {one.path.rpartition(".")[2] for one in every} == {"pdf", "docx", "html", "md", "txt"}


def faults(tab: Tab, service: str, place: Place) -> list[str]:
    """What is wrong with the mark of a place, on each page that it stands on."""
    said, told, printed = [], "", ""
    for address in sheets(tab, service, place):
        tab.goto(address)
        told += letters_of("".join(tab.locator("mark").all_text_contents()))
        said += ["a mark is not seen"] if not all(one.evaluate(_VISIBLE) for one in tab.locator("mark").all()) else []
        if place.path.endswith(".pdf"):
            rectangles = drawn_on(tab)
            said += wrong_picture(tab, rectangles)
            printed += under(rectangles, tab, original(service + place.original))
    wanted = letters_of(place.quote)
    read = {"marked": told} | ({"under the rectangles": printed} if place.path.endswith(".pdf") else {})
    return [*said, *(f"{where} stands {words!r}, not {wanted!r}" for where, words in read.items() if words != wanted)]


def sheets(tab: Tab, service: str, place: Place) -> list[str]:
    """The addresses of the views of a place: one for each page that it stands on."""
    tab.goto(service + place.view)
    others = [service + str(one.get_attribute("href")) for one in tab.locator(".view-text > .view-notice a").all()]
    return [tab.url, *others]


def drawn_on(tab: Tab) -> list[Edges]:
    """Where the rectangles of a quotation are on the page as printed."""
    return [tuple(one) for one in tab.locator("svg.view-page").evaluate(_RECTANGLES)]


def wrong_picture(tab: Tab, rectangles: list[Edges]) -> list[str]:
    """What is wrong with the rectangles on the page as printed."""
    pixels = pixels_of(tab.locator("svg.view-page"))
    return [
        *([] if rectangles else ["no rectangle"]),
        *(f"no ink in {one}" for one in rectangles if ink(cut(pixels, one)).mean() < _INKED),
        *(f"no colour in {one}" for one in rectangles if yellow(cut(pixels, one)).mean() < _YELLOW),
    ]


def under(rectangles: list[Edges], tab: Tab, file: bytes) -> str:
    """The letters under rectangles in the original file as PDFium reads it; `|` is a letter half marked."""
    number = tab.locator(".view-pages input[type=number]")
    with pypdfium2.PdfDocument(file) as opened:
        page = opened[int(number.input_value()) - 1 if number.count() else 0]
        (width, height), text = page.get_size(), page.get_textpage()
        letters = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
    placed = [
        (letters_of(letter), (left / width, 1 - top / height, right / width, 1 - bottom / height))
        for letter, (left, bottom, right, top) in letters
    ]
    return "".join(
        letter if covered(one, edges) > _WHOLE else "|"
        for edges in rectangles
        for letter, one in placed
        if letter and covered(one, edges) > 1 - _WHOLE
    )


def covered(letter: Edges, edges: Edges) -> float:
    """How much of a letter's box lies under a rectangle, from 0 to 1."""
    (left, top, right, bottom), area = letter, (letter[2] - letter[0]) * (letter[3] - letter[1])
    across = min(right, edges[2]) - max(left, edges[0])
    along = min(bottom, edges[3]) - max(top, edges[1])
    return max(0.0, across) * max(0.0, along) / area


def pixels_of(drawn: Locator) -> Pixels:
    """The drawn page as it is on the screen: rows, columns, red green blue."""
    return np.asarray(Image.open(io.BytesIO(drawn.screenshot(animations="disabled"))).convert("RGB"))


def cut(pixels: Pixels, edges: Edges) -> Pixels:
    """The part of the drawn page within edges."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = edges
    return pixels[round(top * height) : round(bottom * height), round(left * width) : round(right * width)]


def ink(pixels: Pixels) -> NDArray[np.bool_]:
    """Which pixels are dark."""
    dark: NDArray[np.bool_] = pixels[..., 0] < _DARK
    return dark


def yellow(pixels: Pixels) -> NDArray[np.bool_]:
    """Which pixels have the colour of a mark, on white paper or on a shade of grey: far less blue than red."""
    return pixels[..., 0].astype(int) - pixels[..., 2] > _COLOUR


def test_a_rectangle_beside_its_words_would_be_seen(service: str, tab: Tab) -> None:
    place = found(service)[0]
    tab.goto(service + place.view)
    right, file = drawn_on(tab), original(service + place.original)
    assert under(right, tab, file) == letters_of(place.quote)
    assert wrong_picture(tab, right) == []
    tab.locator("svg.view-page").evaluate(_SHIFTED)
    shifted = drawn_on(tab)
    assert "|" in under(shifted, tab, file)
    assert wrong_picture(tab, [(0.0, top, 0.05, bottom) for _, top, _, bottom in right]) != []


_SHIFTED = """(page) => page.querySelectorAll(".hl").forEach((one) => {
  one.setAttribute("y", Number(one.getAttribute("y")) - Number(one.getAttribute("height")) / 2);
})"""


BAD = ["start=10&end=10", "start=20&end=10", "start=999999&end=1000000", "start=-5&end=9", "start=5", "start=a&end=b"]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("kind", [0, 30])
def test_a_place_that_is_none_marks_nothing(service: str, tab: Tab, bad: str, kind: int) -> None:
    place = found(service)[kind]
    tab.goto(f"{service}/view/{place.document}?{bad}")
    expect(tab.locator(".view-words p").first).to_be_visible()
    expect(tab.locator("mark, rect.hl")).to_have_count(0)
    expect(tab.locator(".view-notice").first).to_be_visible()


@pytest.mark.parametrize("name", ["laptop-nl", "telework-fr", "telework-en"])
def test_a_citation_of_an_answer_is_marked_as_the_answer_quotes_it(service: str, tab: Tab, name: str) -> None:
    asked = httpx.post(f"{service}/v1/ask", json={"question": QUESTIONS[name]}, timeout=60, trust_env=False)
    cited = asked.json()["citations"]
    assert cited
    for one in cited:
        tab.goto(service + one["view_url"])
        assert letters_of("".join(tab.locator("mark").all_text_contents())) == letters_of(one["quote"])
