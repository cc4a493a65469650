"""A model prepared for serving: a folder of `model.onnx`, `weights.bin`, one tokenizer file and `manifest.json`.

Free of every vendor, so that whoever serves can find a prepared model without loading what prepares one.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from polycite.errors import BadModel

DEFAULT = "intfloat/multilingual-e5-small"
RECIPE = 3
"""Raised whenever the way of preparing changes what vectors come out."""
MANIFEST = "manifest.json"
GRAPH = "model.onnx"
UNIGRAM = "unigram.npz"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Probe:
    """How near the served engine is to torch float32 on the probe texts.

    `cosine` and `cosine_min` are the mean and the least cosine between both vectors of a text; `overlap` is the mean
    share of a question's ten nearest passages that both engines find; `first` the share with the same first.
    """

    cosine: float
    cosine_min: float
    overlap: float
    first: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a prepared folder says of itself; `weights` is a sha256, `files` their sizes in bytes."""

    name: str
    weights: str
    question_prefix: str
    passage_prefix: str
    dimension: int
    window: int
    engine: str
    quantisation: str
    probe: Probe
    files: dict[str, int]
    recipe: int = RECIPE

    @property
    def fingerprint(self) -> str:
        """One line that differs whenever vectors may; the engine's version, which moves only bits, is left out."""
        prefixes = f"{self.question_prefix!r} {self.passage_prefix!r}"
        return f"{self.name} {self.weights[:12]} onnxruntime {self.quantisation} {prefixes} r{self.recipe}"

    def write(self, folder: Path) -> None:
        """Write `manifest.json`."""
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a prepared folder, its files checked for presence and size. Raises BadModel."""
    try:
        fields = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**{**fields, "probe": Probe(**fields["probe"])})
        sizes = {name: (folder / name).stat().st_size for name in manifest.files}
    except OSError as error:
        raise _bad(folder, f"{error.strerror}: {error.filename}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise _bad(folder, f"its {MANIFEST} is malformed ({error})") from error
    for name, size in manifest.files.items():
        if sizes[name] != size:
            raise _bad(folder, f"{name} has {sizes[name]} bytes, not {size}")
    return manifest


def folder_of(cache: Path, name: str) -> Path:
    """Where in `cache` a model of this name, or this folder as it now is, is prepared; it need not exist."""
    place = Path(name).resolve()
    if place.is_dir():
        files = sorted(file for file in place.rglob("*") if file.is_file())
        states = [str(place), *((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)]
        name = f"{place.name}-{blake2b(repr(states).encode(), digest_size=4).hexdigest()}"
    return cache / f"{re.sub(r'[^A-Za-z0-9._-]+', '--', name)}-r{RECIPE}"


def find(cache: Path, name: str = DEFAULT) -> Path | None:
    """The whole prepared folder of a model, or None when it must be prepared (again)."""
    folder = folder_of(cache, name)
    if not (folder / MANIFEST).is_file():
        return None
    try:
        read_manifest(folder)
    except BadModel:
        return None
    return folder


def find_default(cache: Path) -> Path | None:
    """The prepared folder of the default model; None where it was not prepared yet."""
    return find(cache, DEFAULT)


def _bad(folder: Path, why: str) -> BadModel:
    return BadModel(f"the prepared model {folder} cannot be used: {why}: run 'polycite model prepare'")
