"""Coordinates of the page as displayed, checked against where pdfium itself would draw."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from ingest.readers.pdf_frame import displayed, turn_of, upright

Drawn = Callable[..., Path]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("visible", [(0, 0, 600, 800), (50, 20, 450, 620), (-30, -40, 570, 760)])
def test_points_land_where_pdfium_draws_them(drawn: Drawn, visible: tuple[int, ...], rotation: int) -> None:
    entries = f"/CropBox [{' '.join(map(str, visible))}] /Rotate {rotation}"
    box = " ".join(map(str, visible))
    with pdfium.PdfDocument(drawn("", entries, box)) as document:
        page = document[0]
        frame = displayed(page.get_bbox(), page.get_rotation())
        width, height = round(page.get_width()), round(page.get_height())
        for point in [(60, 30), (200, 77), (444, 600)]:
            x, y = ctypes.c_int(), ctypes.c_int()
            pdfium_c.FPDF_PageToDevice(page, 0, 0, width, height, 0, *point, x, y)
            assert frame.point(*point) == pytest.approx((x.value, y.value), abs=1)


def test_a_box_is_ordered_however_the_page_is_turned() -> None:
    for rotation in (0, 90, 180, 270):
        left, top, right, bottom = displayed((0, 0, 100, 200), rotation).box(10, 20, 30, 60)
        assert left < right
        assert top < bottom
        assert {right - left, bottom - top} == {20, 40}


@pytest.mark.parametrize(
    ("degrees", "turn"), [(0, 0), (90, 1), (180, 2), (270, 3), (2, 0), (-3, 0), (45, None), (100, None), (92, 1)]
)
def test_a_direction_is_a_number_of_quarters_or_slanted(degrees: int, turn: int | None) -> None:
    angle = math.radians(degrees)
    assert turn_of(math.cos(angle), math.sin(angle)) == turn


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_turned_text_reads_from_left_to_right_once_upright(turn: int) -> None:
    angle = math.radians(90 * turn)
    x, y = upright(turn, 100, 200).direction(math.cos(angle), math.sin(angle))
    assert (x, y) == pytest.approx((1, 0), abs=1e-9)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_the_upright_page_begins_at_its_top_left_corner(turn: int) -> None:
    width, height = 100.0, 200.0
    across, down = (width, height) if turn % 2 == 0 else (height, width)
    assert upright(turn, width, height).box(0, 0, width, height) == pytest.approx((0, 0, across, down))
