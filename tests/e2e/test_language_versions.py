"""Language versions as a user meets them: real processes, the real model, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DUTCH = (
    "# Verlof\n\n## Aantal dagen\n\nHet personeel heeft recht op zesentwintig dagen verlof per jaar. "
    "De aanvraag gebeurt drie weken vooraf bij het diensthoofd.\n\n## Overdracht\n\n"
    "Hoogstens vijf dagen gaan over naar het volgende jaar. Ze vervallen op 30 april 2027.\n"
)
FRENCH = (
    "# Congés\n\n## Nombre de jours\n\nLe personnel a droit à 26 jours de congé par an. "
    "La demande est introduite trois semaines à l'avance auprès du chef de service.\n\n## Report\n\n"
    "Cinq jours au plus sont reportés à l'année suivante. Ils sont perdus le 30 juin 2027.\n"
)
CATALOG = """
[[document]]
path = "verlof.md"
language = "nl"
family = "leave"

[[document]]
path = "conges.md"
language = "fr"
family = "leave"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prepared_model: Path) -> Path:
    """A data folder with an index of two versions of one text."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "models").symlink_to(prepared_model.parent)
    corpus = tmp_path_factory.mktemp("corpus")
    for name, words in (("verlof.md", DUTCH), ("conges.md", FRENCH), ("catalog.toml", CATALOG)):
        (corpus / name).write_text(words, encoding="utf-8")
    done = polycite(folder, "ingest", str(corpus))
    assert done.returncode == 0, done.stderr
    return folder


def polycite(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCITE_")}
    command = [sys.executable, "-m", "polycite", *arguments]
    environment = {**kept, "POLYCITE_DATA_DIR": str(home)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)


def cited(home: Path, question: str) -> dict[str, Any]:
    done = polycite(home, "ask", question, "--json")
    assert done.returncode == 0, done.stderr
    first: dict[str, Any] = json.loads(done.stdout)["citations"][0]
    return first


@pytest.mark.parametrize(
    ("question", "language", "words", "elsewhere"),
    [
        ("Hoeveel dagen verlof heeft het personeel per jaar?", "nl", "zesentwintig dagen", "26 jours"),
        ("Combien de jours de congé le personnel a-t-il par an ?", "fr", "26 jours", "zesentwintig dagen"),
    ],
)
def test_an_answer_cites_the_askers_version_and_quotes_the_other(
    home: Path, question: str, language: str, words: str, elsewhere: str
) -> None:
    citation = cited(home, question)
    (other,) = citation["equivalents"]
    assert citation["language"] == language
    assert words in citation["quote"]
    assert elsewhere in other["quote"]
    assert other["quote"] in (FRENCH if language == "nl" else DUTCH)
    assert other["document_id"] != citation["document"]["id"]


def test_a_person_reads_where_else_it_stands(home: Path) -> None:
    assert "ook in: fr conges.md" in polycite(home, "ask", "Hoeveel dagen verlof heeft het personeel per jaar?").stdout


def test_drift_names_the_one_date_that_differs_and_exits_0(home: Path) -> None:
    done = polycite(home, "drift", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    (drifted,) = report["drifted"]
    assert (report["pairs"], report["aligned"], report["alone"]) == (1, 4, [])
    assert (drifted["family"], drifted["matters"]) == ("leave", ["dates"])
    assert {*drifted["only_one"], *drifted["only_other"]} == {"month 4", "month 6"}


def test_drift_is_a_table_for_people(home: Path) -> None:
    done = polycite(home, "drift")
    assert done.returncode == 0
    assert "leave: dates" in done.stdout
    assert "4 aligned sentences of 1 pairs of versions: 1 differ, 0 sentences have no counterpart" in done.stdout


def test_without_an_index_drift_says_what_to_run(tmp_path: Path) -> None:
    done = polycite(tmp_path, "drift")
    assert (done.returncode, done.stdout) == (3, "")
    assert "polycite ingest" in done.stderr
