"""Claims about `polycite ingest`: its exit code, and what it prints whatever became of the files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ingest import commands
from polycite import bootstrap
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.errors import BadSettings, BadSource
from polycite.last_ingest import NAME, read_last_ingest

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command with a model that needs no preparation, and data of its own."""
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(commands, "embedder", lambda *_: HashingEmbedder())
    return lambda *arguments, **options: CliRunner().invoke(commands.app, list(arguments), **options)


def test_a_run_that_reads_everything_exits_0(command: Command, corpus: Path) -> None:
    done = command(str(corpus), "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["documents"] == 4


def test_usage_names_what_is_to_be_given(command: Command) -> None:
    usage = next(line for line in command("--help").stdout.splitlines() if "Usage:" in line)
    assert "PATH" in usage
    assert "path" not in usage


def test_a_run_in_which_every_file_fails_prints_its_report_and_exits_6(
    command: Command, corpus: Path, tmp_path: Path
) -> None:
    generation = json.loads(command(str(corpus), "--json").stdout)["generation"]
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.txt").write_bytes(b"")
    done = command(str(tmp_path / "bad"), "--json")
    assert done.exit_code == 6
    report = json.loads(done.stdout)
    assert (report["published"], report["generation"], report["documents"]) == (False, generation, 4)
    assert [(one["path"], one["outcome"], one["reason"]) for one in report["files"]] == [
        ("a.txt", "quarantined", "empty")
    ]


def test_an_empty_folder_is_one_clear_line_and_exits_6(command: Command, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = command(str(tmp_path / "nothing"))
    assert done.exit_code == 6
    assert f"{tmp_path / 'nothing'}: empty, holds no document" in done.stdout
    assert "nothing published" in done.stdout
    assert "the index is left as it was" in done.stdout


def test_no_model_is_looked_for_where_nothing_is_to_be_read(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "embedder", bootstrap.embedder)
    monkeypatch.setenv("POLYCITE_EMBEDDER", "llama_index:no.such:Model")
    (tmp_path / "nothing").mkdir()
    assert "holds no document" in command(str(tmp_path / "nothing")).stdout
    with pytest.raises(BadSource, match="does not exist"):
        command(str(tmp_path / "nowhere"), catch_exceptions=False)
    (tmp_path / "nothing" / "rule.txt").write_text("A rule.")
    with pytest.raises(BadSettings, match="cannot be loaded"):
        command(str(tmp_path / "nothing"), catch_exceptions=False)


def test_twins_for_different_readers_exit_6_though_all_is_published(command: Command, corpus: Path) -> None:
    (corpus / "copy.txt").write_bytes((corpus / "en/security.txt").read_bytes())
    (corpus / "catalog.toml").write_text('[[document]]\npath = "copy.txt"\nreaders = ["hr"]\n')
    done = command(str(corpus))
    assert done.exit_code == 6
    assert "readers_differ, the same file as copy.txt" in done.stdout
    assert "all others are in the index" in done.stdout


def test_a_run_leaves_its_report_beside_the_index(command: Command, corpus: Path, tmp_path: Path) -> None:
    (corpus / "bad.txt").write_bytes(b"")
    command(str(corpus))
    told = read_last_ingest(tmp_path / "data")
    assert told is not None
    assert (told.root, told.documents, [one.path for one in told.faulty]) == (str(corpus), 4, ["bad.txt"])


def test_a_report_that_cannot_be_left_costs_a_line_and_not_the_run(
    command: Command, corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "data" / NAME).mkdir(parents=True)
    done = command(str(corpus), "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["documents"] == 4
    assert "the report could not be left" in done.stderr
