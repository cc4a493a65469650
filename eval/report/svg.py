"""A matplotlib figure as SVG inside a page: it takes the page's font and colours, and is the same in every run.

matplotlib knows colours and no roles, so each role is drawn in a colour nothing else has, and named on the way out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from lxml import etree
from markupsafe import Markup
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

WIDTH: Final = 5.4
"""Inches, or 390 units: as wide as a telephone, so that words stay readable there."""
INK: Final = "#010101"
MUTED: Final = "#010102"
GRID: Final = "#010103"
PAPER: Final = "#010104"
SYSTEMS: Final = ("#010110", "#010111", "#010112", "#010113")
HEAT: Final = tuple(f"#0102{step:02x}" for step in range(11))
"""From the lowest value to the highest."""
ROLES: Mapping[str, str] = {
    INK: "currentColor",
    MUTED: "var(--muted)",
    GRID: "var(--line)",
    PAPER: "var(--paper)",
    **{colour: f"var(--system-{place})" for place, colour in enumerate(SYSTEMS)},
    **{colour: f"var(--heat-{place})" for place, colour in enumerate(HEAT)},
}
SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "font.size": 11,
    "text.parse_math": False,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "figure.facecolor": "none",
    "legend.frameon": False,
}
_COLOUR = re.compile(r"#[0-9a-f]{6}\b", re.IGNORECASE)
_FONT = re.compile(r"font-family: [^;]+; ?")
_TARGET = re.compile(r"#([\w-]+)")
_NOTHING = {"Creator": None, "Date": None, "Format": None, "Type": None}


@dataclass(frozen=True, slots=True)
class Told:
    """What a drawing is: the word its ids begin with, its title, and what it shows in a sentence."""

    name: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing as a page takes it in."""

    told: Told
    svg: Markup


def inline(told: Told, height: float, draw: Callable[[Axes], None]) -> Plot:
    """A drawing of `height` inches. Raises ValueError for a colour without a role."""
    drawn = BytesIO()
    with rc_context(SETTINGS | {"svg.hashsalt": told.name}):
        figure = Figure(figsize=(WIDTH, height))
        draw(figure.subplots())
        figure.savefig(drawn, format="svg", metadata=_NOTHING, bbox_inches="tight", pad_inches=0.05)
    plain = _plain(etree.fromstring(drawn.getvalue()), told.name)
    _name(plain, told)
    return Plot(told, Markup(etree.tostring(plain, encoding="unicode")))


def _name(svg: etree._Element, told: Told) -> None:
    for key in ("width", "height", "version"):
        svg.attrib.pop(key, None)
    names = {"title": f"{told.name}-title", "desc": f"{told.name}-says"}
    svg.set("role", "img")
    svg.set("aria-labelledby", " ".join(names.values()))
    for place, (tag, words) in enumerate((("title", told.title), ("desc", told.says))):
        element = etree.Element(tag, id=names[tag])
        element.text = words
        svg.insert(place, element)


def _plain(root: etree._Element, name: str) -> etree._Element:
    """The drawing without namespaces, metadata, style sheets, or ids that nothing points to."""
    targets = {found for value in _values(root) for found in _targets(value)}
    return _copied(root, name, targets)


def _copied(old: etree._Element, name: str, targets: set[str]) -> etree._Element:
    new = etree.Element(etree.QName(old).localname)
    new.text, new.tail = old.text, old.tail
    for key, value in old.attrib.items():
        local = etree.QName(key).localname
        if local == "id" and value not in targets:
            continue
        new.set(local, f"{name}-{value}" if local == "id" else _renamed(value, name, targets))
    for child in old:
        if isinstance(child.tag, str) and etree.QName(child).localname not in ("metadata", "style"):
            new.append(_copied(child, name, targets))
    return new


def _values(root: etree._Element) -> Iterator[str]:
    for one in root.iter("*"):
        yield from map(str, one.attrib.values())


def _targets(value: str) -> list[str]:
    return _TARGET.findall(value) if value.startswith("#") or "url(#" in value else []


def _renamed(value: str, name: str, targets: set[str]) -> str:
    if set(_targets(value)) & targets:
        return _TARGET.sub(rf"#{name}-\1", value)
    return _FONT.sub("", _COLOUR.sub(_role, value))


def _role(colour: re.Match[str]) -> str:
    found = colour.group().lower()
    if found not in ROLES:
        raise ValueError(f"{found} is no colour of a role: draw in those of {__name__}")
    return ROLES[found]
