"""Drawings take the page's colours and font, show every number they are given, and are the same in every run."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from matplotlib.axes import Axes

from eval.report import plots
from eval.report.confidence import confidence_of
from eval.report.svg import HEAT, INK, SYSTEMS, Plot, Told, inline
from eval.report.told import Measured, measured
from tests.eval.reports import right, run_of, silent, wrong


def ours() -> Measured:
    return measured(run_of(right("a"), wrong("b"), right("f", language="fr"), right("d", type="date"), silent()))


def drawn() -> list[Plot]:
    one, sure = ours(), confidence_of(ours().run)
    assert sure is not None
    found = [
        plots.heat_map(one),
        plots.recall_by_type([one, measured(run_of(wrong("a"), system="peer"))], ["figure", "date"]),
        plots.risk_coverage([("polycite", sure)]),
        plots.reliability(sure),
        plots.latency([10.0, 20.0, 400.0], 20.0, 362.0),
    ]
    assert all(found)
    return [plot for plot in found if plot]


def texts(plot: Plot) -> list[str]:
    return ["".join(one.itertext()) for one in etree.fromstring(plot.svg).iter("text")]


@pytest.mark.parametrize("plot", drawn(), ids=lambda plot: plot.told.name)
def test_no_colour_is_fixed_and_no_font_named(plot: Plot) -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-])", plot.svg) == []
    painted = set(re.findall(r"\b(?:fill|stroke)(?:: |=\")([^;\"]+)", plot.svg))
    assert painted
    assert {one for one in painted if not one.startswith("var(--")} <= {"none", "currentColor"}
    assert "font-family" not in plot.svg
    assert "px '" not in plot.svg


@pytest.mark.parametrize("plot", drawn(), ids=lambda plot: plot.told.name)
def test_it_scales_with_the_page_and_names_nothing_outside(plot: Plot) -> None:
    root = etree.fromstring(plot.svg)
    assert root.get("viewBox")
    assert root.get("width") is root.get("height") is None
    assert "http" not in plot.svg
    assert list(root.iter("style", "metadata", "image")) == []


def test_drawing_again_gives_the_same() -> None:
    assert [one.svg for one in drawn()] == [one.svg for one in drawn()]


def test_the_heat_map_says_each_value_and_count() -> None:
    plot = plots.heat_map(ours())
    assert plot is not None
    # Dutch on Dutch: 1, 1 and 1 / log2(3), mean .877; French on Dutch: 1. No other cell was asked.
    said = texts(plot)
    assert ("0.88" in said, "n = 3" in said, "1.00" in said, "n = 1" in said) == (True,) * 4
    assert said.count("none") == 7


def test_heat_grows_with_the_value() -> None:
    plot = plots.heat_map(ours())
    assert plot is not None
    assert set(re.findall(r"--heat-(\d+)", plot.svg)) == {"9", "10"}
    assert len(HEAT) == 11


def test_systems_differ_in_shape_as_well_as_in_colour() -> None:
    plot = plots.recall_by_type([ours(), measured(run_of(right("a"), system="peer"))], ["figure"])
    assert plot is not None
    assert {"polycite", "peer"} <= set(texts(plot))
    assert {"--system-0", "--system-1"} <= set(re.findall(r"--system-\d", plot.svg))
    assert len({one.get("d") for one in etree.fromstring(plot.svg).iter("path") if one.get("id")}) >= 2


def test_latency_says_the_median_and_the_95th_percentile() -> None:
    plot = plots.latency([10.0, 20.0, 400.0], 20.0, 362.0)
    assert plot is not None
    assert {"half within 20 ms", "95 % within 362 ms"} <= set(texts(plot))


def test_nothing_to_draw_is_no_drawing() -> None:
    nothing = measured(run_of(silent()))
    assert plots.heat_map(nothing) is None
    assert plots.recall_by_type([nothing], []) is None
    assert plots.risk_coverage([]) is None
    assert plots.reliability(None) is None
    assert plots.latency([0.0, 0.0], 0.0, 0.0) is None


def test_a_colour_without_a_role_is_an_error() -> None:
    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color="#ff0000")

    with pytest.raises(ValueError, match="#ff0000 is no colour of a role"):
        inline(Told("x", "A line", "It rises."), 2.0, draw)


def test_ids_of_two_drawings_never_meet() -> None:
    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], "o", color=SYSTEMS[0])
        axes.text(0, 0, "$ne_1$ <b>", color=INK)

    first, second = (inline(Told(name, "Dots", "Two."), 2.0, draw) for name in ("one", "two"))
    ids = [set(re.findall(r'\bid="([^"]+)"', one.svg)) for one in (first, second)]
    assert ids[0]
    assert ids[0] & ids[1] == set()
    assert "$ne_1$ <b>" in texts(first)


def test_confidence_counts_answers_and_leaves_refusals_out() -> None:
    found = confidence_of(run_of(right("a"), wrong("b"), silent()))
    assert found is not None
    # Right at .8, then wrong at .4: nothing wrong among the first half, half of all.
    assert found.answers == 2
    assert [(one.coverage, one.risk) for one in found.curve] == [(0.5, 0.0), (1.0, 0.5)]
    # (.8 - 1)² and .4², in the mean; |.8 - 1| and .4, in the mean.
    assert found.brier == pytest.approx(0.1)
    assert found.ece == pytest.approx(0.3)
