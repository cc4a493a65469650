"""Reading a test set: what is there, and the one line that says what is wrong."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import pytest

from eval.public.sets import BadSet, Query, load_set, sample
from polycite.terminal import exit_code
from tests.eval.public_set import CORPUS, QUERIES, write_qrels, write_set


def wrong(folder: Path) -> str:
    """The line that a set is refused with."""
    with pytest.raises(BadSet) as caught:
        load_set(folder)
    assert exit_code(caught.value) == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_set_is_called_by_its_folder_and_read_whole(tmp_path: Path) -> None:
    read = load_set(write_set(tmp_path / "rules"))
    assert (read.name, read.note) == ("rules", "three rules")
    assert [one.id for one in read.corpus] == [line["id"] for line in CORPUS]
    assert [one.text for one in read.queries] == [line["text"] for line in QUERIES]
    assert read.languages == ("en", "nl")
    assert read.judged["q.leave.en"] == {"leave.en": 1, "leave.nl": 1, "fire.en": 0}
    assert read.keys["q.leave.en"].answers == ("26 days", "twenty-six days")
    assert not read.keys["q.absent.en"].answerable


def test_answers_may_be_left_out(tmp_path: Path) -> None:
    assert load_set(write_set(tmp_path / "rules", answers=None)).keys == {}


def test_blank_lines_a_byte_order_mark_and_carriage_returns_are_no_fault(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "rules")
    for name in ("corpus.jsonl", "qrels.tsv"):
        held = (folder / name).read_bytes()
        (folder / name).write_bytes(b"\xef\xbb\xbf" + held.replace(b"\n", b"\r\n") + b"\r\n")
    assert len(load_set(folder).corpus) == len(CORPUS)


def test_a_line_separator_inside_a_text_does_not_end_its_line(tmp_path: Path) -> None:
    entry = {"id": "a", "lang": "en", "title": "", "text": "one\u2028two"}
    assert load_set(write_set(tmp_path / "rules", (*CORPUS, entry))).corpus[-1].text == "one\u2028two"


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv", "meta.json"])
def test_a_file_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    folder = write_set(tmp_path / "rules")
    (folder / name).unlink()
    assert wrong(folder) == f"{folder / name}: cannot be read (No such file or directory)"


@pytest.mark.parametrize(
    ("name", "line", "why"),
    [
        ("corpus.jsonl", '{"id": "x", "lang": "de", "text": "Urlaub"}', "lang: Input should be 'nl', 'fr' or 'en'"),
        ("corpus.jsonl", '{"id": "x", "lang": "nl"}', "'text' is missing"),
        ("corpus.jsonl", '{"id": "leave.en", "lang": "nl", "text": "x"}', "id 'leave.en' is that of line 1"),
        ("corpus.jsonl", '{"id": "x", "lang": "nl", "title": "-", "text": "?"}', "has no word in title or text"),
        ("corpus.jsonl", '{"id": "x", ', "Invalid JSON"),
        ("queries.jsonl", '{"id": "x", "lang": "nl", "text": " "}', "text: is empty"),
        ("queries.jsonl", '{"id": "", "lang": "nl", "text": "x"}', "id: String should have at least 1 character"),
        ("answers.jsonl", '{"id": "x", "answerable": true}', "no query has the id 'x'"),
        ("answers.jsonl", '{"id": "q.leave.nl", "answerable": "no"}', "answerable: Input should be a valid boolean"),
        ("qrels.tsv", "q.leave.nl\tleave.en", "is not two ids and a whole number, with tabs between them"),
        ("qrels.tsv", "q.leave.nl\tleave.en\thigh", "is not two ids and a whole number, with tabs between them"),
        ("qrels.tsv", "nobody\tleave.en\t1", "no query has the id 'nobody'"),
        ("qrels.tsv", "q.leave.nl\tnothing\t1", "no document has the id 'nothing'"),
    ],
)
def test_what_is_wrong_is_one_line_with_file_and_number(name: str, line: str, why: str, tmp_path: Path) -> None:
    folder = write_set(tmp_path / "rules")
    held = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(f"{held}{line}\n", encoding="utf-8")
    said = wrong(folder)
    assert said.startswith(f"{folder / name}:{len(held.splitlines()) + 1}: {why}")


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "rules")
    (folder / "queries.jsonl").write_bytes(b'{"id": "a"}\n\xff\n')
    assert wrong(folder) == f"{folder / 'queries.jsonl'}:2: is not UTF-8"


def test_judgements_need_the_names_of_their_columns(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "rules")
    (folder / "qrels.tsv").write_text("q.leave.en\tleave.en\t1\n", encoding="utf-8")
    assert "qrels.tsv:1: must be the names query-id, corpus-id, score" in wrong(folder)


@pytest.mark.parametrize(
    ("held", "why"), [("{\n'a'}", "meta.json:2: is no JSON"), ("[]", "meta.json:1: is no JSON obj")]
)
def test_what_is_said_of_a_set_is_a_json_object(held: str, why: str, tmp_path: Path) -> None:
    folder = write_set(tmp_path / "rules")
    (folder / "meta.json").write_text(held, encoding="utf-8")
    assert why in wrong(folder)


def test_a_set_that_asks_nothing_is_refused(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "rules", queries=(), answers=None)
    write_qrels(folder, ())
    assert wrong(folder).endswith("queries.jsonl: asks nothing: name another folder")


def queries(count: int) -> list[Query]:
    return [Query(id=f"q{number}", lang="nl", text="x") for number in range(count)]


def test_a_sample_is_those_of_the_lowest_hash_in_the_order_given() -> None:
    asked = queries(20)
    by_hash = sorted((blake2b(one.id.encode(), digest_size=16).hexdigest(), one.id) for one in asked)
    lowest = {identifier for _, identifier in by_hash[:5]}
    assert [one.id for one in sample(asked, 5)] == [one.id for one in asked if one.id in lowest]


def test_a_larger_sample_holds_a_smaller_one_and_none_is_all() -> None:
    asked = queries(20)
    assert set(sample(asked, 5)) < set(sample(asked, 6))
    assert sample(asked, None) == sample(asked, 99) == tuple(asked)
