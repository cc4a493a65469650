"""What is for the person at the machine is for nobody else, as far as a request and an address can tell."""

from __future__ import annotations

import socket

import pytest
from starlette.requests import Request

from polycite.errors import BadSettings
from polycite.web.loopback import is_here, need_loopback
from polycite.web.serve import listen


def request(*headers: tuple[str, str]) -> Request:
    raw = [(name.encode(), value.encode()) for name, value in headers]
    return Request({"type": "http", "method": "GET", "path": "/owner", "query_string": b"", "headers": raw})


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:8300", "localhost", "localhost:8300", "LOCALHOST", "[::1]:8300", "[::1]", "127.9.9.9"],
)
def test_a_request_to_this_machine_is_here(host: str) -> None:
    assert is_here(request(("host", host)))


@pytest.mark.parametrize(
    "host",
    [
        "polycite.example",
        "10.0.0.1",
        "0.0.0.0",
        "192.168.1.5:8300",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "evil@polycite.example",
        "127.0.0.1@evil.example",
        "evil.example#127.0.0.1",
        "[::2]",
        "[::1",
        "::1",
        "127.0.0.1:port",
        "",
    ],
)
def test_a_request_to_another_name_is_not(host: str) -> None:
    assert not is_here(request(("host", host)))


@pytest.mark.parametrize("header", ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"])
def test_a_request_that_came_through_a_proxy_is_not(header: str) -> None:
    assert not is_here(request(("host", "127.0.0.1:8300"), (header, "127.0.0.1")))


def test_a_request_that_names_no_host_or_two_is_not() -> None:
    assert not is_here(request())
    assert not is_here(request(("host", "127.0.0.1"), ("host", "127.0.0.1")))


def test_an_address_of_this_machine_alone_will_do() -> None:
    with listen("127.0.0.1", 0) as listening:
        need_loopback(listening)
        assert listening.fileno() != -1


def test_an_address_others_can_reach_is_refused_and_let_go() -> None:
    with socket.create_server(("0.0.0.0", 0)) as listening:
        with pytest.raises(BadSettings, match=r"no sign-on yet.*0\.0\.0\.0.*--host 127\.0\.0\.1"):
            need_loopback(listening)
        assert listening.fileno() == -1
