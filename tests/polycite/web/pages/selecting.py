"""Looking up elements of a page by a few CSS selectors: tag, .class, #id, [name="value"], one inside another, lists."""

from __future__ import annotations

import re

from lxml import html

_PART = re.compile(r'([.#]?[\w-]+)|\[([\w-]+)(?:="([^"]*)")?\]')


def select(page: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements of a selector, in the order of the page."""
    paths = ("//" + "//".join(_step(step) for step in one.split()) for one in selector.split(","))
    return list(page.xpath(" | ".join(f"descendant-or-self::node(){path}" for path in paths)))


def texts(page: html.HtmlElement, selector: str) -> list[str]:
    """What they say, white space folded."""
    return [" ".join(one.text_content().split()) for one in select(page, selector)]


def _step(step: str) -> str:
    tag, conditions = "*", []
    for named, attribute, value in _PART.findall(step):
        if attribute:
            conditions.append(f'@{attribute}="{value}"' if value else f"@{attribute}")
        elif named.startswith("."):
            conditions.append(f'contains(concat(" ", @class, " "), " {named[1:]} ")')
        elif named.startswith("#"):
            conditions.append(f'@id="{named[1:]}"')
        else:
            tag = named
    return tag + "".join(f"[{one}]" for one in conditions)
