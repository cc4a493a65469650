"""What no page of ours may do, watched for in every browser test."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

_REPORT = "polyciteGuard"
_LISTEN = (
    "document.addEventListener('securitypolicyviolation', (event) => "
    f"window.{_REPORT}(`${{event.violatedDirective}} ${{event.blockedURI}} ${{event.sourceFile}}`))"
)
_SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
_LOUD = {"error", "warning", "assert"}


@dataclass
class Guard:
    """Violations of a content security policy, loud console messages, uncaught errors and requests to strangers.

    A test that provokes one says so with `allow`, and fails if it does not come.
    """

    origins: set[str]
    seen: list[str] = field(default_factory=list)
    _allowed: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a browser context, from before its first script."""
        context.expose_binding(_REPORT, lambda _source, said: self.seen.append(f"policy: {said}"))
        context.add_init_script(_LISTEN)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def allow(self, pattern: str) -> None:
        """Expect something that matches this regular expression, once or more."""
        self._allowed.append(pattern)

    def check(self) -> None:
        """Fail on anything seen that no test allowed, and on anything allowed that was not seen."""
        bad = [said for said in self.seen if not any(re.search(one, said) for one in self._allowed)]
        missed = [one for one in self._allowed if not any(re.search(one, said) for said in self.seen)]
        assert (bad, missed) == ([], []), f"not allowed: {bad}; expected but not seen: {missed}"

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in _LOUD:
            self.seen.append(f"console: {message.type}: {message.text} {message.location.get('url', '')}")

    def _error(self, error: WebError) -> None:
        self.seen.append(f"error: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" not in self.origins and parts.scheme not in {"about", "blob"}:
            self.seen.append(f"foreign: {request.url}")


def settle(page: Page) -> Any:
    """Let the browser report what it saw so far: events reach the test only while it talks to the browser."""
    return None if page.is_closed() else page.evaluate(_SETTLED)
