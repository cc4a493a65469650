"""What `polycite eval` says of options that make no sense, and of addresses, peers and accepted runs that are none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.eval.gate_command.running import Complaint


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--split", "dev"], "--split 'dev' is none of train, development, test"),
        (["--update-baseline"], "--update-baseline needs --reason TEXT"),
        (["--update-baseline", "--reason", " "], "--update-baseline needs --reason TEXT"),
        (["--update-baseline", "--reason", "x", "--split", "test"], "needs all splits and no --url"),
        (["--update-baseline", "--reason", "x", "--url", "http://127.0.0.1:1"], "needs all splits and no --url"),
        (["--update-baseline", "--reason", "x", "--baseline", "."], "--baseline . is a folder"),
        (["--reason", "x"], "--reason is for --update-baseline"),
        (
            ["--report", "/dev/null/report", "--no-compare"],
            "--report /dev/null/report cannot be made (Not a directory)",
        ),
    ],
)
def test_options_that_make_no_sense_are_refused(complaint: Complaint, arguments: list[str], named: str) -> None:
    code, said = complaint(*arguments)
    assert (code, named in " ".join(said.split())) == (2, True), said
    assert "ingesting" not in said


def test_a_report_that_could_not_be_drawn_is_told_before_anything_is_asked(
    complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "junitparser", None)
    code, said = complaint("--no-compare")
    assert code == 5
    assert "the report needs junitparser: run \"pip install 'polycite[eval]'\"" in said
    assert "ingesting" not in said


@pytest.mark.parametrize("url", ["localhost:8300", "ftp://127.0.0.1", "http://", "http://[::1"])
def test_a_url_that_is_no_address_is_refused(complaint: Complaint, url: str) -> None:
    code, said = complaint("--no-compare", "--url", url)
    assert code == 2
    assert f"--url {url!r} is no address: write http://HOST:PORT" in said


def test_a_deployment_that_does_not_answer_is_unavailable(complaint: Complaint) -> None:
    code, said = complaint("--no-compare", "--url", "http://127.0.0.1:1")
    assert code == 5
    assert "--url http://127.0.0.1:1 does not answer GET /v1/documents" in said
    assert "start it with 'polycite serve', or check the address" in said


@pytest.mark.parametrize(
    ("peer", "why"),
    [
        ("eval.plain", "no function"),
        ("nowhere:dense", "no module 'nowhere'"),
        ("nowhere.at.all:dense", "No module named 'nowhere'"),
        (":dense", "no module ''"),
        ("eval.plain:", "no module 'eval.plain'"),
    ],
)
def test_a_peer_that_is_not_there_is_refused_before_anything_is_asked(
    complaint: Complaint, peer: str, why: str
) -> None:
    code, said = complaint("--no-compare", "--peer", peer)
    assert code == 2
    assert f"--peer {peer!r} cannot be loaded ({why}): write MODULE:FUNCTION" in said
    assert "ingesting" not in said


def test_without_an_accepted_run_there_is_nothing_to_compare_with(complaint: Complaint, gold: Path) -> None:
    code, said = complaint()
    assert code == 2
    assert f"{gold.parent}/baseline.json is not there: accept a run with --update-baseline --reason TEXT" in said


@pytest.mark.parametrize("held", ["", "[]", '{"accepted": "2026-11-21"}', "\xff"])
def test_a_file_that_is_no_accepted_run_is_named(complaint: Complaint, gold: Path, held: str) -> None:
    (gold.parent / "baseline.json").write_bytes(held.encode("latin-1"))
    code, said = complaint()
    assert code == 2
    assert f"{gold.parent}/baseline.json" in said
    assert "--update-baseline --reason TEXT" in said
