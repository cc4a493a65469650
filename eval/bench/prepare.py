"""What must be there before a race on a corpus: prepared weights for both sides, our index, and its texts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from eval.bench.processes import Child, run
from eval.bench.race import Track
from polycite.bootstrap import load
from polycite.errors import BadSource
from polycite.ports import Notice

_FILES_FAILED = 6  # of `python -m ingest`: the index is live, but some files are not in it


def weights(track: Track, models: Path, notice: Notice) -> None:
    """Make the peer's torch folder, and let our children use the operator's own prepared model."""
    load("prepare:default")(models, notice, track.torch)
    ours = track.work / "polycite" / "models"
    ours.parent.mkdir(parents=True, exist_ok=True)
    if not ours.exists():
        ours.symlink_to(models.resolve(), target_is_directory=True)


def index(track: Track) -> str:
    """Ingest the corpus and write down its texts; how many passages, sentences and documents there are."""
    track.progress(f"ingesting {track.corpus}")
    command = [sys.executable, "-m", "ingest", str(track.corpus), "--allow-mass-delete", "--json"]
    done = subprocess.run(command, env={**os.environ, **track.ours}, capture_output=True, text=True, check=False)
    if done.returncode not in (0, _FILES_FAILED) or not done.stdout:
        raise BadSource("unreadable", f"{track.corpus} cannot be ingested: {done.stderr.strip()[-500:]}")
    job = {"task": "texts", "texts": str(track.work / "texts.json")}
    found = run(Child("the texts", "eval.bench.ours", job, track.ours))
    return f"{found['documents']} documents, {found['passages']} passages, {found['sentences']} sentences"
