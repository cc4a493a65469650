"""The recipe by which files become passages, so that what an older one made is known for what it is."""

from __future__ import annotations

from pathlib import Path

RECIPE = 6
"""Raise it with any change to readers, cleaning, splitting, terms or alignment that alters what is indexed of a file.

A run then reads every file anew and publishes, even where no file changed.
"""


def reading_key(digest: str, path: str, recipe: int = RECIPE) -> str:
    """Under what a reading is kept: it depends on the recipe, on the reader the ending chooses and on the bytes."""
    return f"{recipe}:{Path(path).suffix.lower()}:{digest}"
