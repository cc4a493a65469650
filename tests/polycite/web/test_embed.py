"""The frame for pages that can take no script (W20, browser tests 33 and 34): what the server says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.model import LANGUAGES, Language
from polycite.web.app import create_app
from polycite.web.site import Site

LISTED = ("https://good.example.org", "http://127.0.0.1:8400")


@pytest.fixture
def shared(asker: Asker) -> Iterator[TestClient]:
    with TestClient(create_app(asker, site=Site(origins=LISTED))) as client:
        yield client


def policy(site: TestClient, address: str = "/embed") -> dict[str, str]:
    """The directives of the content security policy."""
    written = site.get(address).headers["content-security-policy"]
    return {name: rest for name, _, rest in (one.partition(" ") for one in written.split("; "))}


def test_listed_origins_may_frame_it_and_nobody_else(shared: TestClient) -> None:
    assert policy(shared)["frame-ancestors"] == "https://good.example.org http://127.0.0.1:8400"


def test_nobody_may_frame_it_where_none_is_listed(site: TestClient) -> None:
    assert policy(site)["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("origin", ["https://evil.example", LISTED[0]])
def test_what_the_address_says_never_adds_to_those_who_may_frame_it(site: TestClient, origin: str) -> None:
    assert policy(site, f"/embed?origin={origin}")["frame-ancestors"] == "'none'"


def test_it_runs_only_its_own_scripts_and_makes_no_markup_from_text(shared: TestClient) -> None:
    told = policy(shared)
    assert (told["default-src"], told["script-src"], told["style-src"]) == ("'none'", "'self'", "'self'")
    assert (told["require-trusted-types-for"], told["trusted-types"]) == ("'script'", "'none'")
    assert (told["form-action"], told["base-uri"], told["connect-src"]) == ("'none'", "'none'", "'self'")


def test_other_pages_may_be_framed_by_nobody(shared: TestClient) -> None:
    for address in ("/livez", "/v1/documents", "/nowhere", "/assets/embed.js"):
        assert "frame-ancestors 'none'" in shared.get(address).headers["content-security-policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_widget_stands_in_it_in_the_language_asked_for_over_a_link(shared: TestClient, language: Language) -> None:
    page = shared.get(f"/embed?lang={language}").text
    assert f'<html lang="{language}">' in page
    assert f'<polycite-chat mode="inline" lang="{language}" theme="auto">' in page
    assert f'<a href="/?lang={language}" target="_blank" rel="noopener">' in page


def test_every_file_it_names_is_there(shared: TestClient) -> None:
    named = re.findall(r'(?:src|href)="(/(?:assets|widget)/[^"]+)"', shared.get("/embed").text)
    assert len(named) == 4
    assert [shared.get(one).status_code for one in named] == [200] * 4


@pytest.mark.parametrize("origin", LISTED)
def test_it_talks_to_the_listed_origin_that_its_address_names(shared: TestClient, origin: str) -> None:
    assert f'data-host="{origin}"' in shared.get("/embed", params={"origin": origin}).text


@pytest.mark.parametrize(
    "origin", ["", "*", "null", "https://evil.example", LISTED[0] + "/", LISTED[0].upper(), '"><script>']
)
def test_it_talks_to_nobody_else(shared: TestClient, origin: str) -> None:
    assert "data-host" not in shared.get("/embed", params={"origin": origin}).text
    assert "data-host" not in shared.get("/embed").text


def test_a_theme_may_be_named_and_nothing_else_gets_in_by_it(shared: TestClient) -> None:
    assert 'theme="dark"' in shared.get("/embed?theme=dark").text
    assert shared.get("/embed", params={"theme": '"><script>alert(1)'}).text == shared.get("/embed").text


def test_its_script_posts_only_to_a_named_origin_and_hears_only_that_one(shared: TestClient) -> None:
    script = shared.get("/assets/embed.js").text
    assert script.count("postMessage(") == 1
    assert re.search(r"postMessage\(.*, host\)", script)
    assert "event.origin !== host || event.source !== outside" in script
    assert not re.search(r"""["'`]\*["'`]|onmessage|innerHTML|eval\(""", script)
