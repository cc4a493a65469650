"""What the guide tells people to write is what the service takes."""

from __future__ import annotations

import re
from pathlib import Path

from polycite.settings import Settings, load_settings
from polycite.web.widget_file import MAJOR, NAME

CHECKOUT = Path(__file__).parents[2]
GUIDE = (CHECKOUT / "docs" / "embedding.md").read_text("utf-8")
CONTRACT = (CHECKOUT / "src" / "polycite" / "web" / "widget" / "README.md").read_text("utf-8")


def test_the_origin_it_shows_is_one_the_service_takes() -> None:
    shown = re.findall(r"POLYCITE_ORIGINS='([^']*)'", GUIDE)
    assert [load_settings({"POLYCITE_ORIGINS": one}).origins for one in shown] == [("https://intranet.example",)]


def test_every_setting_it_names_is_one() -> None:
    named = {one.lower() for one in re.findall(r"POLYCITE_([A-Z_]+)", GUIDE)}
    assert {"origins", "at_once", "waiting"} <= named <= set(Settings.model_fields)


def test_the_moving_address_it_names_is_the_one_served() -> None:
    assert f"/widget/{MAJOR}/{NAME}" in GUIDE


def test_every_attribute_variable_and_part_it_names_is_in_the_widgets_contract() -> None:
    table = GUIDE[GUIDE.index("| attribute |") : GUIDE.index("```js")]
    attributes = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
    variables = re.findall(r"--polycite(-[a-z-]*[a-z])", GUIDE)
    parts = re.findall(r"::part\((\w+)\)", GUIDE)
    assert (len(attributes), len(variables), len(parts)) == (7, 5, 1)
    for one in (*attributes, *parts):
        assert f"`{one}`" in CONTRACT
    for one in set(variables) - {"-dark"}:
        assert f"{one}`" in CONTRACT


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r"`((?:src|examples|docs)/[^`]+)`", GUIDE)
    assert len(named) == 3
    assert all((CHECKOUT / one).exists() for one in named)
