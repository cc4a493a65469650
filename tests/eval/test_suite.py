"""A folder of gold questions is read whole, or every problem in it is named by file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.questions import GoldQuestion
from eval.suite import load_suite
from polycite.errors import BadGold
from polycite.terminal import complain
from tests.eval.gold import DEFAULT_PLAN, Line, absent, answered, write_gold


def problems(folder: Path) -> tuple[str, ...]:
    with pytest.raises(BadGold) as caught:
        load_suite(folder)
    return caught.value.problems


def one_problem(tmp_path: Path, *lines: Line | str, plan: str | None = DEFAULT_PLAN) -> str:
    folder = write_gold(tmp_path / "gold", {"x.jsonl": lines}, plan)
    (problem,) = problems(folder)
    return problem.removeprefix(f"{folder}/")


def triple(id: str, language: str, **changes: object) -> Line:
    return answered(id, language=language, triple="days", **changes)


def test_questions_come_by_file_name_and_line(tmp_path: Path) -> None:
    leave = answered("leave-1", family="leave")
    folder = write_gold(tmp_path, {"b.jsonl": [answered("two")], "a.jsonl": [answered("one"), "", leave]})
    suite = load_suite(folder)
    assert [one.id for one in suite.questions] == ["one", "leave-1", "two"]
    assert [one.where for one in suite.placed] == [f"{folder}/a.jsonl:1", f"{folder}/a.jsonl:3", f"{folder}/b.jsonl:1"]
    assert suite.day == date(2026, 11, 21)


def test_a_mark_of_the_encoding_is_no_part_of_a_question(tmp_path: Path) -> None:
    folder = write_gold(tmp_path, {"x.jsonl": [answered("one"), answered("two")]})
    file = folder / "x.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert [one.id for one in load_suite(folder).questions] == ["one", "two"]


@pytest.mark.parametrize(("path", "language"), [("nl/leave/rules.pdf", "nl"), (".", "."), ("/", "")])
def test_any_path_has_a_first_part_that_is_its_language(path: str, language: str) -> None:
    quote = {"document": path, "quote": "Telewerk mag twee dagen per week."}
    assert GoldQuestion.model_validate(answered(evidence=[[quote]])).evidence_languages == (language,)


def test_a_question_is_in_the_split_of_its_family(tmp_path: Path) -> None:
    lines = [answered("one"), answered("old", family="telework-2022"), answered("leave-1", family="leave")]
    suite = load_suite(write_gold(tmp_path, {"x.jsonl": lines}))
    assert [one.id for one in suite.of(["train"])] == ["one", "old"]
    assert [one.id for one in suite.of(["development"])] == []
    assert [one.id for one in suite.of(["test", "train"])] == ["one", "old", "leave-1"]
    assert suite.splits == {"telework": "train", "telework-2022": "train", "leave": "test"}


def test_every_question_out_of_domain_is_in_one_split_whatever_stands_beside_it(tmp_path: Path) -> None:
    lines = [absent(f"soup-{number}", "out_of_domain") for number in range(200)]
    suite = load_suite(write_gold(tmp_path / "all", {"x.jsonl": lines}))
    alone = load_suite(write_gold(tmp_path / "few", {"x.jsonl": lines[7:9]}))
    sizes = [len(suite.of([split])) for split in ("train", "development", "test")]
    assert sum(sizes) == 200
    assert all(abs(size - wanted) <= 20 for size, wanted in zip(sizes, (80, 60, 60), strict=True))
    assert [alone.split_of(one) for one in alone.questions] == [suite.split_of(one) for one in suite.questions[7:9]]


def test_three_wordings_out_of_domain_are_in_one_split(tmp_path: Path) -> None:
    lines = [
        absent(f"{number}-{language}", "out_of_domain", triple=f"soup-{number}", language=language)
        for number in range(20)
        for language in ("nl", "fr", "en")
    ]
    suite = load_suite(write_gold(tmp_path, {"x.jsonl": lines}))
    splits = [suite.split_of(one) for one in suite.questions]
    assert all(len(set(splits[at : at + 3])) == 1 for at in range(0, 60, 3))
    assert len(set(splits)) == 3


def test_the_digest_changes_with_a_question_and_with_the_plan(tmp_path: Path) -> None:
    def digest(name: str, line: Line, plan: str = DEFAULT_PLAN) -> str:
        return load_suite(write_gold(tmp_path / name, {"x.jsonl": [line]}, plan)).digest

    first = digest("a", answered())
    assert first == digest("b", answered())
    assert first != digest("c", answered(note="checked"))
    assert first != digest("d", answered(), DEFAULT_PLAN.replace("alone", "by itself"))


def test_a_folder_without_questions_is_named(tmp_path: Path) -> None:
    (tmp_path / "splits.toml").write_text(DEFAULT_PLAN)
    assert problems(tmp_path) == (f"{tmp_path}: holds no questions (*.jsonl): name the folder with --gold",)
    (tmp_path / "x.jsonl").write_text("\n\n")
    assert problems(tmp_path) == (f"{tmp_path}: all its files are empty",)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (answered() | {"quote": "x"}, "x.jsonl:1: 'quote' is a key nobody knows"),
        (answered() | {"language": "de"}, "x.jsonl:1: language: Input should be 'nl', 'fr' or 'en'"),
        ({"id": "a"} | absent() | {"family": None}, "x.jsonl:1: family: Input should be a valid string"),
        (absent() | {"type": "figure"}, "x.jsonl:1: type and must_contain belong to a question with evidence"),
        (absent() | {"canary": {"document": "a", "tokens": ["b"]}}, "x.jsonl:1: give exactly one of "),
        (answered() | {"evidence": [[{"document": "nl/a.txt"}]]}, "x.jsonl:1: 'evidence.0.0.quote' is missing"),
        (
            answered(family="sport"),
            "x.jsonl:1: no split of {folder}splits.toml names family 'sport': run 'polycite gold",
        ),
        (absent(kind="out_of_domain", family="leave"), "x.jsonl:1: unanswerable 'out_of_domain' and family 'out-of-"),
        (absent(family="out-of-domain"), "x.jsonl:1: unanswerable 'out_of_domain' and family 'out-of-domain' go "),
        ('{"id": "a", ', "x.jsonl:1: Invalid JSON: EOF while parsing a value at line 1 column 12"),
        ('{"id": "a"} more', "x.jsonl:1: Invalid JSON: trailing characters at line 1 column 13"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: Line | str, says: str) -> None:
    said = one_problem(tmp_path, line).replace(f"{tmp_path}/gold/", "{folder}")
    assert said.startswith(says)


def test_bytes_that_are_no_text_are_named_by_line(tmp_path: Path) -> None:
    folder = write_gold(tmp_path, {"x.jsonl": [answered()]})
    with (folder / "x.jsonl").open("ab") as file:
        file.write(b'{"id": "\xff"}\n')
    (problem,) = problems(folder)
    assert problem.startswith(f"{folder}/x.jsonl:2: Invalid JSON: invalid unicode code point")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = write_gold(tmp_path, {"x.jsonl": [answered()]})
    (folder / "y.jsonl").mkdir()
    (problem,) = problems(folder)
    assert problem.startswith(f"{folder}/y.jsonl: cannot be read: ")


def test_an_id_given_twice_is_named_with_its_first_place(tmp_path: Path) -> None:
    said = one_problem(tmp_path, answered(), answered() | {"question": "Mag ik thuis werken?"})
    assert said == f"x.jsonl:2: id 'telework-1' is that of {tmp_path}/gold/x.jsonl:1"


def test_a_question_asked_twice_is_named_however_it_is_punctuated(tmp_path: Path) -> None:
    said = one_problem(tmp_path, answered("a", question="Thuis werken?"), answered("b", question="thuis  werken"))
    assert said == f"x.jsonl:2: asks the same as {tmp_path}/gold/x.jsonl:1: 'thuis  werken'"


def test_the_same_words_are_another_question_in_another_language_for_another_group_or_day(tmp_path: Path) -> None:
    lines = [
        answered("a", question="Telework days?"),
        answered("b", question="Telework days?", language="en"),
        answered("c", question="Telework days?", groups=["hr"]),
        answered("d", question="Telework days?", as_of="2023-01-01"),
    ]
    assert len(load_suite(write_gold(tmp_path, {"x.jsonl": lines})).questions) == 4


def test_a_triple_is_once_in_each_language(tmp_path: Path) -> None:
    said = one_problem(tmp_path, triple("a", "nl"), triple("b", "fr"))
    assert said == "x.jsonl:2: triple 'days' is in fr, nl, not in nl, fr, en"
    said = one_problem(tmp_path, *(triple(str(at), one) for at, one in enumerate(("nl", "fr", "en", "nl"))))
    assert said == "x.jsonl:4: triple 'days' is in en, fr, nl, nl, not in nl, fr, en"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"family": "leave"}, "has more than one family: leave, telework"),
        ({"type": "date"}, "has more than one kind: date, figure"),
        ({"as_of": "2024-01-01"}, "has more than one as_of: 2024-01-01, None"),
        ({"groups": ["hr"]}, "has more than one groups: ('hr',), ('public',)"),
    ],
)
def test_the_members_of_a_triple_are_one_question(tmp_path: Path, change: dict[str, object], says: str) -> None:
    said = one_problem(tmp_path, triple("a", "nl"), triple("b", "fr"), triple("c", "en", **change))
    assert said == f"x.jsonl:3: triple 'days' {says}"


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (None, "splits.toml: is not there: run 'polycite gold split' to make it"),
        ("day = ", "splits.toml: cannot be read: Invalid value (at end of document)"),
        (DEFAULT_PLAN + "seat = 1\n", "splits.toml: 'groups.leave.seat' is a key nobody knows"),
        (DEFAULT_PLAN.replace('"test"', '"exam"'), "splits.toml: groups.leave.split: Input should be 'train', 'dev"),
        (
            DEFAULT_PLAN.replace('["leave"]', '["leave", "telework"]'),
            "splits.toml: family 'telework' is in two groups, 'telework' and 'leave'",
        ),
        (DEFAULT_PLAN + "[shares]\ntest = 0.5\n", "splits.toml: the shares of train, development and test are not 1 "),
    ],
)
def test_a_bad_plan_is_named(tmp_path: Path, plan: str | None, says: str) -> None:
    assert one_problem(tmp_path, answered(), plan=plan).startswith(says)


def test_all_problems_are_told_at_once_each_on_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_gold(tmp_path, {"x.jsonl": ["{}", answered("a", colour="red")], "y.jsonl": [absent(kind="other")]})
    with pytest.raises(BadGold) as caught:
        load_suite(folder)
    assert complain(caught.value) == 2
    first, *lines = capsys.readouterr().err.splitlines()
    assert first == "polycite: 6 problems in the gold questions: correct, then run 'polycite gold check'"
    assert lines == list(caught.value.problems)
    assert [line.removeprefix(f"{folder}/").partition(" ")[0] for line in lines] == [
        *["x.jsonl:1:"] * 4,
        "x.jsonl:2:",
        "y.jsonl:1:",
    ]
