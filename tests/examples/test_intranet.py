"""The example intranet, beside a real polycite on another port of the loopback."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

import httpx
import pytest

from examples.intranet.serve import Intranet, Pinned, announce, may_embed, pinned, policy
from polycite.web.widget_file import widget_file
from tests.polycite.web.processes import served

PAGES = ("/", "/index.html", "/fr.html", "/frame.html")
SCRIPT = Path(__file__).parents[2] / "examples/intranet/serve.py"
ELSEWHERE = "http://polycite.invalid"


@pytest.fixture(scope="module")
def polycite() -> Iterator[str]:
    with served() as (_, client):
        yield str(client.base_url).rstrip("/")


@pytest.fixture
def intranet() -> Iterator[httpx.Client]:
    with Intranet(Pinned(ELSEWHERE, f"{ELSEWHERE}/widget/1.2.3/polycite-widget.js", "sha384-abc"), 0) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        with httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}") as client:
            yield client
        server.shutdown()
        thread.join()


def test_it_pins_the_script_that_polycite_serves_at_the_address_of_its_version(polycite: str) -> None:
    found = pinned(polycite)
    assert found.integrity == widget_file().integrity
    assert httpx.get(found.script).content == widget_file().body
    assert "immutable" in httpx.get(found.script).headers["cache-control"]


def test_without_polycite_it_says_how_to_start_it() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(SystemExit, match=r"polycite does not answer at http://127.*: start it with 'make serve'"):
        pinned(address)


def test_it_knows_whether_polycite_takes_its_questions(polycite: str) -> None:
    assert may_embed(polycite, "http://127.0.0.1:8400")
    assert not may_embed(polycite, "http://127.0.0.1:8401")


def started(polycite: str, port: int) -> subprocess.Popen[str]:
    """The example as `make intranet` starts it."""
    command = [sys.executable, str(SCRIPT), "--polycite", polycite, "--port", str(port)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def test_a_port_that_cannot_be_had_is_one_line_with_what_to_do(polycite: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        ports = taken.getsockname()[1], 65536
        for port in ports:
            with started(polycite, port) as process:
                _, said = process.communicate(timeout=30)
            assert (process.returncode, said.count("\n")) == (2, 1)
            assert f"port {port} (" in said
            assert "--port" in said


@pytest.mark.parametrize(("told", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_says_that_it_stopped(polycite: str, told: signal.Signals, code: int) -> None:
    with started(polycite, 0) as process:
        assert process.stderr is not None
        assert "the intranet is at http://127.0.0.1:" in process.stderr.readline()
        assert "POLYCITE_ORIGINS" in process.stderr.readline()
        process.send_signal(told)
        assert (process.communicate(timeout=30)[1], process.returncode) == ("stopped\n", code)


def test_where_polycite_does_not_take_them_it_says_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    announce("http://127.0.0.1:8401", True)
    assert "POLYCITE_ORIGINS" not in capsys.readouterr().err
    announce("http://127.0.0.1:8401", False)
    assert """POLYCITE_ORIGINS='["http://127.0.0.1:8401"]'""" in capsys.readouterr().err


@pytest.mark.parametrize("page", PAGES)
def test_its_pages_run_under_a_policy_that_names_polycite_and_nobody_else(intranet: httpx.Client, page: str) -> None:
    told = dict(one.split(" ", 1) for one in intranet.get(page).headers["content-security-policy"].split("; "))
    naming = {name for name, sources in told.items() if ELSEWHERE in sources}
    assert naming == {"script-src", "connect-src", "frame-src"}
    assert (told["default-src"], told["require-trusted-types-for"], told["trusted-types"]) == (
        "'none'",
        "'script'",
        "'none'",
    )
    assert "unsafe" not in policy(ELSEWHERE)


@pytest.mark.parametrize("page", PAGES)
def test_its_pages_have_nothing_inline_and_every_file_of_theirs_is_there(intranet: httpx.Client, page: str) -> None:
    text = intranet.get(page).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text)
    own = re.findall(r'(?:src|href)="(/[^"]*)"', text)
    assert {intranet.get(one).status_code for one in own} == {200}
    assert not re.search(r"\$[a-z]", text)


@pytest.mark.parametrize(("page", "language"), [("/", "nl"), ("/fr.html", "fr")])
def test_the_widget_is_pinned_and_a_link_stands_in_for_it(intranet: httpx.Client, page: str, language: str) -> None:
    text = intranet.get(page).text
    script = f'src="{ELSEWHERE}/widget/1.2.3/polycite-widget.js" integrity="sha384-abc" crossorigin="anonymous"'
    assert f'<script type="module" {script}></script>' in text
    assert f'<html lang="{language}">' in text
    tag = rf'<polycite-chat endpoint="{ELSEWHERE}" lang="{language}" mode="launcher">\s*<a href="{ELSEWHERE}/\?lang='
    assert re.search(tag, text)


def test_the_address_of_polycite_cannot_break_out_of_its_attribute() -> None:
    with Intranet(Pinned('http://x"><script>', "s", "i"), 0) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        text = httpx.get(f"http://127.0.0.1:{server.server_port}/").text
        thread.join()
    assert "x&quot;&gt;&lt;script&gt;" in text
    assert 'x"><script>' not in text


def test_a_page_gets_another_short_lived_token_each_time_and_no_other_site_can_read_it(
    intranet: httpx.Client,
) -> None:
    responses = [intranet.get("/token", headers={"Origin": "https://evil.example"}) for _ in range(2)]
    first, second = (json.loads(one.text) for one in responses)
    assert first["token"] != second["token"]
    assert 0 < first["expires_in"] <= 600
    assert responses[0].headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in responses[0].headers


@pytest.mark.parametrize("address", ["/serve.py", "/../serve.py", "/site/index.html", "/%2e%2e/serve.py", "/nowhere"])
def test_nothing_but_the_site_is_served(intranet: httpx.Client, address: str) -> None:
    assert intranet.get(address).status_code == 404


def test_the_frame_is_told_which_page_it_stands_in(intranet: httpx.Client) -> None:
    told = re.search(
        rf'src="{ELSEWHERE}/embed\?lang=nl&amp;theme=light&amp;origin=([^"]*)"', intranet.get("/frame.html").text
    )
    assert told is not None
    assert unquote(told[1]) == str(intranet.base_url).rstrip("/")


def test_messages_between_page_and_frame_name_their_origin_on_both_sides(intranet: httpx.Client) -> None:
    script = intranet.get("/frame.js").text
    assert "event.origin !== polycite() || event.source !== frame().contentWindow" in script
    assert re.findall(r"postMessage\((.*), (.*)\);", script) == [('{ type: "polycite:ask", question }', "polycite()")]
    assert not re.search(r"""["'`]\*["'`]|onmessage|innerHTML""", script)
