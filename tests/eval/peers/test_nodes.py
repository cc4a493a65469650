"""What the nodes of a retriever become: passages and quotations, with path and pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core.schema import TextNode

from eval.files import Files
from eval.peers import Peer
from eval.questions import SPLITS, GoldQuestion
from eval.run import run
from eval.suite import load_suite
from eval.systems import GivenPassage, GivenQuote
from polycite.errors import NoIndex, Unavailable
from tests.eval.gold import answered, write_gold
from tests.eval.made_peers import Listed, Stopping
from tests.eval.peers.sample import CORPUS, DAY
from tests.eval.small import PLAN, QUESTIONS, RULE

TELEWORK = TextNode(text=RULE, metadata={"path": "nl/telewerk.txt", "pages": ["1", "2"]})
LEAVE = TextNode(text="Vingt-six jours.", metadata={"path": "fr/conges.md", "page_label": "3"})


def given_pages(**facts: object) -> tuple[int, ...]:
    """The pages of a passage that a node with these facts becomes."""
    found = Peer("listed", Listed(TextNode(text=RULE, metadata=facts)), CORPUS)
    (passage,) = found.ask(GoldQuestion.model_validate(answered()), DAY).passages
    return passage.pages


def test_a_retriever_shows_all_it_finds_and_quotes_the_first(asked: GoldQuestion) -> None:
    given = Peer("listed", Listed(TELEWORK, LEAVE), CORPUS).ask(asked, DAY)
    assert given.passages == (
        GivenPassage("nl/telewerk.txt", RULE, (1, 2)),
        GivenPassage("fr/conges.md", "Vingt-six jours.", (3,)),
    )
    assert given.quotes == (GivenQuote("nl/telewerk.txt", RULE, (1, 2)),)
    assert (given.is_declined, given.said, given.views, given.confidence) == (False, "", None, None)


def test_a_retriever_that_finds_nothing_declines(asked: GoldQuestion) -> None:
    given = Peer("listed", Listed(), CORPUS).ask(asked, DAY)
    assert (given.is_declined, given.quotes, given.passages) == (True, (), ())


def test_a_file_below_the_corpus_is_called_by_its_path_in_it(asked: GoldQuestion) -> None:
    inside, outside = str(CORPUS / "en" / "pay.pdf"), "/elsewhere/pay.pdf"
    nodes = [TextNode(text="x", metadata={"file_path": one}) for one in (inside, outside)]
    given = Peer("listed", Listed(*nodes, TextNode(text="x")), CORPUS).ask(asked, DAY)
    assert [one.path for one in given.passages] == ["en/pay.pdf", "/elsewhere/pay.pdf", "."]


def test_only_pages_that_are_numbers_are_pages() -> None:
    assert given_pages(pages=["4", "v"]) == (4,)
    assert given_pages(pages=[6, 7]) == (6, 7)
    assert given_pages(pages="12") == given_pages(pages=12) == given_pages(page_label="12") == (12,)
    assert given_pages(pages=[], page_label="5") == (5,)
    assert given_pages(page_label="²") == ()
    assert given_pages(page_label="iv") == ()
    assert given_pages() == ()


def test_a_peer_is_asked_only_what_everybody_may_ask(asked: GoldQuestion) -> None:
    listed = Peer("listed", Listed(TELEWORK), CORPUS)
    assert listed.can_ask(asked)
    assert not listed.can_ask(asked.model_copy(update={"groups": ("board",)}))
    assert listed.text("nl/telewerk.txt", asked) is None


def test_a_peer_without_offsets_is_not_called_untrue(corpus: Path, tmp_path: Path) -> None:
    suite = load_suite(write_gold(tmp_path / "gold", {"x.jsonl": QUESTIONS}, PLAN))
    done = run(
        Peer("listed", Listed(TELEWORK), corpus), suite.questions, SPLITS, DAY, Files(corpus), lambda _done, _of: None
    )
    assert done.all_faults == ()
    assert done.skipped == ("pay-1",)
    (telework,) = [one for one in done.judged if one.question.id == "telework-1"]
    assert telework.is_right
    (stranger,) = [one for one in done.judged if one.question.id == "absent-1"]
    assert stranger.values["hallucination"] == 1


def test_what_breaks_while_it_is_asked_is_told_with_the_question(asked: GoldQuestion) -> None:
    stopping = Peer("stopping", Stopping(KeyError("no store")), CORPUS)
    with pytest.raises(Unavailable, match=r"^it stops at telework-1 \(KeyError: 'no store'\)$"):
        stopping.ask(asked, DAY)
    ours = Peer("ours", Stopping(NoIndex("publish first")), CORPUS)
    with pytest.raises(NoIndex, match="publish first"):
        ours.ask(asked, DAY)
