"""No state of the widget has an accessibility violation that axe knows of, in any theme, language or width.

Here every two choices of state, theme, language and width meet at least once; `make browser` runs them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Mount, NewContext
from tests.browser.guard import Guard
from tests.browser.host import Host, policy
from tests.browser.scripted import Scripted
from tests.browser.states import STATES, State

THEMES = ("light", "dark", "forced")
LANGUAGES = ("nl", "fr", "en")
WIDTHS = (360, 1280)
Combination = tuple[State, str, str, int]


def all_of_them() -> list[Combination]:
    return list(product(STATES, THEMES, LANGUAGES, WIDTHS))


def pairwise() -> Iterator[Combination]:
    """A Latin square: each state in every theme and language, and in both widths."""
    for row, state in enumerate(STATES):
        for column, theme in enumerate(THEMES):
            yield state, theme, LANGUAGES[(row + column) % 3], WIDTHS[(row + column + (column == 2)) % 2]


def named(combinations: Sequence[Combination]) -> list[object]:
    return [pytest.param(*one, id=f"{one[0].name}-{'-'.join(map(str, one[1:]))}") for one in combinations]


def pairs(combinations: Sequence[Combination]) -> set[tuple[object, object]]:
    rows = [(state.name, *others) for state, *others in combinations]
    return {(one[i], one[j]) for one in rows for i in range(4) for j in range(i)}


def test_the_sample_holds_every_pair() -> None:
    assert pairs(list(pairwise())) == pairs(all_of_them())


SAMPLE = list(pairwise())
REST = [one for one in all_of_them() if one not in SAMPLE]


def run(
    state: State,
    theme: str,
    language: str,
    width: int,
    made: tuple[NewContext, Mount, Scripted, Guard],
) -> list[str]:
    new_context, mount, scripted, guard = made
    if state.noise:
        guard.allow(state.noise)
    scripted.script.suggestions = ["Hoeveel dagen telewerk?", "Combien de jours de congé ?"]
    scripted.script.play(*state.replies())
    context = new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if theme == "dark" else "light",
        forced_colors="active" if theme == "forced" else "none",
        reduced_motion="reduce",
        permissions=list(state.permissions),
    )
    widget = mount(tab=context.new_page(), lang=language)
    state.reach(widget)
    return violations(widget.page)


@pytest.fixture
def made(
    new_context: NewContext, mount: Mount, scripted: Scripted, guard: Guard
) -> tuple[NewContext, Mount, Scripted, Guard]:
    return new_context, mount, scripted, guard


@pytest.mark.parametrize(("state", "theme", "language", "width"), named(SAMPLE))
def test_axe_finds_nothing(
    state: State,
    theme: str,
    language: str,
    width: int,
    made: tuple[NewContext, Mount, Scripted, Guard],
    record_property: object,
) -> None:
    assert run(state, theme, language, width, made) == []


@pytest.mark.thorough
@pytest.mark.parametrize(("state", "theme", "language", "width"), named(REST))
def test_axe_finds_nothing_in_any_other_combination(
    state: State,
    theme: str,
    language: str,
    width: int,
    made: tuple[NewContext, Mount, Scripted, Guard],
) -> None:
    assert run(state, theme, language, width, made) == []


def test_axe_sees_into_the_shadow_root_and_knows_the_rules_of_wcag_2_2(
    host: Host, scripted: Scripted, new_context: NewContext
) -> None:
    page = new_context().new_page()
    page.goto(host.put_file("/bare", "text/html", _BARE, policy(scripted.url)))
    page.evaluate(_SMALL_BUTTONS)
    assert {one.partition(":")[0] for one in violations(page)} == {"target-size", "button-name"}


_BARE = "<!doctype html><html lang=en><title>t</title><main><h1>Bare</h1><div id=d></div></main>"
_SMALL_BUTTONS = """() => {
  const root = d.attachShadow({mode: "open"});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("button { width: 10px; height: 10px; padding: 0; margin: 0; border: 0; }");
  root.adoptedStyleSheets = [sheet];
  root.append(document.createElement("button"), document.createElement("button"));
}"""
