from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from polycite.adapters.encoder.prepared import Manifest, Probe, find, folder_of, read_manifest
from polycite.errors import BadModel

PROBE = Probe(cosine=0.999, cosine_min=0.99, overlap=0.95, first=1.0)
MANIFEST = Manifest(
    name="owner/model",
    weights="0123456789abcdef",
    question_prefix="query: ",
    passage_prefix="passage: ",
    dimension=4,
    window=16,
    engine="onnxruntime 1.2.3",
    quantisation="int8",
    probe=PROBE,
    files={"model.onnx": 3},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A prepared folder of one file, where `find` looks for `owner/model`."""
    folder = folder_of(tmp_path, "owner/model")
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"abc")
    MANIFEST.write(folder)
    return folder


def test_a_manifest_is_read_as_it_was_written(folder: Path) -> None:
    assert read_manifest(folder) == MANIFEST


def test_a_prepared_model_is_found_by_its_name(tmp_path: Path, folder: Path) -> None:
    assert find(tmp_path, "owner/model") == folder
    assert find(tmp_path, "owner/other") is None


def test_a_model_without_its_manifest_is_not_found(tmp_path: Path, folder: Path) -> None:
    (folder / "manifest.json").unlink()
    assert find(tmp_path, "owner/model") is None


def test_a_cut_file_is_refused_and_not_found(tmp_path: Path, folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"ab")
    assert find(tmp_path, "owner/model") is None
    with pytest.raises(BadModel, match=r"model\.onnx has 2 bytes, not 3: run 'polycite model prepare'"):
        read_manifest(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "model.onnx").unlink()
    with pytest.raises(BadModel, match=r"No such file.*model\.onnx: run 'polycite model prepare'"):
        read_manifest(folder)


@pytest.mark.parametrize("text", ["{", "[]", "{}", json.dumps({"probe": {}}), json.dumps({"probe": {"cosin": 1}})])
def test_a_malformed_manifest_is_refused(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadModel, match=r"manifest\.json is malformed .*run 'polycite model prepare'"):
        read_manifest(folder)


@pytest.mark.parametrize(
    "other",
    [
        replace(MANIFEST, name="owner/other"),
        replace(MANIFEST, weights="fedcba9876543210"),
        replace(MANIFEST, question_prefix=""),
        replace(MANIFEST, passage_prefix=""),
        replace(MANIFEST, quantisation="float32"),
        replace(MANIFEST, recipe=99),
    ],
)
def test_whatever_changes_vectors_changes_the_fingerprint(other: Manifest) -> None:
    assert other.fingerprint != MANIFEST.fingerprint


def test_the_version_of_the_engine_and_the_probe_do_not_change_the_fingerprint() -> None:
    other = replace(MANIFEST, engine="onnxruntime 9.9.9", probe=replace(PROBE, overlap=0.9))
    assert other.fingerprint == MANIFEST.fingerprint


def test_a_name_with_slashes_is_one_folder_of_the_cache(tmp_path: Path) -> None:
    assert folder_of(tmp_path, "owner/model").parent == tmp_path
    assert folder_of(tmp_path, "../../etc").parent == tmp_path


def test_two_model_folders_of_one_name_are_prepared_apart(tmp_path: Path) -> None:
    places = [tmp_path / "a" / "model", tmp_path / "b" / "model"]
    for place in places:
        place.mkdir(parents=True)
    first, second = (folder_of(tmp_path, str(place)) for place in places)
    assert first != second


def test_a_model_folder_that_changed_is_prepared_anew(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "weights").write_bytes(b"1")
    before = folder_of(tmp_path, str(model))
    (model / "weights").write_bytes(b"12")
    assert folder_of(tmp_path, str(model)) != before
