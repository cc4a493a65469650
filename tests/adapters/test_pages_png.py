from __future__ import annotations

from io import BytesIO

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from PIL import Image

from polycite.adapters.pages.png import png


def read(picture: bytes) -> tuple[str, NDArray[np.uint8]]:
    """Its mode and pixels, by another reader."""
    with Image.open(BytesIO(picture)) as image:
        image.load()
        return image.mode, np.asarray(image.convert("RGB"))


sides = array_shapes(min_dims=2, max_dims=2, max_side=12)
pictures = sides.flatmap(lambda shape: arrays(np.uint8, (*shape, 3)))


@given(pictures)
def test_a_picture_of_few_colours_keeps_each_to_a_shade(pixels: NDArray[np.uint8]) -> None:
    mode, seen = read(png(pixels))
    assert (mode, seen.shape) == ("P", pixels.shape)
    assert np.abs(seen.astype(int) - pixels).max() < 256 / 2**5


def test_black_and_white_stay_black_and_white() -> None:
    pixels = np.zeros((2, 3, 3), np.uint8)
    pixels[0] = 255
    assert (read(png(pixels))[1] == pixels).all()


@given(st.integers(0, 2**32 - 1))
def test_a_picture_of_many_colours_is_kept_exactly(seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (40, 40, 3), np.uint8)
    mode, seen = read(png(pixels))
    assert mode == "RGB"
    assert (seen == pixels).all()
