"""A ranking is judged by the needs it meets: versions of one text are one answer, and none counts twice."""

from __future__ import annotations

import math

import pytest

from eval.questions import Need, Quotation
from eval.ranking import BUDGET, Ranking, proves, ranking
from eval.systems import GivenPassage

LEAVE = Quotation(document="nl/verlof.pdf", quote="Verlof vraagt men een week vooraf aan.")
CONGE = Quotation(document="fr/conges.pdf", quote="Le congé se demande une semaine à l'avance.")
PAY = Quotation(document="nl/loon.pdf", quote="Het loon komt op de laatste werkdag.")
NONE: frozenset[int] = frozenset()
FIRST, SECOND, BOTH = frozenset({0}), frozenset({1}), frozenset({0, 1})


def found(*held: frozenset[int], needs: int = 1, size: int = 100) -> Ranking:
    return Ranking(held, (size,) * len(held), needs)


def test_a_passage_holds_a_need_by_any_alternative_in_the_file_that_has_it() -> None:
    passages = [
        GivenPassage("nl/verlof.pdf", f"1 Aanvraag\n{LEAVE.quote}\nMeer."),
        GivenPassage("fr/conges.pdf", CONGE.quote.upper()),
        GivenPassage("en/leave.pdf", LEAVE.quote),
        GivenPassage("nl/loon.pdf", f"{PAY.quote} {LEAVE.quote}"),
    ]
    seen = ranking([(LEAVE, CONGE), (PAY,)], passages)
    assert seen.held == (FIRST, FIRST, NONE, SECOND)
    assert seen.needs == 2
    assert seen.sizes == tuple(len(one.text) for one in passages)


def test_a_part_of_the_evidence_does_not_hold_it() -> None:
    assert ranking([(LEAVE,)], [GivenPassage("nl/verlof.pdf", LEAVE.quote[:-10])]).held == (NONE,)


def test_the_second_version_of_an_answer_neither_gains_nor_loses() -> None:
    once, twice = found(FIRST, NONE), found(FIRST, FIRST)
    unlike = {name for name, value in once.values().items() if twice.values()[name] != value}
    assert unlike == {"judged@10"}
    assert once.values()["ndcg@10"] == 1.0


def test_two_needs_met_by_one_passage_are_one_thing_to_find() -> None:
    assert found(BOTH, needs=2).labels() == (["needs 0 1"], {"needs 0 1"})
    assert found(BOTH, needs=2).values()["ndcg@10"] == 1.0


def test_a_need_never_met_is_still_to_be_found() -> None:
    seen = found(NONE, FIRST, needs=2)
    assert seen.labels() == (["other 0", "needs 0"], {"needs 0", "unmet 1"})
    values = seen.values()
    assert values["recall@5"] == 0.5
    assert (values["success@1"], values["rr@10"]) == (0.0, 0.5)
    # Found second, of two there are: (1 / log2 3) / (1 + 1 / log2 3)
    second = 1 / math.log2(3)
    assert values["ndcg@10"] == pytest.approx(second / (1 + second))


def test_nothing_found_is_worth_nothing_and_no_need_is_undefined() -> None:
    values = found().values()
    assert values.pop("judged@10") is None
    assert set(values.values()) == {0.0}
    assert set(found(NONE, needs=0).values().values()) == {None}


def test_a_passage_is_judged_when_it_holds_evidence_be_it_again() -> None:
    # Two of four hold it; of eleven the eleventh does not count.
    assert found(FIRST, NONE, FIRST, NONE).values()["judged@10"] == 0.5
    assert found(FIRST, *[NONE] * 9, FIRST).values()["judged@10"] == 0.1


def test_five_and_ten_passages_count() -> None:
    sixth = found(*[NONE] * 5, FIRST).values()
    assert (sixth["recall@5"], sixth["recall@10"]) == (0.0, 1.0)
    eleventh = found(*[NONE] * 10, FIRST).values()
    assert (eleventh["recall@10"], eleventh["rr@10"], eleventh["ndcg@10"]) == (0.0, 0.0, 0.0)


def test_passages_beyond_the_budget_of_characters_do_not_count_among_the_first_five() -> None:
    long = BUDGET // 2 + 1
    values = found(NONE, FIRST, size=long).values()
    assert (values["recall@5"], values["recall@5 without budget"]) == (0.0, 1.0)
    assert found(NONE, FIRST, size=long - 1).values()["recall@5"] == 1.0


NEED: Need = (LEAVE, CONGE)


@pytest.mark.parametrize(
    ("path", "quote", "is_proof"),
    [
        ("nl/verlof.pdf", LEAVE.quote, True),
        ("fr/conges.pdf", f"« {CONGE.quote} »", True),
        ("nl/verlof.pdf", f"Eerst. {LEAVE.quote} Dan.", True),
        ("nl/verlof.pdf", "een week vooraf", True),
        ("nl/verlof.pdf", "een week", False),
        ("nl/verlof.pdf", CONGE.quote, False),
        ("en/leave.pdf", LEAVE.quote, False),
        ("nl/verlof.pdf", "Verlof vraagt men een maand vooraf aan.", False),
        ("nl/verlof.pdf", "", False),
    ],
)
def test_a_quotation_proves_a_need_by_all_of_an_alternative_or_enough_of_it(
    path: str, quote: str, is_proof: bool
) -> None:
    assert proves(NEED, path, quote) is is_proof


def test_how_much_is_enough_can_be_said() -> None:
    assert proves(NEED, "nl/verlof.pdf", "een week", shortest=7)
