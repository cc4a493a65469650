"""Who asks: the one place where single sign-on will tell."""

from __future__ import annotations

from starlette.requests import Request

from polycite.model import ANONYMOUS, Principal


def principal_of(request: Request) -> Principal:
    """Everybody is anonymous until there is single sign-on; nothing a client sends can add a group."""
    return ANONYMOUS
