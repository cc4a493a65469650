"""Preparing a tiny random BERT that the tests save themselves, through the door and on the workbench behind it."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling

from polycite.adapters.encoder import preparation, workbench
from polycite.adapters.encoder.onnx_embedder import OnnxEmbedder
from polycite.adapters.encoder.preparation import REFUSED, Bounds, Job, job_of, prepare
from polycite.adapters.encoder.prepared import RECIPE, Manifest, find, folder_of, read_manifest
from polycite.errors import BadModel, Unavailable
from tests.adapters.tiny import WIDTH, WINDOW, save_tiny_bert

PROMPTS = {"query": "parking ", "passage": "desk "}
LOOSE, UNREACHABLE = Bounds(cosine_min=0.9, overlap=0.1), Bounds(cosine_min=1.1)
TEXTS = ["parking permits", "a desk", "0 1 2 3 4 5 6 7 8 9"]


def silent(_what: str, _share: float) -> None:
    """Notices nothing."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_bert(tmp_path_factory.mktemp("saved") / "tiny-bert", prompts=PROMPTS)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, float]]:
    return []


@pytest.fixture(scope="module")
def prepared(tiny: Path, cache: Path, steps: list[tuple[str, float]]) -> Path:
    """Prepared by a process of its own, as users have it done."""
    return prepare(str(tiny), cache, lambda *step: steps.append(step), cache / "torch", LOOSE)


@pytest.fixture(scope="module")
def original(tiny: Path) -> SentenceTransformer:
    return SentenceTransformer(str(tiny), device="cpu")


