from __future__ import annotations

from pathlib import Path

import pytest

from polycite.errors import BadSettings
from polycite.settings import load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POLYCITE_DATA_DIR", "POLYCITE_QDRANT_URL"):
        monkeypatch.delenv(name, raising=False)


def test_state_lives_in_a_folder_of_the_users_by_default() -> None:
    settings = load_settings({})
    assert settings.data_dir.is_absolute()
    assert not settings.data_dir.is_relative_to(Path.cwd())


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_DEPTH", "80")
    assert load_settings({"POLYCITE_DEPTH": "80"}).depth == 80


def test_an_unknown_variable_is_named_with_the_known_ones() -> None:
    with pytest.raises(BadSettings, match=r"POLYCITE_DEPHT.*POLYCITE_DEPTH"):
        load_settings({"POLYCITE_DEPHT": "80"})


def test_a_number_out_of_bounds_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_DEPTH", "5")
    with pytest.raises(BadSettings, match="POLYCITE_DEPTH"):
        load_settings({"POLYCITE_DEPTH": "5"})


def test_a_list_that_is_not_json_says_how_to_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_DEFAULT_READERS", "public,hr")
    with pytest.raises(BadSettings, match="JSON"):
        load_settings({"POLYCITE_DEFAULT_READERS": "public,hr"})


def test_the_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_QDRANT_API_KEY", "hunter2")
    assert "hunter2" not in repr(load_settings({"POLYCITE_QDRANT_API_KEY": "hunter2"}))


def test_a_server_is_named_by_a_whole_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_QDRANT_URL", "localhost:6333")
    with pytest.raises(BadSettings, match="POLYCITE_QDRANT_URL"):
        load_settings({"POLYCITE_QDRANT_URL": "localhost:6333"})


def test_a_data_folder_that_is_a_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path / "file"))
    with pytest.raises(BadSettings, match="is a file"):
        load_settings({"POLYCITE_DATA_DIR": "x"})
