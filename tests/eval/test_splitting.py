"""Whole groups of families go to one split, near the shares, and never move again."""

from __future__ import annotations

import doctest
from collections import Counter
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest

from eval import drafting, plan, splitting
from eval.plan import OUT_OF_DOMAIN, Plan, read_plan, write_plan
from eval.questions import SPLITS, GoldQuestion
from eval.shelf import Shelf
from eval.splitting import Link, groups_of, links_of, parted, split
from eval.suite import Placed, split_of
from polycite.model import Facts
from tests.eval.gold import Line, absent, answered
from tests.eval.shelves import document, shelf

EMPTY = Plan.model_validate({"day": "2026-11-21", "seed": "1"})


def placed(*lines: Line) -> tuple[Placed, ...]:
    return tuple(Placed(GoldQuestion.model_validate(line), "x.jsonl", at) for at, line in enumerate(lines, 1))


def many(families: int, each: int) -> tuple[Shelf, tuple[Placed, ...]]:
    """Families of one document, with questions of three languages and two kinds each."""
    names = [f"family-{number:02}" for number in range(families)]
    documents = [document(f"nl/{name}.txt", "Een dag.\n", Facts(name, "nl", family=name)) for name in names]
    lines = [
        absent(f"{name}-{number}", family=name, language=("nl", "fr", "en")[number % 3])
        if number % 4 == 0
        else answered(
            f"{name}-{number}",
            family=name,
            language=("nl", "fr", "en")[number % 3],
            evidence=[[{"document": f"nl/{name}.txt", "quote": "Een dag."}]],
        )
        for name, number in product(names, range(each))
    ]
    return Shelf({one.path: one for one in documents}), placed(*lines)


def sizes(questions: tuple[Placed, ...], plan: Plan) -> Counter[str]:
    return Counter(split_of(one.question, plan) for one in questions)


def test_links_join_families_through_others() -> None:
    links = [Link(("a", "c"), "copies"), Link(("d", "c"), "newer"), Link(("e", "unknown"), "named")]
    found = groups_of("abcde", links)
    assert [one.families for one in found] == [("a", "c", "d"), ("b",), ("e",)]
    assert found[0].why == ("copies", "newer")


def test_a_newer_version_a_shared_question_and_a_line_of_the_plan_link() -> None:
    needs = [
        [{"document": "nl/telewerk.txt", "quote": "Telewerk"}],
        [{"document": "en/leave.txt", "quote": "Staff"}],
    ]
    both = answered("both", evidence=needs, type="two_fact")
    links = set(links_of(shelf(), placed(both), [["pay", "leave"]]))
    assert links == {
        Link(("telework", "telework-2022"), "nl/telewerk.txt supersedes nl/oud.txt"),
        Link(("leave", "telework"), "both quotes both"),
        Link(("pay", "leave"), "named together in joined"),
    }


def test_every_family_gets_a_split_and_linked_ones_the_same() -> None:
    plan = split(shelf(), placed(answered()), EMPTY)
    assert set(plan.splits) == {"telework", "telework-2022", "leave", "pay"}
    assert plan.splits["telework"] == plan.splits["telework-2022"]
    assert plan.groups["telework"].why == "nl/telewerk.txt supersedes nl/oud.txt"
    assert plan.groups["leave"].why == "alone"


def test_questions_languages_and_kinds_come_near_the_shares() -> None:
    documents, questions = many(30, 15)
    plan = split(documents, questions, EMPTY)
    found = sizes(questions, plan)
    assert [found[one] for one in SPLITS] == [180, 135, 135]
    for language in ("nl", "fr", "en"):
        spoken = tuple(one for one in questions if one.question.language == language)
        assert [sizes(spoken, plan)[one] for one in SPLITS] == [60, 45, 45]


def test_families_of_many_sizes_come_within_one_small_family_of_the_shares() -> None:
    _, questions = many(24, 24)
    uneven = tuple(one for one in questions if one.line % 24 < int(one.question.family[-2:]) + 1)
    documents, _ = many(24, 24)
    found = sizes(uneven, split(documents, uneven, EMPTY))
    for name, share in zip(SPLITS, (0.4, 0.3, 0.3), strict=True):
        assert abs(found[name] - share * len(uneven)) <= 8


