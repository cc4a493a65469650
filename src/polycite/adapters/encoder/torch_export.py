"""A sentence-transformers model, all its modules and a final normalisation, as one ONNX graph: ids to unit vector."""

from __future__ import annotations

import hashlib
import logging
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import torch
from huggingface_hub import constants
from sentence_transformers import SentenceTransformer
from torch import Tensor

from polycite.adapters.encoder.onnx_embedder import INPUT, OUTPUT
from polycite.errors import BadModel

_EXAMPLE_TOKENS = 11  # any length but 0 and 1, which torch.export would freeze into the graph
_NO_WINDOW = 512
_HUB_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What is written before a question and before a passage."""

    question: str
    passage: str


class _Vector(torch.nn.Module):
    """One text, unpadded: its ids [1, n] to its unit vector [1, d]."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> Tensor:
        """The vector [1, d] of ids [1, n]."""
        features = self.model({"input_ids": ids, "attention_mask": torch.ones_like(ids)})
        return torch.nn.functional.normalize(features["sentence_embedding"], dim=-1)


def load_torch(name: str) -> SentenceTransformer:
    """A sentence-transformers model by name or folder, on the CPU. Raises BadModel, with the reason, when it fails.

    Where nobody answers who could send it, what was sent before must do: the library would try for minutes.
    """
    alone = not Path(name).is_dir() and not _hub_answers()
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=alone).float().eval()
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        why = f"no folder, not sent before, and {constants.ENDPOINT} does not answer" if alone else str(error)
        raise BadModel(
            f"sentence-transformers cannot load the model {name!r} ({why.splitlines()[0]}): "
            "check the name, or run 'polycite model prepare FOLDER' with a folder it saved"
        ) from error


def _hub_answers() -> bool:
    """Whether models can be fetched by name; any answer will do."""
    if constants.is_offline_mode():
        return False
    try:
        httpx.head(constants.ENDPOINT, timeout=_HUB_SECONDS)
    except httpx.HTTPError:
        return False
    return True


def export(model: SentenceTransformer, path: Path) -> None:
    """Write the float32 graph at `path`, its weights in a file beside it. Raises BadModel when torch cannot export."""
    example = torch.ones(1, _EXAMPLE_TOKENS, dtype=torch.int64)
    length = torch.export.Dim("tokens", min=2, max=window_of(model))
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")  # torch's exporter warns of its own deprecated calls
            torch.onnx.export(
                _Vector(model).eval(),
                (example,),
                path,
                input_names=[INPUT],
                output_names=[OUTPUT],
                dynamic_shapes={"ids": {1: length}},
                dynamo=True,
                external_data=True,
                verbose=False,
            )
    except (torch.onnx.errors.OnnxExporterError, RuntimeError, TypeError) as error:
        raise BadModel(
            f"torch cannot export this model ({str(error).splitlines()[0]}): choose another model"
        ) from error


def window_of(model: SentenceTransformer) -> int:
    """The most tokens the model reads, marks included; 512 where it does not say."""
    return int(model.max_seq_length or _NO_WINDOW)


def prefixes_of(model: SentenceTransformer, name: str) -> Prefixes:
    """The prompts saved with the model; for an e5 without them, e5's; else none."""
    prompts: Mapping[str, str | None] = model.prompts
    question, passage = prompts.get("query"), prompts.get("passage") or prompts.get("document")
    if question or passage:
        return Prefixes(question or "", passage or "")
    return Prefixes("query: ", "passage: ") if "e5-" in Path(name).name.lower() else Prefixes("", "")


def digest_of(graph: Path) -> str:
    """The sha256 of an exported graph's weights: those that are used, and not BERT's pooler, made anew at each load."""
    with graph.with_name(graph.name + ".data").open("rb") as weights:
        return hashlib.file_digest(weights, "sha256").hexdigest()
