from __future__ import annotations

from pathlib import Path

import pytest

from polycite.errors import BadSettings
from polycite.model import LANGUAGES
from polycite.settings import Settings, load_settings
from polycite.web.site import Site, site_of
from polycite.web.suggested import read_suggestions

SAMPLE = Path(__file__).parents[3] / "corpus" / "suggestions.toml"


def written(folder: Path, text: str) -> Path:
    path = folder / "suggestions.toml"
    path.write_text(text, "utf-8")
    return path


def test_questions_keep_the_order_of_the_operator(tmp_path: Path) -> None:
    path = written(tmp_path, 'nl = ["Twee?", " Een? "]\nen = []\n')
    assert read_suggestions(path) == {"nl": ("Twee?", "Een?"), "en": ()}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("nl = [", "is not TOML"),
        ('de = ["Wann?"]', "de"),
        ('nl = "Wanneer?"', "nl"),
        ("nl = [1]", "nl.0"),
        ('nl = ["  "]', "nl.0"),
        (f'fr = ["{"a" * 2001}"]', "fr.0"),
        (f"en = {['x?'] * 13}", "en"),
    ],
)
def test_a_file_that_is_not_right_is_named_with_the_place(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(BadSettings, match="POLYCITE_SUGGESTIONS") as told:
        read_suggestions(written(tmp_path, text))
    assert named in str(told.value)
    assert "suggestions.toml" in str(told.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="cannot be read"):
        read_suggestions(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b'nl = ["\xff"]')
    with pytest.raises(BadSettings, match="is not TOML"):
        read_suggestions(path)


def test_the_site_has_what_the_setting_names_and_nothing_without_it(tmp_path: Path) -> None:
    path = written(tmp_path, 'nl = ["Hoe lang?"]')
    assert site_of(load_settings({"POLYCITE_SUGGESTIONS": str(path)})).suggestions == {"nl": ("Hoe lang?",)}
    assert site_of(Settings()).suggestions == Site().suggestions == {}


def test_the_sample_suggests_questions_in_every_language() -> None:
    sample = read_suggestions(SAMPLE)
    assert {language: len(sample[language]) >= 3 for language in LANGUAGES} == dict.fromkeys(LANGUAGES, True)
