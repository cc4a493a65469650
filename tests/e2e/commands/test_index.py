"""What the commands say of the index and of themselves: real processes, the real model, real files."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.e2e.commands.running import Run


def test_ingest_reports_every_file_as_json(indexed: subprocess.CompletedProcess[str]) -> None:
    assert indexed.returncode == 0, indexed.stderr
    report = json.loads(indexed.stdout)
    assert {one["path"]: one["outcome"] for one in report["files"]} == {
        "conges.md": "live",
        "security.html": "live",
        "steun.txt": "live",
    }


@pytest.mark.usefixtures("indexed")
def test_status_lists_the_documents(run: Run) -> None:
    done = run("status")
    assert done.returncode == 0
    assert "3 documents" in done.stdout
    assert "steun.txt" in done.stdout


@pytest.mark.usefixtures("indexed")
def test_doctor_finds_all_well_and_names_the_embedder(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert "multilingual-e5-small" in done.stdout


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"polycite {version('polycite')}\n"


@pytest.mark.usefixtures("indexed")
def test_a_second_run_embeds_nothing(run: Run, corpus: Path) -> None:
    report = json.loads(run(str(corpus), "--json", module="ingest").stdout)
    assert (report["published"], report["embedded"]) == (False, 0)


@pytest.mark.usefixtures("indexed")
def test_terms_shows_what_a_word_is_looked_for_as(run: Run) -> None:
    found = json.loads(run("terms", "steun congé", "--json").stdout)
    assert {(one["word"], one["home"]) for one in found} <= {("steun", "nl"), ("congé", "fr")}
    assert all(one["away"] != one["home"] and one["words"] for one in found)
    assert "no bridge" in run("terms", "xyzzy").stdout
