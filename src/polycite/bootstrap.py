"""Wiring: settings to adapters. Only what the settings ask for is imported, so heavy vendors stay off other paths.

Each choice is a "module:name" loaded by importlib, the only dynamic import of the package.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from polycite.ask import Asker
from polycite.errors import BadSettings
from polycite.phrases import Phrases
from polycite.ports import Embedder, Journal, Library, Notice, PageDrawer, WordEncoder
from polycite.settings import Settings
from polycite.terms import analysers

CHOICES: Mapping[str, str] = {
    "library:edge": "polycite.adapters.index.edge:EdgeLibrary",
    "library:server": "polycite.adapters.index.server:QdrantLibrary",
    "embedder:prepared": "polycite.adapters.encoder.onnx_embedder:OnnxEmbedder",
    "embedder:llama_index": "polycite.adapters.llama_index.embedder:LlamaIndexEmbedder",
    "words:use": "polycite.adapters.encoder.use_words:UseWords",
    "prepare:default": "polycite.adapters.encoder.preparation:prepare_default",
    "prepare:named": "polycite.adapters.encoder.preparation:prepare",
    "find:default": "polycite.adapters.encoder.prepared:find_default",
    "find:named": "polycite.adapters.encoder.prepared:find",
    "journal:sqlite": "polycite.adapters.journal.sqlite:SqliteJournal",
    "journal:keys": "polycite.adapters.journal.keys:KeyFile",
    "pages:pdfium": "polycite.adapters.pages.pdfium_drawer:PdfiumDrawer",
    "serve:http": "polycite.web.serve:serve",
}
_LLAMA_INDEX = "llama_index:"


def load(choice: str) -> Any:
    """The class or function of a row of CHOICES."""
    module, _, name = CHOICES[choice].partition(":")
    return getattr(importlib.import_module(module), name)


def library(settings: Settings) -> Library:
    """Qdrant Edge in the data folder, or the server the settings name."""
    if settings.qdrant_url is None:
        return cast(Library, load("library:edge")(settings.data_dir / "index"))
    key = settings.qdrant_api_key.get_secret_value() if settings.qdrant_api_key else None
    return cast(Library, load("library:server")(settings.qdrant_url, key, settings.qdrant_prefix))


def embedder(settings: Settings, notice: Notice) -> Embedder:
    """The embedder the settings name, preparing its model at first use."""
    if settings.embedder.startswith(_LLAMA_INDEX):
        return cast(Embedder, load("embedder:llama_index")(_plugged(settings.embedder)))
    threads = settings.threads or os.cpu_count() or 1
    return cast(Embedder, load("embedder:prepared")(prepared(settings, notice), threads=threads))


def page_drawer(settings: Settings) -> PageDrawer:
    """Who draws the pages of PDFs, keeping them in the data folder."""
    return cast(PageDrawer, load("pages:pdfium")(settings.data_dir / "cache" / "pages"))


def words(settings: Settings) -> WordEncoder:
    """The encoder of single words that bridges are made with."""
    return cast(WordEncoder, load("words:use")(settings.threads or os.cpu_count() or 1))


def journal(settings: Settings) -> Journal:
    """The journal in the data folder, opened at first use."""
    days = settings.retention_days
    keys = load("journal:keys")(settings.data_dir / "journal.key", days)
    made = load("journal:sqlite")(settings.data_dir / "journal.sqlite3", keys, settings.questions, days)
    return cast(Journal, made)


def prepared(settings: Settings, notice: Notice) -> Path:
    """The folder of the prepared model, made now if it is not there."""
    models = settings.data_dir / "models"
    if settings.embedder == "default":
        return cast(Path, load("prepare:default")(models, notice))
    return cast(Path, load("prepare:named")(settings.embedder, models, notice))


def is_prepared(settings: Settings) -> bool:
    """Whether a question would find its model ready."""
    models = settings.data_dir / "models"
    if settings.embedder == "default":
        return load("find:default")(models) is not None
    plugged = settings.embedder.startswith(_LLAMA_INDEX)
    return plugged or load("find:named")(models, settings.embedder) is not None


def _plugged(embedder: str) -> object:
    module, _, name = embedder.removeprefix(_LLAMA_INDEX).partition(":")
    try:
        return getattr(importlib.import_module(module), name)()
    except (ImportError, AttributeError, TypeError) as error:
        raise BadSettings(
            f"POLYCITE_EMBEDDER={embedder!r} cannot be loaded ({error}): write llama_index:MODULE:CLASS, "
            "of a BaseEmbedding that needs no arguments"
        ) from error


def asker(settings: Settings, notice: Notice) -> Asker:
    """Everything a question needs, its model prepared at first use."""
    return Asker(
        library=library(settings),
        embedder=embedder(settings, notice),
        phrases=Phrases(analysers()),
        depth=settings.depth,
        today=date.today,
        new_id=lambda: uuid4().hex,
    )
