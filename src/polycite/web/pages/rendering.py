"""Pages from templates: everything escaped, no inline script or style, all words from one file a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import chain

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from polycite.model import LANGUAGES, Language
from polycite.web.pages.interface import elsewhere, language_of_page

CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The policy of every page: our own script, style sheet and images, and nothing else."""


@cache
def texts(language: Language) -> Mapping[str, str]:
    """The words of the pages in one language, by key; each language has the same keys.

    Those of one page may be in a file of their own, such as `owner.nl.toml`.
    """
    folder = files(__package__).joinpath("texts")
    found = (tomllib.loads(one.read_text("utf-8")) for one in folder.iterdir() if one.name.endswith(f"{language}.toml"))
    return dict(chain.from_iterable(one.items() for one in found))


def render(template: str, language: Language, **told: object) -> str:
    """The HTML of a template in `templates/`; it sees `t` (the words), `language`, `languages` and what it is told."""
    return _templates().get_template(template).render(t=texts(language), language=language, languages=LANGUAGES, **told)


def page(
    template: str, request: Request, here: str, status: int = 200, language: Language | None = None, **told: object
) -> HTMLResponse:
    """The response of a page; `here` is its entry in the main menu, or "", `language` None is that of the request."""
    spoken = language or language_of_page(request)
    written = render(template, spoken, here=here, elsewhere=elsewhere(request), **told)
    return HTMLResponse(
        written, status, headers={"Content-Security-Policy": CONTENT_SECURITY, "Vary": "Accept-Language"}
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
