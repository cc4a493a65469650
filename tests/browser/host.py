"""The organisation's own site that the widget stands on: pages of a given HTML under a strict policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape

from tests.browser.loopback import Quiet, running

FALLBACK = '<a class="fallback" href="/elsewhere">Stel uw vraag op de webpagina</a>'
"""What stands in the tag, and is seen where the script does not run."""
CALM = "body { font: 16px/1.5 sans-serif; margin: 24px; color: #1b1f24; background: #fff } button { padding: 8px }"
"""A style sheet as an intranet has."""


def policy(*services: str) -> str:
    """The strict content security policy of a host that adds only the services it embeds."""
    named = " ".join(services)
    return (
        f"default-src 'none'; script-src 'self' {named}; style-src 'self'; img-src 'self'; connect-src {named}; "
        f"frame-src {named}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the widget on it; `attributes` are the tag's, `extra` is HTML after it, `around` before it."""

    service: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    language: str | None = "nl"
    css: str = CALM
    around: str = "<h1>Intranet</h1><p>Welkom.</p><button id='theirs'>Hun knop</button>"
    extra: str = ""
    tag: bool = True
    script: str = "/widget/v1/polycite-widget.js"
    script_attributes: str = 'type="module"'
    content_security: str | None = None

    def html(self) -> str:
        """The document."""
        lang = f' lang="{self.language}"' if self.language else ""
        return (
            f"<!doctype html><html{lang}><head><meta charset='utf-8'><title>Intranet</title>"
            "<meta name='viewport' content='width=device-width, initial-scale=1'>"
            "<link rel='icon' href='/icon.svg'><link rel='stylesheet' href='style.css'>"
            f'<script {self.script_attributes} src="{self._script()}"></script></head>'
            f"<body><main>{self.around}{self.widget() if self.tag else ''}{self.extra}</main></body></html>"
        )

    def widget(self) -> str:
        """The tag."""
        given = {"endpoint": self.service, **self.attributes}
        written = " ".join(f'{name}="{escape(value)}"' for name, value in given.items())
        return f"<polycite-chat {written}>{FALLBACK}</polycite-chat>"

    def _script(self) -> str:
        return escape(self.script if "://" in self.script else self.service + self.script)


class Host:
    """The running site: `put` says what it serves, until the test ends."""

    def __init__(self, url: str, files: dict[str, tuple[str, bytes, str]]) -> None:
        self.url = url
        self._files = files

    def put(self, page: Page, path: str = "/") -> str:
        """Serve a page and its style sheet; its address."""
        content_security = policy(page.service) if page.content_security is None else page.content_security
        self._files[path] = ("text/html; charset=utf-8", page.html().encode(), content_security)
        self._files["/style.css"] = ("text/css", page.css.encode(), "")
        return self.url + path

    def put_file(self, path: str, kind: str, body: str, content_security: str = "") -> str:
        """Serve any file; its address."""
        self._files[path] = (kind, body.encode(), content_security)
        return self.url + path

    def clear(self) -> None:
        """Forget what was served."""
        self._files.clear()


@contextmanager
def hosting() -> Iterator[Host]:
    """A host until the block ends."""
    files: dict[str, tuple[str, bytes, str]] = {}

    class Serving(Quiet):
        def do_GET(self) -> None:  # noqa: N802 (the name http.server calls)
            kind, body, content_security = files.get(self.path.partition("?")[0], ("image/svg+xml", _ICON, ""))
            headers = {"Content-Type": kind, "Cache-Control": "no-store"}
            self.reply(200, headers | ({"Content-Security-Policy": content_security} if content_security else {}), body)

    with running(Serving) as server:
        yield Host(server.url, files)


_ICON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
