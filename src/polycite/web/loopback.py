"""What is shown to nobody but the person at the machine, for as long as there is no sign-on."""

from __future__ import annotations

import hmac
import re
from ipaddress import ip_address
from socket import socket
from urllib.parse import urlencode

from starlette.requests import Request

from polycite.errors import BadSettings

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
"""Headers that a proxy adds."""
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9A-Za-z.-]+))(?::[0-9]{1,5})?")


def need_loopback(listening: socket) -> None:
    """Raises BadSettings where others than this machine can reach an address that is listened on."""
    host = listening.getsockname()[0]
    if not ip_address(host).is_loopback:
        listening.close()
        raise BadSettings(
            f"/owner shows what people asked, and there is no sign-on yet, so it is not served on {host}: leave out "
            "--owner and POLYCITE_OWNER_PAGE, or serve it apart with --host 127.0.0.1"
        )


def is_here(request: Request) -> bool:
    """Whether a request came straight from this machine, as far as it says itself."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    hosts = request.headers.getlist("host")
    return len(hosts) == 1 and _is_loopback(hosts[0])


def has_key(request: Request, key: str) -> bool:
    """Whether the address of a request names a key; a proxy of others may look as if it were here, and knows none."""
    return hmac.compare_digest(request.query_params.get("key", "").encode(), key.encode())


def owner_url(key: str) -> str:
    """The path of the owner's page with its key."""
    return f"/owner?{urlencode({'key': key})}"


def _is_loopback(host: str) -> bool:
    named = _HOST.fullmatch(host)
    if named is None:
        return False
    name = named[1] or named[2]
    try:
        return name.lower() == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