def test_the_same_gold_is_split_the_same_way_whatever_its_order() -> None:
    documents, questions = many(12, 5)
    assert split(documents, questions, EMPTY) == split(documents, questions[::-1], EMPTY)


def test_another_seed_splits_otherwise() -> None:
    documents, questions = many(12, 5)
    other = split(documents, questions, EMPTY.model_copy(update={"seed": "2"}))
    assert other.splits != split(documents, questions, EMPTY).splits


def test_what_is_assigned_stays_when_gold_grows() -> None:
    few, some = many(10, 5)
    before = split(few, some, EMPTY)
    documents, questions = many(20, 9)
    after = split(documents, questions, before)
    assert {family: after.splits[family] for family in before.splits} == before.splits
    assert len(after.splits) == 20
    assert abs(sizes(questions, after)["train"] - 72) <= 9


def test_a_new_version_joins_the_group_of_the_old_one() -> None:
    before = split(shelf(), placed(answered()), EMPTY)
    newest = Facts("Nieuwst", "nl", family="telework-2027", supersedes=("nl/telewerk.txt",))
    after = split(shelf(document("nl/nieuwst.txt", "Elke dag.\n", newest)), placed(answered()), before)
    group = after.groups["telework"]
    assert group.families == ("telework", "telework-2022", "telework-2027")
    assert group.split == before.groups["telework"].split
    assert group.why == "nl/telewerk.txt supersedes nl/oud.txt; nl/nieuwst.txt supersedes nl/telewerk.txt"


def test_a_group_keeps_its_split_when_what_joined_it_is_gone() -> None:
    joined = EMPTY.model_copy(update={"joined": (("leave", "pay"),)})
    before = split(shelf(), (), joined)
    after = split(shelf(), (), before.model_copy(update={"joined": ()}))
    assert after.groups == before.groups


def test_families_linked_across_two_splits_are_told() -> None:
    groups = {
        "leave": {"families": ["leave"], "split": "train", "why": "alone"},
        "pay": {"families": ["pay"], "split": "test", "why": "alone"},
    }
    plan = Plan.model_validate(EMPTY.model_dump() | {"groups": groups, "joined": [["leave", "pay"]]})
    assert split(shelf(), (), plan).splits["pay"] == "test"
    assert list(parted(shelf(), (), plan)) == [
        "families that belong together are in more than one split: leave (train), pay (test): named together in joined"
    ]


def test_questions_out_of_domain_count_where_their_hash_puts_them() -> None:
    documents, questions = many(10, 10)
    outside = placed(*[absent(f"soup-{number}", "out_of_domain") for number in range(60)])
    everything = questions + outside
    plan = split(documents, everything, EMPTY)
    assert OUT_OF_DOMAIN not in plan.splits
    found = sizes(everything, plan)
    for name, share in zip(SPLITS, (0.4, 0.3, 0.3), strict=True):
        assert abs(found[name] - share * 160) <= 8


def test_a_family_without_questions_goes_where_its_hash_says() -> None:
    plan = split(shelf(), (), EMPTY)
    assert plan.splits["leave"] == EMPTY.by_hash("leave")


def test_a_plan_is_read_as_it_was_written(tmp_path: Path) -> None:
    plan = split(shelf(), placed(answered()), EMPTY.model_copy(update={"joined": (("leave", "pay"),), "seed": 'a"b'}))
    write_plan(plan, tmp_path)
    assert read_plan(tmp_path).plan == plan
    text = (tmp_path / "splits.toml").read_text()
    write_plan(plan, tmp_path)
    assert (tmp_path / "splits.toml").read_text() == text


def test_a_hash_alone_comes_near_the_shares() -> None:
    drawn = Counter(EMPTY.by_hash(f"name {number}") for number in range(2000))
    assert [round(drawn[one] / 2000, 1) for one in SPLITS] == [0.4, 0.3, 0.3]


@pytest.mark.parametrize("module", [drafting, plan, splitting], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed
