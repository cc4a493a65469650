"""Settings come from the environment they are given, and what is wrong with it is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polycite.errors import BadSettings
from polycite.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process' own environment says something else, and is never looked at."""
    monkeypatch.setenv("POLYCITE_DEPTH", "99")
    monkeypatch.setenv("POLYCITE_DATA_DIR", "/nowhere")


def test_state_lives_in_a_folder_of_the_users_by_default() -> None:
    settings = load_settings({})
    assert settings.data_dir.is_absolute()
    assert settings.data_dir != Path("/nowhere")
    assert not settings.data_dir.is_relative_to(Path.cwd())


def test_a_setting_comes_from_the_environment_given_and_from_no_other() -> None:
    assert load_settings({"POLYCITE_DEPTH": "80"}).depth == 80
    assert load_settings({}).depth == Settings().depth == 50


def test_every_kind_of_setting_is_read_from_its_words(tmp_path: Path) -> None:
    told = {
        "POLYCITE_DATA_DIR": str(tmp_path),
        "POLYCITE_QDRANT_URL": "http://127.0.0.1:6333",
        "POLYCITE_QDRANT_API_KEY": "hunter2",
        "POLYCITE_DEFAULT_READERS": '["public", "hr"]',
        "POLYCITE_READER_SECONDS": "2.5",
        "POLYCITE_ORIGINS": '["https://intranet.example.org", "http://127.0.0.1:8400", "http://[::1]:8400"]',
        "PATH": "/bin",
    }
    settings = load_settings(told)
    assert (settings.data_dir, settings.qdrant_url) == (tmp_path, "http://127.0.0.1:6333")
    assert (settings.default_readers, settings.reader_seconds) == (("public", "hr"), 2.5)
    assert settings.origins == ("https://intranet.example.org", "http://127.0.0.1:8400", "http://[::1]:8400")
    assert settings.qdrant_api_key is not None
    assert settings.qdrant_api_key.get_secret_value() == "hunter2"
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_variable_is_one_that_is_not_set(empty: str) -> None:
    names = Settings.model_fields.keys() - {"default_readers"}
    assert load_settings({f"POLYCITE_{name.upper()}": empty for name in names}) == load_settings({})


def test_who_may_read_is_never_guessed_from_an_empty_variable() -> None:
    with pytest.raises(BadSettings, match=r"POLYCITE_DEFAULT_READERS is empty: write \[\] for nobody"):
        load_settings({"POLYCITE_DEFAULT_READERS": " "})
    assert load_settings({"POLYCITE_DEFAULT_READERS": "[]"}).default_readers == ()


def test_an_unknown_variable_is_named_with_the_known_ones() -> None:
    with pytest.raises(BadSettings, match=r"POLYCITE_DEPHT.*POLYCITE_DEPTH"):
        load_settings({"POLYCITE_DEPHT": "80"})


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("POLYCITE_DEPTH", "5", "POLYCITE_DEPTH: Input should be greater than or equal to 10"),
        (
            "POLYCITE_QDRANT_URL",
            "localhost:6333",
            "POLYCITE_QDRANT_URL: is not the address of a server: write http://HOST:PORT",
        ),
        (
            "POLYCITE_DEFAULT_READERS",
            "public,hr",
            'POLYCITE_DEFAULT_READERS: lists are written as JSON, for example POLYCITE_DEFAULT_READERS=\'["public", ',
        ),
        ("POLYCITE_DEFAULT_READERS", '"public"', "POLYCITE_DEFAULT_READERS: lists are written as JSON, "),
        ("POLYCITE_DEFAULT_READERS", "[1]", "POLYCITE_DEFAULT_READERS: Input should be a valid string"),
        (
            "POLYCITE_ORIGINS",
            "https://intranet.example.org",
            "POLYCITE_ORIGINS: lists are written as JSON, for example "
            "POLYCITE_ORIGINS='[\"https://intranet.example.org\"]'",
        ),
    ],
)
def test_a_malformed_value_is_named_with_its_variable(variable: str, value: str, named: str) -> None:
    with pytest.raises(BadSettings) as caught:
        load_settings({variable: value})
    assert str(caught.value).startswith(named)


def test_the_journal_is_discreet_and_the_owners_page_shut_unless_told_otherwise() -> None:
    known = load_settings({})
    assert (known.questions, known.retention_days, known.owner_page) == ("pseudonymous", 30, False)
    told = load_settings({"POLYCITE_QUESTIONS": "off", "POLYCITE_RETENTION_DAYS": "7", "POLYCITE_OWNER_PAGE": "true"})
    assert (told.questions, told.retention_days, told.owner_page) == ("off", 7, True)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("QUESTIONS", "some"), ("RETENTION_DAYS", "0"), ("RETENTION_DAYS", "3651"), ("OWNER_PAGE", "perhaps")],
)
def test_a_setting_of_the_journal_out_of_its_bounds_is_named(variable: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"POLYCITE_{variable}"):
        load_settings({f"POLYCITE_{variable}": value})


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSettings, match=r"POLYCITE_DATA_DIR: .*file is a file: name a folder"):
        load_settings({"POLYCITE_DATA_DIR": str(tmp_path / "file")})


def test_no_other_origin_is_allowed_by_default() -> None:
    assert load_settings({}).origins == ()


@pytest.mark.parametrize(
    "given",
    [
        "*",
        "null",
        "",
        "intranet.example.org",
        "https://intranet.example.org/",
        "https://intranet.example.org/page",
        "https://intranet.example.org?x",
        "https://*.example.org",
        "https://Intranet.example.org",
        "https://intranet.example.org:443",
        "http://intranet.example.org:80",
        "https://user@intranet.example.org",
        "https://intranet.example.org ",
        "https://intranet.example.org\n",
        "ftp://intranet.example.org",
        "https://-",
        "https://intranet.example.org; script-src *",
    ],
)
def test_an_origin_that_no_browser_would_send_is_refused_with_how_to_write_one(given: str) -> None:
    with pytest.raises(BadSettings) as caught:
        load_settings({"POLYCITE_ORIGINS": json.dumps([given])})
    assert str(caught.value).startswith(f"POLYCITE_ORIGINS: {given!r} is not an origin as browsers send it")
    assert "https://intranet.example.org" in str(caught.value)


def test_the_usual_port_of_the_other_scheme_is_a_port_like_any() -> None:
    given = ["http://intranet.example.org:443", "https://intranet.example.org:80"]
    assert load_settings({"POLYCITE_ORIGINS": json.dumps(given)}).origins == tuple(given)