def worked(name: str, folder: Path, bounds: Bounds = LOOSE) -> Manifest:
    """The workbench's work, in this process."""
    folder.mkdir()
    return workbench.work(Job(name, str(folder), None, bounds), silent)


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, commands: str) -> None:
    """Have a shell script run in the workbench's place."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{commands}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


def test_a_saved_model_becomes_a_folder_that_is_found_again(tiny: Path, cache: Path, prepared: Path) -> None:
    assert find(cache, str(tiny)) == prepared
    assert {file.name for file in prepared.iterdir()} == {
        "manifest.json",
        "model.onnx",
        "tokenizer.json",
        "weights.bin",
    }


def test_nothing_half_done_is_left_beside_it(cache: Path, prepared: Path) -> None:
    assert {file.name for file in cache.iterdir()} == {prepared.name, prepared.name + ".lock", "torch"}


def test_progress_goes_from_nothing_to_all_and_never_back(prepared: Path, steps: list[tuple[str, float]]) -> None:
    assert prepared.is_dir()
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len({what for what, _ in steps}) >= 5


def test_the_manifest_says_what_was_prepared_and_how_near_it_is(prepared: Path) -> None:
    manifest = read_manifest(prepared)
    assert (manifest.name, manifest.dimension, manifest.window) == ("tiny-bert", WIDTH, WINDOW)
    assert (manifest.question_prefix, manifest.passage_prefix) == ("parking ", "desk ")
    assert manifest.quantisation == workbench.INT8
    assert LOOSE.cosine_min <= manifest.probe.cosine_min <= manifest.probe.cosine <= 1.00001
    assert manifest.files["model.onnx"] == (prepared / "model.onnx").stat().st_size


def test_the_served_vectors_are_nearly_those_of_torch(prepared: Path, original: SentenceTransformer) -> None:
    served = OnnxEmbedder(prepared, threads=1)
    for vectors, prefix in ((served.embed_questions(TEXTS), "parking "), (served.embed_passages(TEXTS), "desk ")):
        expected = original.encode(TEXTS, prompt=prefix, normalize_embeddings=True)
        assert (vectors * expected).sum(axis=1).min() > 0.99


def test_a_prepared_model_is_not_prepared_again(tiny: Path, cache: Path, prepared: Path) -> None:
    steps: list[str] = []
    assert prepare(str(tiny), cache, lambda what, _share: steps.append(what), cache / "torch") == prepared
    assert steps == []


def test_the_torch_model_kept_is_the_same_model(cache: Path, prepared: Path, original: SentenceTransformer) -> None:
    assert prepared.is_dir()
    kept = SentenceTransformer(str(cache / "torch"), device="cpu")
    assert np.array_equal(kept.encode(TEXTS), original.encode(TEXTS))


def test_where_int8_fails_its_probe_float32_is_served(
    tiny: Path, tmp_path: Path, prepared: Path, original: SentenceTransformer
) -> None:
    manifest = worked(str(tiny), tmp_path / "float32", UNREACHABLE)
    assert manifest.quantisation == workbench.FLOAT32
    assert manifest.probe.cosine_min > 0.9999
    served = OnnxEmbedder(tmp_path / "float32", threads=1).embed_passages(TEXTS)
    assert served == pytest.approx(original.encode(TEXTS, prompt="desk ", normalize_embeddings=True), abs=1e-5)
    assert manifest.weights == read_manifest(prepared).weights
    assert manifest.fingerprint != read_manifest(prepared).fingerprint


def test_a_model_that_is_not_drawn_is_exported(tiny: Path, tmp_path: Path) -> None:
    """The greatest of each number over the tokens, which the drawn graph does not know."""
    encoder = SentenceTransformer(str(tiny), device="cpu")[0]
    greatest = SentenceTransformer(modules=[encoder, Pooling(WIDTH, pooling_mode="max")], device="cpu")
    greatest.save(str(tmp_path / "greatest"), create_model_card=False)
    manifest = worked(str(tmp_path / "greatest"), tmp_path / "made")
    assert manifest.quantisation == workbench.INT8
    assert manifest.probe.cosine_min > 0.99
    expected = greatest.encode(TEXTS, normalize_embeddings=True)
    served = OnnxEmbedder(tmp_path / "made", threads=1).embed_passages(TEXTS)
    assert (served * expected).sum(axis=1).min() > 0.99


def test_other_weights_have_another_fingerprint(tmp_path: Path, prepared: Path) -> None:
    other = worked(str(save_tiny_bert(tmp_path / "tiny-bert", seed=2, prompts=PROMPTS)), tmp_path / "other")
    assert other.name == read_manifest(prepared).name
    assert other.fingerprint != read_manifest(prepared).fingerprint


def test_a_refused_model_leaves_nothing_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, f"echo noise >&2; echo it has no words >&2; exit {REFUSED}")
    with pytest.raises(BadModel, match=r"^it has no words$"):
        prepare("owner/model", tmp_path / "cache", silent)
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [f"owner--model-r{RECIPE}.lock"]


def test_the_workbench_says_its_steps_and_ends_well(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "made").mkdir()
    assert workbench.main([Job(str(tiny), str(tmp_path / "made"), None, LOOSE).written()]) == 0
    steps = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert steps[0] == ["reading the weights", 0.0]
    assert find(tmp_path, "absent") is None


def test_the_workbench_refuses_a_bad_model_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "bad").mkdir()
    assert workbench.main([Job(str(tmp_path / "bad"), str(tmp_path / "made"), None, LOOSE).written()]) == REFUSED
    assert "cannot load the model" in capsys.readouterr().err.splitlines()[-1]


def test_a_job_is_read_as_it_was_written() -> None:
    job = Job("é/model", "/folder", None, Bounds(0.5, 0.25))
    assert job_of(job.written()) == job


def test_a_process_that_dies_is_reported_with_its_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "kill -9 $$")
    with pytest.raises(
        BadModel, match=r"preparing owner/model was ended by signal 9, .*memory.*polycite model prepare"
    ):
        prepare("owner/model", tmp_path / "cache", silent)


def test_a_process_that_fails_is_reported_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "echo no room >&2; exit 1")
    with pytest.raises(BadModel, match=r"preparing owner/model ended with 1: no room: run 'polycite model prepare"):
        prepare("owner/model", tmp_path / "cache", silent)


def test_a_second_process_waits_for_the_first_ones_folder(tiny: Path, tmp_path: Path, prepared: Path) -> None:
    folder = folder_of(tmp_path, str(tiny))
    found: list[Path] = []
    said = threading.Event()
    with FileLock(folder.with_name(folder.name + ".lock")):
        second = threading.Thread(
            target=lambda: found.append(prepare(str(tiny), tmp_path, lambda _what, _share: said.set()))
        )
        second.start()
        assert said.wait(20)
        prepared_elsewhere = folder.with_name("elsewhere")
        prepared_elsewhere.symlink_to(prepared)
        prepared_elsewhere.rename(folder)
    second.join(20)
    assert found == [folder]


def test_a_first_process_that_hangs_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "_PATIENCE", 0.0)
    folder = folder_of(tmp_path, "owner/model")
    with FileLock(folder.with_name(folder.name + ".lock")), pytest.raises(Unavailable, match="another process"):
        prepare("owner/model", tmp_path, silent)


def test_what_a_killed_preparation_left_is_replaced(
    tiny: Path, tmp_path: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path, str(tiny))
    partial = folder.with_name("." + folder.name)
    partial.mkdir()
    (partial / "half").write_bytes(b"of it")
    folder.mkdir()
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    stand_in(tmp_path, monkeypatch, f"cp {prepared}/* {partial}/")
    assert prepare(str(tiny), tmp_path, silent) == folder
    assert {file.name for file in folder.iterdir()} == {file.name for file in prepared.iterdir()}
