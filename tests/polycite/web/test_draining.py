"""What a service told to stop still does, over real connections."""

from __future__ import annotations

import signal
from time import monotonic

import httpx

from tests.polycite.web.processes import QUESTION, heard, let_through, served, stopped


def until_stopping(client: httpx.Client) -> httpx.Response:
    """What /readyz says once the signal has arrived, within ten seconds."""
    deadline = monotonic() + 10
    response = client.get("/readyz")
    while response.status_code == 200 and monotonic() < deadline:
        response = client.get("/readyz")
    return response


def test_while_an_open_answer_is_finished_whoever_routes_is_sent_elsewhere() -> None:
    with served("slow") as (process, client):
        with client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as response:
            lines = response.iter_lines()
            assert (next(lines), heard(process)) == ("event: start", "asked\n")
            process.send_signal(signal.SIGTERM)
            for refused in (
                until_stopping(client),
                client.post("/v1/ask", json=QUESTION),
                client.post("/v1/ask", json={**QUESTION, "stream": True}),
                client.post("/v1/search", json=QUESTION),
            ):
                assert (refused.status_code, refused.headers["retry-after"]) == (503, "10")
                assert refused.json()["type"] == "urn:polycite:problem:stopping"
            assert client.get("/livez").status_code == 200
            assert client.get("/v1/documents").status_code == 200
            let_through(process)
            assert "event: done" in list(lines)
        assert process.wait(timeout=30) == 0


def test_a_service_with_nothing_open_stops_at_once() -> None:
    with served() as (process, client):
        assert client.post("/v1/ask", json=QUESTION).status_code == 200
        client.close()
        assert stopped(process) == (0, "")


def test_a_second_signal_does_not_wait_for_questions() -> None:
    with served("slow") as (process, client):
        with client.stream("POST", "/v1/ask", json={**QUESTION, "stream": True}) as response:
            lines = response.iter_lines()
            assert (next(lines), heard(process)) == ("event: start", "asked\n")
            process.send_signal(signal.SIGTERM)
            assert until_stopping(client).status_code == 503
            process.send_signal(signal.SIGTERM)
            # The door is closed: another connection is not taken, the open answer is.
            until_refused(str(client.base_url))
            let_through(process)
            assert "event: done" in list(lines)
        assert process.wait(timeout=30) == 0


def until_refused(url: str) -> None:
    """Returns once no new connection is taken, within ten seconds."""
    deadline = monotonic() + 10
    while monotonic() < deadline:
        try:
            httpx.get(f"{url}/livez")
        except httpx.TransportError:
            return
    raise AssertionError("connections are still taken")
