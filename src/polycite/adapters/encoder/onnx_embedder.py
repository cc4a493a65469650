"""Embedding by onnxruntime from a prepared folder; neither torch nor transformers is imported.

Dynamic int8 takes the scale of its activations from the whole input, so a text's vector would depend on its
neighbours in a batch (measured: cosine down to .995). Each text is therefore an inference of its own, which also
spares the padding: the same text gives the same vector, alone or among others, to the last bit.

An inference keeps to one thread and passages are shared out among several. Two threads inside an inference gain a
question .9 ms of 3.2 on an idle machine of two cores; on a busy one they wait for each other and it takes 7 ms for
3.5, and a passage of 256 tokens 66 for 34 (measured).
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from onnxruntime import InferenceSession, SessionOptions
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf, NoSuchFile
from tokenizers import Tokenizer

from polycite.adapters.encoder.prepared import GRAPH, TOKENIZER, UNIGRAM, Manifest, read_manifest
from polycite.adapters.encoder.unigram import UnigramTokenizer, load
from polycite.errors import BadModel
from polycite.model import Vectors

INPUT, OUTPUT = "ids", "vector"
_SLOW_FUSIONS = ("SkipLayerNormFusion", "BiasSkipLayerNormFusion")
"""Rewritings that onnxruntime would do at load: a sum and its layer norm as one operator of its own, which takes 35 us
for 18 tokens of e5-small where the two take 8 (1.31, measured)."""


class Ids(Protocol):
    """Text to all its token ids, marks of beginning and end included, never cut."""

    def ids(self, text: str) -> list[int]: ...


class FullTokenizer:
    """The tokenizers library, for every model whose tokenizer is not a plain Unigram one."""

    __slots__ = ("_tokenizer",)

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def ids(self, text: str) -> list[int]:
        """All ids of a text."""
        ids: list[int] = self._tokenizer.encode(text).ids
        return ids


class OnnxEmbedder:
    """An Embedder from a folder that `preparation` made. Safe to share between threads.

    `threads` is how many passages are embedded at once. Raises BadModel when the folder is incomplete or damaged.
    """

    __slots__ = ("_ids", "_session", "_threads", "manifest")

    def __init__(self, folder: Path, threads: int) -> None:
        self.manifest = read_manifest(folder)
        self._ids = _tokenizer(folder, self.manifest)
        self._session = _session(folder)
        self._threads = threads

    @property
    def fingerprint(self) -> str:
        """Model, weights, engine, quantisation and prefixes."""
        return self.manifest.fingerprint

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self.manifest.dimension

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32; a question longer than the window loses its end."""
        vectors = np.empty((len(texts), self.manifest.dimension), np.float32)
        for place, text in enumerate(texts):
            vectors[place] = self._vector(self.manifest.question_prefix + text)
        return vectors

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [n, d], float32; a text that does not fit loses its end, so ask `fits` first."""
        vectors = np.empty((len(texts), self.manifest.dimension), np.float32)
        longest_first = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        prefixed = [self.manifest.passage_prefix + texts[place] for place in longest_first]
        with ThreadPoolExecutor(self._threads) as pool:
            for place, vector in zip(longest_first, pool.map(self._vector, prefixed), strict=True):
                vectors[place] = vector
        return vectors

    def fits(self, text: str) -> bool:
        """Whether all tokens of the text as a passage, marks included, go into the window."""
        return self.tokens(text) <= self.manifest.window

    def tokens(self, text: str) -> int:
        """How many tokens the text has as a passage: prefix and marks of beginning and end included."""
        return len(self._ids.ids(self.manifest.passage_prefix + text))

    def _vector(self, text: str) -> Vectors:
        ids, window = self._ids.ids(text), self.manifest.window
        if len(ids) > window:
            ids = [*ids[: window - 1], ids[-1]]
        (vectors,) = self._session.run([OUTPUT], {INPUT: np.array([ids], np.int64)})
        vector: Vectors = vectors[0]
        return vector


def _tokenizer(folder: Path, manifest: Manifest) -> Ids:
    if UNIGRAM in manifest.files:
        return UnigramTokenizer(load(folder / UNIGRAM))
    return FullTokenizer(folder / TOKENIZER)


def _session(folder: Path) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors alone: onnxruntime warns of every initialiser it folds
    try:
        return InferenceSession(
            folder / GRAPH, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW_FUSIONS
        )
    except (Fail, InvalidGraph, InvalidProtobuf, NoSuchFile) as error:
        raise BadModel(f"the prepared model {folder} is damaged ({error}): run 'polycite model prepare'") from error
