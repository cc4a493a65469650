"""The index that gold is judged on: the corpus as this very code ingests it, in a data folder of the evaluation's own.

The operator's index and Qdrant server are left alone; the prepared model is shared with them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from polycite.errors import BadSource, Unavailable
from polycite.settings import Settings

_WELL = ("live ", "unchanged ", "duplicate ", "removed ")
"""What the lines of documents that need no look begin with."""
_UNAVAILABLE = 5  # of `python -m ingest`: no model, or somebody else is publishing
_FILES_FAILED = 6  # of `python -m ingest`: the rest is published
_SHOWN = 800  # characters of what ingesting said that an error repeats
_SERVER = ("POLYCITE_QDRANT_URL", "POLYCITE_QDRANT_API_KEY", "POLYCITE_QDRANT_PREFIX")


OWN = "eval"


def own(operator: Settings, place: str = OWN) -> Settings:
    """The operator's settings, but with the embedded index, in `place` below the data folder."""
    apart = {"data_dir": operator.data_dir / place, "qdrant_url": None, "qdrant_api_key": None}
    return operator.model_copy(update=apart)


def ingested(
    corpus: Path,
    operator: Settings,
    progress: Callable[[str], None],
    place: str = OWN,
    *,
    partly: bool = False,
    package: Path | None = None,
) -> Settings:
    """Publish a corpus into the evaluation's own index at `place`, embedding only what changed; its settings.

    Raises BadSource where it cannot be ingested whole, since a missing document would be judged as a wrong answer,
    unless `partly` lets files be left out that cannot be read; and Unavailable where what ingesting needs is not there.
    `package` is a folder with another `polycite`, to ingest with that.
    """
    settings = own(operator, place)
    _share_models(operator.data_dir / "models", settings.data_dir)
    progress(f"ingesting {corpus}")
    environment = {name: value for name, value in os.environ.items() if name not in _SERVER}
    environment["POLYCITE_DATA_DIR"] = str(settings.data_dir)
    if package is not None:
        environment["PYTHONPATH"] = os.pathsep.join([str(package), *filter(None, [environment.get("PYTHONPATH")])])
    # The guard against mass deletion is for an operator's slip; another corpus may be judged next.
    command = [sys.executable, "-m", "ingest", str(corpus), "--allow-mass-delete"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode and not (partly and done.returncode == _FILES_FAILED):
        # Its report names the files that failed; there is none where it could not begin.
        told = [
            line for line in done.stdout.splitlines() if not line.startswith(_WELL)
        ] or done.stderr.strip().splitlines()[-1:]
        said = f"{corpus} cannot be ingested whole: {' '.join(told)[:_SHOWN]}"
        raise Unavailable(said) if done.returncode == _UNAVAILABLE else BadSource("unreadable", said)
    return settings


def _share_models(models: Path, data_dir: Path) -> None:
    shared = data_dir / "models"
    models.mkdir(parents=True, exist_ok=True)
    data_dir.mkdir(parents=True, exist_ok=True)
    if shared.is_symlink() and shared.resolve() != models.resolve():
        shared.unlink()  # the data folder was moved, and the link leads to where it was
    if not shared.exists():
        shared.symlink_to(models.resolve(), target_is_directory=True)
