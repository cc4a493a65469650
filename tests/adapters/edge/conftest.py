"""A published index, and copies of it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from polycite.adapters.index.edge import EdgeLibrary
from polycite.adapters.index.seals import BLOCK
from tests.contracts.corpora import corpus, published


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published index, to be copied."""
    folder = tmp_path_factory.mktemp("original")
    published(EdgeLibrary(folder), corpus(2))
    return folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of a published index, to be damaged."""
    return Path(shutil.copytree(original, tmp_path / "copy", copy_function=copy_holes))


def copy_holes(source: str, target: str) -> None:
    """Copy what is data: a shard of 300 kB spans 280 MB of holes."""
    with open(source, "rb", buffering=0) as read, open(target, "wb", buffering=0) as written:
        size, place = os.fstat(read.fileno()).st_size, 0
        written.truncate(size)
        while place < size:
            block = read.read(BLOCK)
            if block.strip(b"\0"):
                os.pwrite(written.fileno(), block, place)
            place = next_data(read.fileno(), place + len(block), size)
            read.seek(place)


def next_data(descriptor: int, place: int, size: int) -> int:
    """Where data goes on, or the size."""
    try:
        return os.lseek(descriptor, place, os.SEEK_DATA)
    except OSError:
        return size
