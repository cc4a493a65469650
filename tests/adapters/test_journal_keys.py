"""The keys that askers are named by are made, turned and dropped in time, and nobody else reads them."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from polycite.adapters.journal.keys import KeyFile, pseudonym
from polycite.errors import UnknownAnswer
from polycite.journal import Feedback
from tests.adapters.journals import JO, Clock, day, journal_in, kept


def test_a_key_is_made_at_first_use_and_kept(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "deep" / "journal.key", 30)
    (first,) = keys(day(0))
    assert len(first) == 32
    assert KeyFile(keys.path, 30)(day(29)) == (first,)


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "journal.key", 30)
    for number in (0, 30):
        keys(day(number))
        assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600


def test_a_key_is_turned_after_its_days_and_the_old_one_still_recognises(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "journal.key", 30)
    (first,) = keys(day(0))
    second, old = keys(day(30))
    assert old == first
    assert second != first
    assert keys(day(59)) == (second, first)


def test_a_key_is_dropped_when_all_that_it_named_is_gone(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "journal.key", 30)
    (first,) = keys(day(0))
    keys(day(30))
    third, second = keys(day(60))
    assert first not in (third, second)
    assert first.hex() not in keys.path.read_text()


def test_after_a_long_silence_no_old_key_is_left(tmp_path: Path) -> None:
    keys = KeyFile(tmp_path / "journal.key", 30)
    (first,) = keys(day(0))
    (only,) = keys(day(365))
    assert only != first


@pytest.mark.parametrize("damaged", ["", "{", '{"made": 1}', '[{"made": "June"}]', "[1]", '[{"made": "2026-06-01"}]'])
def test_a_damaged_file_is_replaced(tmp_path: Path, damaged: str) -> None:
    keys = KeyFile(tmp_path / "journal.key", 30)
    keys.path.write_text(damaged)
    (made,) = keys(day(0))
    assert [one["key"] for one in json.loads(keys.path.read_text())] == [made.hex()]


def test_all_who_come_first_at_once_share_one_key(tmp_path: Path) -> None:
    files = [KeyFile(tmp_path / "journal.key", 30) for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda keys: keys(day(0)), files))
    assert len(found) == 1


def test_names_differ_by_asker_and_by_key_and_tell_nothing() -> None:
    names = {pseudonym(key, who) for key in (b"1" * 32, b"2" * 32) for who in ("jo", "an")}
    assert len(names) == 4
    assert {len(name) for name in names} == {24}
    assert pseudonym(b"1" * 32, "jo") == pseudonym(b"1" * 32, "jo")


def test_who_asked_is_known_as_long_as_the_answer_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    journal = journal_in(tmp_path, clock, days=30)
    journal.keep(kept("day_0"), JO)
    clock.pass_days(29)
    journal.keep(kept("day_29", at=clock()), JO)
    clock.pass_days(29)
    journal.forget()
    journal.give("day_29", JO, Feedback("up"))
    with pytest.raises(UnknownAnswer):
        journal.give("day_0", JO, Feedback("up"))
    clock.pass_days(2)
    with pytest.raises(UnknownAnswer):  # forgotten or not: its asker's key is gone
        journal.give("day_29", JO, Feedback("up"))
