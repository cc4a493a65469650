"""The index that gold is judged on: the corpus as this very code ingests it, in a data folder of the evaluation's own.

The operator's index and Qdrant server are left alone; the prepared model is shared with them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from polycite.errors import BadSource
from polycite.settings import Settings, load_settings

_OWN = ("POLYCITE_DATA_DIR", "POLYCITE_QDRANT_URL", "POLYCITE_QDRANT_API_KEY", "POLYCITE_QDRANT_PREFIX")


def own_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of the evaluation: the operator's, with the embedded index in `eval` below the data folder."""
    return load_settings(_own(environment))


def ingested(corpus: Path, environment: Mapping[str, str], progress: Callable[[str], None]) -> Settings:
    """Publish a corpus into the evaluation's own index, embedding only what changed; its settings.

    Raises BadSource where it cannot be ingested, whole: a missing document would be judged as a wrong answer.
    """
    own = _own(environment)
    _share_models(environment, Path(own["POLYCITE_DATA_DIR"]))
    progress(f"ingesting {corpus}")
    command = [sys.executable, "-m", "ingest", str(corpus), "--allow-mass-delete"]
    done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadSource("unreadable", f"{corpus} cannot be ingested whole: {done.stderr.strip()[-800:]}")
    return load_settings(own)


def _own(environment: Mapping[str, str]) -> dict[str, str]:
    operator = load_settings(environment)
    kept = {name: value for name, value in environment.items() if name not in _OWN}
    return kept | {"POLYCITE_DATA_DIR": str(operator.data_dir / "eval")}


def _share_models(environment: Mapping[str, str], own: Path) -> None:
    models = load_settings(environment).data_dir / "models"
    models.mkdir(parents=True, exist_ok=True)
    own.mkdir(parents=True, exist_ok=True)
    if not (own / "models").exists():
        (own / "models").symlink_to(models.resolve(), target_is_directory=True)
