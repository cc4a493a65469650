"""The harness of the browser tests: what a test gets by naming it.

Browser. `browser` is one Chromium for the session (chromium.py names it and its flags; without one every test here is
skipped by name). `context` is fresh for each test and `page` is its first tab; `new_context(...)` makes another, as a
phone, in dark, without JavaScript.

Watching. `guard` listens to all of them: violations of a content security policy, errors and warnings of the console,
uncaught errors, requests to another origin than those below. A test that provokes one says `guard.allow(pattern)`.

Places, each on an origin of its own on the loopback:
- `host` is the organisation's site: `host.put(Page(...))` serves a page with the widget under a strict policy.
- `scripted` is a service that plays recorded or broken streams; `scripted.script` is this test's script.
- `service` is the address of the real `polycite serve` on the sample corpus, which allows the host's origin.
- `pages` is another, with suggestions and the owner's page, for the pages themselves.

The widget. `mount(**attributes)` opens a host page with a widget on the scripted service and gives its driver
(widget.py); `mount(service=url)` on another one.

Under xdist every worker has its own browser, host and services; ingesting is locked (corpus_service.py).
Tests marked `thorough` are left out unless asked for: `make browser` does.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from polycite.web.widget_file import widget_file
from tests.browser import chromium
from tests.browser import host as hosts
from tests.browser.corpus_service import CHECKOUT, apart, indexed, owned, serving
from tests.browser.guard import Guard, settle
from tests.browser.scripted import Scripted
from tests.browser.scripted import scripted as scripted_service
from tests.browser.widget import Widget

NewContext = Callable[..., BrowserContext]
Mount = Callable[..., Widget]
_PATIENCE = 10_000
"""Milliseconds after which a thing awaited is missing: two cores may be shared."""
_LONGEST = 60
"""Seconds after which a test is stuck: a script in the page may never end, and nothing else would say so."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run these tests last, for the event loop of Playwright is in the way of others; skip them without a browser."""
    items.sort(key=_ours)
    if chromium.find() is None:
        for item in filter(_ours, items):
            item.add_marker(pytest.mark.skip(reason=chromium.MISSING))


def _ours(item: pytest.Item) -> bool:
    return Path(__file__).parent in item.path.parents


@pytest.fixture(autouse=True)
def ending() -> Iterator[None]:
    """Ends a test that is stuck."""

    def stuck(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"stuck for {_LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, stuck)
    signal.alarm(_LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def site() -> Iterator[hosts.Host]:
    """The host of all tests of this worker."""
    with hosts.hosting() as running:
        yield running


@pytest.fixture(scope="session")
def scripts() -> Iterator[Scripted]:
    """The scripted service of all tests of this worker."""
    with scripted_service(lambda: widget_file().body) as running:
        yield running


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of this worker's own with the sample corpus indexed, for services that a test starts itself."""
    return apart(indexed(), tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def served(site: hosts.Host, corpus: Path) -> Iterator[str]:
    """The real service of all tests of this worker."""
    with serving(corpus, [site.url]) as url:
        yield url


@pytest.fixture(scope="session")
def opened(corpus: Path) -> Iterator[tuple[str, str]]:
    """Another with suggestions and the page of the documents' owner, which allows no other origin: both addresses."""
    with owned(corpus, POLYCITE_SUGGESTIONS=f"{CHECKOUT}/corpus/suggestions.toml") as addresses:
        yield addresses


@pytest.fixture
def host(site: hosts.Host) -> Iterator[hosts.Host]:
    """The host, with nothing on it yet."""
    yield site
    site.clear()


@pytest.fixture
def scripted(scripts: Scripted) -> Scripted:
    """The scripted service, with a new script: one recorded answer."""
    scripts.begin()
    return scripts


@pytest.fixture
def service(served: str, guard: Guard) -> str:
    """The address of the real service."""
    guard.origins.add(served)
    return served


@pytest.fixture
def pages(opened: tuple[str, str], guard: Guard) -> str:
    """The address of the real service with all of its pages."""
    guard.origins.add(opened[0])
    return opened[0]


@pytest.fixture
def owner_page(opened: tuple[str, str]) -> str:
    """The address of its owner's page, with the key."""
    return opened[1]


@pytest.fixture
def guard(host: hosts.Host, scripted: Scripted) -> Guard:
    """What this test must not see; checked when its contexts close."""
    return Guard({host.url, scripted.url})


@pytest.fixture
def new_context(browser: Browser, guard: Guard) -> Iterator[NewContext]:
    """Makes guarded browser contexts; takes what Playwright's `new_context` takes."""
    with ExitStack() as stack:
        scripting: list[BrowserContext] = []

        def make(**given: Any) -> BrowserContext:
            context = stack.enter_context(browser.new_context(**{"locale": "nl-BE", "base_url": None, **given}))
            context.set_default_timeout(_PATIENCE)
            guard.watch(context)
            if given.get("java_script_enabled", True):
                scripting.append(context)
            return context

        yield make
        for page in (page for context in scripting for page in context.pages):
            settle(page)
    guard.check()


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    """A fresh desktop browser, 1280 by 800."""
    return new_context(viewport={"width": 1280, "height": 800})


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Its first tab."""
    return context.new_page()


@pytest.fixture
def mount(host: hosts.Host, scripted: Scripted, request: pytest.FixtureRequest) -> Mount:
    """Opens a host page with a widget, in `page` or another tab; attributes of the tag as keywords, with _ for -."""

    def opened(like: hosts.Page | None = None, tab: Page | None = None, service: str = "", **given: str) -> Widget:
        made = like or hosts.Page(service or scripted.url)
        attributes = {name.replace("_", "-"): value for name, value in given.items()}
        tab = tab or request.getfixturevalue("page")
        assert tab is not None
        tab.goto(host.put(replace(made, attributes={**made.attributes, **attributes})))
        tab.wait_for_function("() => customElements.get('polycite-chat') !== undefined")
        return Widget(tab)

    return opened
