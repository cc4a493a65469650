from __future__ import annotations

from pathlib import Path

import pytest

from ingest.own_terms import OwnTerms, own_terms
from polycite.model import LANGUAGES

SOUND = '[[term]]\nnl = ["RSZ"]\nfr = ["ONSS"]\n'
CORPUS = Path(__file__).parents[2] / "corpus"


def written(folder: Path, text: str) -> OwnTerms:
    (folder / "terms.toml").write_text(text, encoding="utf-8")
    return own_terms(folder)


def test_terms_are_read_in_order(tmp_path: Path) -> None:
    found = written(tmp_path, SOUND + '[[term]]\nen = [" leave ", "holiday"]\nnl = ["verlof"]\n')
    assert found.concepts == ({"nl": ("RSZ",), "fr": ("ONSS",)}, {"nl": ("verlof",), "en": ("leave", "holiday")})
    assert (found.faults, found.reports) == ((), ())


def test_a_folder_without_terms_has_none(tmp_path: Path) -> None:
    assert own_terms(tmp_path) == OwnTerms()


def test_one_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("verlof", encoding="utf-8")
    assert own_terms(tmp_path / "a.txt") == OwnTerms()


def test_other_bytes_have_another_digest(tmp_path: Path) -> None:
    assert written(tmp_path, SOUND).digest != written(tmp_path, SOUND + "# seen\n").digest != ""


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ('nl = ["a"]', "fewer than two languages"),
        ('nl = ["a"]\nde = ["b"]', "'de' is no language: the keys are nl, fr, en"),
        ('nl = ["a"]\nfr = "b"', "fr is no list of words"),
        ('nl = ["a"]\nfr = []', "fr is no list of words"),
        ('nl = ["a"]\nfr = [" "]', "fr is no list of words"),
        ('nl = ["a"]\nfr = [1]', "fr is no list of words"),
    ],
)
def test_a_wrong_term_is_named_by_its_line_and_the_others_are_used(tmp_path: Path, term: str, told: str) -> None:
    found = written(tmp_path, f"{SOUND}\n[[term]]\n{term}\n")
    (report,) = found.reports
    assert found.concepts == ({"nl": ("RSZ",), "fr": ("ONSS",)},)
    assert (report.path, report.outcome, report.reason, report.bad) == ("terms.toml", "quarantined", "bad_terms", True)
    assert report.message.startswith("line 5: ")
    assert told in report.message
    assert report.message.endswith("the other 1 are used: correct it and run 'polycite ingest' again")


def test_what_is_no_toml_is_named_by_line_and_column(tmp_path: Path) -> None:
    found = written(tmp_path, SOUND + "nl = ?\n")
    assert found.concepts == ()
    assert "line 4" in found.reports[0].message
    assert "no own terms are used" in found.reports[0].message


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "terms.toml").write_bytes(b"\xff\xfe")
    assert "no TOML in UTF-8" in own_terms(tmp_path).reports[0].message


@pytest.mark.parametrize("text", ["term = 3\n", '[term]\nnl = ["a"]\n'])
def test_terms_are_a_list(tmp_path: Path, text: str) -> None:
    assert "'term' is no list" in written(tmp_path, text).reports[0].message


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    found = written(tmp_path, f"words = 1\n{SOUND}")
    assert "'words' is unknown" in found.reports[0].message
    assert len(found.concepts) == 1


def test_a_term_written_without_a_header_is_named_by_its_number(tmp_path: Path) -> None:
    assert written(tmp_path, 'term = [{nl = ["a"]}, 3]\n').faults == (
        "term 1: has fewer than two languages: a term says the same in two or three",
        "term 2: is no table: write nl, fr and en below [[term]]",
    )


def test_many_faults_are_counted(tmp_path: Path) -> None:
    assert "and 2 more" in written(tmp_path, '[[term]]\nnl = ["a"]\n' * 7).reports[0].message


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "terms.toml").symlink_to(tmp_path / "elsewhere.toml")
    found = own_terms(tmp_path)
    assert (found.concepts, len(found.reports)) == ((), 1)


def test_the_sample_agency_names_its_own_in_three_languages() -> None:
    found = own_terms(CORPUS)
    assert found.faults == ()
    assert 30 <= len(found.concepts) <= 60
    assert all(set(concept) == set(LANGUAGES) for concept in found.concepts)
