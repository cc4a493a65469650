"""Makes `sources/nl/evacuatiekaart.png`, the scanned page among the text pages of `nl/gebouw-veiligheid.pdf`.

python corpus/scan.py [PNG]    writes the picture in its place, or at PNG

The card is typeset, then treated as an office scanner would: laid a little askew, blurred, unevenly lit, dusted, and
reduced to black and white at 150 dots an inch. Chance is seeded, so that the same releases of Pillow and numpy give the
same bytes. Typesetting does not run this: the picture is a source, made anew only when the card changes.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import typst
from PIL import Image, ImageFilter

SOURCES = Path(__file__).resolve().parent / "sources"
A4 = (1240, 1754)  # pixels at 150 dots an inch
DPI = 150
TILT = 0.9  # degrees
SEED = 4


def printed() -> Image.Image:
    """The card in greys, at twice the scanner's resolution."""
    png = typst.compile(SOURCES / "evacuatiekaart.typ", format="png", ppi=2.0 * DPI, ignore_system_fonts=True)
    assert isinstance(png, bytes)
    return Image.open(io.BytesIO(png)).convert("L")


def scanned(page: Image.Image) -> Image.Image:
    """The page in black and white as a scanner sees it, A4 at 150 dots an inch."""
    askew = page.rotate(TILT, resample=Image.Resampling.BICUBIC, fillcolor=255)
    blurred = askew.filter(ImageFilter.GaussianBlur(1.3)).resize(A4, Image.Resampling.LANCZOS)
    chance = np.random.default_rng(SEED)
    light = Image.fromarray(chance.normal(0, 1, (16, 12)).astype("f4")).resize(A4, Image.Resampling.BICUBIC)
    grey = np.asarray(blurred, dtype=float) * 0.93 + np.asarray(light) * 5
    grey += chance.normal(0, 12, grey.shape) - 6
    grey[:, :9] -= 90  # the shadow of the lid, left and on top
    grey[:5] -= 60
    grey[chance.random(grey.shape) < 0.0004] = 0
    return Image.fromarray(np.where(grey < 150, 0, 255).astype("u1")).convert("1")


def main(arguments: list[str]) -> int:
    """Writes the picture; the exit status."""
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        print("usage: python corpus/scan.py [PNG]", file=sys.stderr)
        return 2
    place = Path(arguments[0]) if arguments else SOURCES / "nl/evacuatiekaart.png"
    scanned(printed()).save(place, optimize=True, dpi=(DPI, DPI))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
