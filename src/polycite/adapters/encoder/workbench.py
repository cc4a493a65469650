"""Prepares one model, in a process of its own: `python -m polycite.adapters.encoder.workbench JOB` with a job in JSON.

torch, transformers and the exporter take 2 GB and many seconds; all of it goes when this process ends. Each line on
standard output is a step: its name and the share of the whole that is done. A BadModel's message goes to standard error
and the exit code is 3.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import onnx
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from polycite.adapters.encoder import bert_graph, e5_weights, probe, quantisation
from polycite.adapters.encoder.e5_torch import assembled
from polycite.adapters.encoder.onnx_embedder import OnnxEmbedder
from polycite.adapters.encoder.preparation import REFUSED, Job, job_of
from polycite.adapters.encoder.prepared import DEFAULT, GRAPH, TOKENIZER, UNIGRAM, Manifest, Probe
from polycite.adapters.encoder.torch_export import digest_of, export, load_torch, prefixes_of, window_of
from polycite.errors import BadModel
from polycite.model import Vectors
from polycite.ports import Notice

INT8, FLOAT32 = "int8 with outliers in float32", "float32"
_UNPROBED = Probe(0, 0, 0, 0)


def work(job: Job, notice: Notice) -> Manifest:
    """Fill `job.folder` with a model ready to serve. Raises BadModel."""
    folder = Path(job.folder)
    with _scratch(folder) as scratch:
        notice("reading the weights", 0.0)
        model = _torch(job, folder, scratch)
        notice("exporting the model", 0.35)
        _draw(model, scratch / GRAPH)
        manifest = _described(job, model, scratch / GRAPH)
        return _served(job, manifest, model, scratch / GRAPH, notice)


def _draw(model: SentenceTransformer, path: Path) -> None:
    """The float32 graph: drawn by hand for a BERT, by torch's exporter for every other model."""
    graph = bert_graph.drawing(model)
    if graph:
        bert_graph.write(graph, path)
    else:
        export(model, path)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    scratch = folder / "scratch"
    scratch.mkdir(parents=True)
    yield scratch
    shutil.rmtree(scratch)


def _torch(job: Job, folder: Path, scratch: Path) -> SentenceTransformer:
    """The model in torch; its tokenizer is written where it will serve, the model itself where it is to be kept."""
    if job.name == DEFAULT:
        weights = e5_weights.read(e5_weights.locate())
        weights.vocabulary.save(folder / UNIGRAM)
        model = assembled(weights, scratch / "torch")
    else:
        model = load_torch(job.name)
        _write_tokenizer(model, folder / TOKENIZER)
    if job.keep_torch:
        model.save(job.keep_torch, create_model_card=False)
    return model


def _write_tokenizer(model: SentenceTransformer, path: Path) -> None:
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise BadModel("this model has no fast tokenizer: save it with one, or choose another model")
    backend.save(str(path))


def _described(job: Job, model: SentenceTransformer, graph: Path) -> Manifest:
    prefixes = prefixes_of(model, job.name)
    return Manifest(
        name=Path(job.name).resolve().name if Path(job.name).is_dir() else job.name,
        weights=e5_weights.SHA256 if job.name == DEFAULT else digest_of(graph),
        question_prefix=prefixes.question,
        passage_prefix=prefixes.passage,
        dimension=int(model.get_embedding_dimension() or 0),
        window=window_of(model),
        engine=f"onnxruntime {version('onnxruntime')}",
        quantisation=INT8,
        probe=_UNPROBED,
        files={},
    )


def _served(job: Job, manifest: Manifest, model: SentenceTransformer, graph: Path, notice: Notice) -> Manifest:
    """int8 where it passes the probe, float32 where it does not."""
    folder = Path(job.folder)
    original = _original(model, manifest)
    notice("quantising", 0.6)
    quantisation.quantise(graph, folder, _samples(model, manifest), GRAPH)
    notice("checking against the original", 0.9)
    quantised = _probed(manifest, folder, original)
    if probe.good_enough(quantised.probe, job.bounds):
        return quantised
    notice("keeping float32: int8 strays too far on this processor", 0.95)
    quantisation.save(onnx.load(graph), folder / GRAPH)
    return _probed(replace(manifest, quantisation=FLOAT32), folder, original)


def _original(model: SentenceTransformer, manifest: Manifest) -> probe.Views:
    def encode(prefix: str, texts: Sequence[str]) -> Vectors:
        prefixed = [prefix + text for text in texts]
        vectors: Vectors = model.encode(prefixed, prompt="", normalize_embeddings=True, show_progress_bar=False)
        return vectors

    return probe.Views(
        encode(manifest.question_prefix, probe.QUESTIONS), encode(manifest.passage_prefix, probe.PASSAGES)
    )


def _samples(model: SentenceTransformer, manifest: Manifest) -> list[list[int]]:
    """Token ids of the probe's texts: two of three as they are, the rest as one long text."""
    questions = [manifest.question_prefix + text for text in probe.QUESTIONS[::2]]
    passages = [manifest.passage_prefix + text for text in probe.PASSAGES[::2]]
    long = manifest.passage_prefix + " ".join(probe.PASSAGES)
    ids = model.tokenizer([*questions, *passages, long], truncation=True, max_length=manifest.window)["input_ids"]
    return [list(one) for one in ids]


def _probed(manifest: Manifest, folder: Path, original: probe.Views) -> Manifest:
    """The manifest with its probe and file sizes, written."""
    sizes = {file.name: file.stat().st_size for file in sorted(folder.iterdir()) if file.is_file()}
    sizes.pop("manifest.json", None)
    bare = replace(manifest, files=sizes)
    bare.write(folder)
    served = OnnxEmbedder(folder, threads=2)
    views = probe.Views(served.embed_questions(probe.QUESTIONS), served.embed_passages(probe.PASSAGES))
    probed = replace(bare, probe=probe.compare(views, original))
    probed.write(folder)
    return probed


def say(what: str, share: float) -> None:
    """One step on standard output, as a line of JSON."""
    print(json.dumps([what, share]), flush=True)


def main(arguments: Sequence[str], notice: Notice = say) -> int:
    """The process: one job in, 0 or REFUSED out."""
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        work(job_of(arguments[0]), notice)
    except BadModel as error:
        print(error, file=sys.stderr)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
