"""The bridges that ingesting would have made without the lexicon, or without the organisation's own terms.

They cannot be told from an index that had both: what is laid over a bridge of the corpus replaces it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polycite
from eval.indexing import OWN, ingested, own
from polycite.bootstrap import library
from polycite.bridges import Bridges
from polycite.settings import Settings

LEXICON, TERMS, CACHE = "lexicon", "terms.toml", "ingest.sqlite"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Remade:
    """Bridges that lack what one source gives."""

    without_lexicon: Bridges
    without_own: Bridges


def remade(corpus: Path, operator: Settings, progress: Progress) -> Remade:
    """Both, by ingesting a corpus twice more, each into an index of its own that starts from the cache of the
    evaluation's: no document is read or embedded again. Raises what `ingested` does.
    """
    with TemporaryDirectory() as folder:
        bare = _without_lists(Path(folder))
        progress("without the lexicon:")
        without_lexicon = _bridges(corpus, operator, progress, "ablation/lexicon", bare)
        copy = Path(folder) / corpus.resolve().name
        shutil.copytree(corpus, copy, symlinks=True, ignore=lambda at, _names: [TERMS] if Path(at) == corpus else [])
        progress("without own terms:")
        without_own = _bridges(copy, operator, progress, "ablation/own", None)
    return Remade(without_lexicon, without_own)


def _bridges(corpus: Path, operator: Settings, progress: Progress, place: str, package: Path | None) -> Bridges:
    _share_cache(own(operator, OWN).data_dir / CACHE, own(operator, place).data_dir / CACHE)
    settings = ingested(corpus, operator, progress, place, package=package)
    return library(settings).current().generation.bridges


def _share_cache(cache: Path, copy: Path) -> None:
    """A copy of the cache, and nothing of an earlier index beside it, which would pass for up to date."""
    shutil.rmtree(copy.parent, ignore_errors=True)
    copy.parent.mkdir(parents=True)
    with closing(sqlite3.connect(cache)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _without_lists(folder: Path) -> Path:
    """A folder with the package as it is, all of it but the lists of the lexicon."""
    package, bare = Path(polycite.__file__).parent, folder / "bare"
    (bare / package.name / LEXICON).mkdir(parents=True)
    for one in package.iterdir():
        if one.name not in (LEXICON, "__pycache__"):
            (bare / package.name / one.name).symlink_to(one)
    return bare
