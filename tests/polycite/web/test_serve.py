from __future__ import annotations

import signal
import socket

import pytest

from polycite.ask import Asker
from polycite.errors import BadSettings
from polycite.web.serve import announce, embedding, listen, serve, url_of
from polycite.web.site import Site
from tests.polycite.web.processes import QUESTION, heard, let_through, served, stopped


def test_a_stream_arrives_over_a_real_connection_and_sigterm_ends_well() -> None:
    with served() as (process, client):
        names = []
        with client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            names = [line.removeprefix("event: ") for line in response.iter_lines() if line.startswith("event: ")]
        assert (names[0], names[-1], names.count("done")) == ("start", "done", 1)
        assert "server" not in client.get("/livez").headers
        client.close()
        assert stopped(process) == (0, "")


def test_a_body_in_chunks_is_bounded_over_a_real_connection() -> None:
    with served() as (process, client):
        pieces = (b" " * 65536 for _ in range(5))
        response = client.post("/v1/ask", content=pieces, headers={"Content-Type": "application/json"})
        assert (response.status_code, response.json()["type"]) == (413, "urn:polycite:problem:body-too-large")
        assert client.get("/livez").status_code == 200
        assert stopped(process)[0] == 0


def test_an_answer_in_the_making_is_finished_before_the_service_stops() -> None:
    with served("slow") as (process, client):
        with client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as response:
            lines = response.iter_lines()
            assert next(lines) == "event: start"
            assert heard(process) == "asked\n"
            process.send_signal(signal.SIGTERM)
            let_through(process)
            assert "event: done" in list(lines)
        assert process.wait(timeout=30) == 0


def test_the_event_loop_answers_while_a_question_is_worked_on() -> None:
    with (
        served("slow") as (process, client),
        client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as response,
    ):
        assert heard(process) == "asked\n"
        assert client.get("/livez").json() == {"status": "alive"}
        let_through(process)
        assert "event: done" in list(response.iter_lines())


def test_no_question_is_written_to_a_log() -> None:
    with served() as (process, client):
        assert client.post("/v1/ask", json={"question": "canary telewerk?"}).status_code == 200
        client.post("/v1/ask", json={"question": "canary", "k": 0})
        client.get("/canary?canary=1")
        client.close()
        assert stopped(process) == (0, "")


def test_an_address_in_use_is_refused_with_what_to_do() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BadSettings) as caught:
        listen("127.0.0.1", taken.getsockname()[1])
    assert "--port" in str(caught.value)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(BadSettings, match=r"cannot listen on 192\.0\.2\.1 port 0"):
        listen("192.0.2.1", 0)


def test_connections_do_not_wait_to_fill_a_packet() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()[:2]) as client:
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
            assert client.getpeername() == accepted.getsockname()


def test_a_free_port_is_told_in_the_url() -> None:
    with listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        assert port > 0
        assert url_of(listening) == f"http://127.0.0.1:{port}"


def test_the_owners_page_is_refused_where_others_can_reach_it(asker: Asker) -> None:
    with pytest.raises(BadSettings, match="no sign-on yet"):
        serve(asker, "0.0.0.0", 0, site=Site(owner="key"))


def has_version_6() -> bool:
    """Whether the loopback has an address of version 6."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_version_6(), reason="this machine has no IPv6")
def test_an_address_of_version_6_stands_in_brackets() -> None:
    with listen("::1", 0) as listening:
        assert url_of(listening) == f"http://[::1]:{listening.getsockname()[1]}"


def test_the_address_is_said_to_people_not_to_pipes(capsys: pytest.CaptureFixture[str]) -> None:
    announce("http://127.0.0.1:8300")
    out, errors = capsys.readouterr()
    assert (out, "http://127.0.0.1:8300" in errors) == ("", True)


def test_who_may_embed_the_service_is_said_at_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    origins = ("https://intranet.example.org", "http://127.0.0.1:8400")
    announce("http://127.0.0.1:8300", Site(origins=origins))
    assert capsys.readouterr().err.splitlines()[1] == f"pages of {', '.join(origins)} may embed it"


def test_the_address_of_the_owners_page_is_said_with_its_key_to_who_starts_the_service(
    capsys: pytest.CaptureFixture[str],
) -> None:
    announce("http://127.0.0.1:8300", Site(owner="a+b"))
    assert capsys.readouterr().err.splitlines()[2].startswith("owner's page: http://127.0.0.1:8300/owner?key=a%2Bb ")
    announce("http://127.0.0.1:8300")
    assert "owner" not in capsys.readouterr().err


def test_where_nobody_may_embed_it_how_to_allow_that_is_said_instead() -> None:
    assert embedding(()).startswith("no other site may embed it")
    assert """POLYCITE_ORIGINS='["https://intranet.example.org"]'""" in embedding(())
