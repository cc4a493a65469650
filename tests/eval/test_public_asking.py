"""Asking a set: over which documents each question is asked, and what its measures come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eval.public.asking import Asked, Asking, Said, answer_values
from eval.public.documents import files_of
from eval.public.outcome import Outcome
from eval.public.references import Published
from eval.public.sets import Key, PublicSet, Query, load_set
from eval.public.told import kept, tables
from polycite.errors import BadQuestion
from polycite.model import Language
from tests.eval.public_set import write_set

LEAVE, LAPTOP, FIRE = "en/en/0.txt", "en/en/1.txt", "en/en/2.txt"
VERLOF, VERLOREN = "nl/nl/3.txt", "nl/nl/4.txt"
Languages = Sequence[Language] | None


@dataclass(frozen=True, slots=True)
class Scripted:
    """Finds the same files for every question, those of the languages it is asked over; notes what it was asked."""

    ranking: tuple[str, ...]
    answer: Said | None = None
    too_long: str = ""
    asked: list[tuple[str, Languages]] = field(default_factory=list)
    name: str = "scripted"

    def found(self, words: str, languages: Languages) -> tuple[str, ...]:
        self.asked.append((words, languages))
        return tuple(one for one in self.ranking if languages is None or one[:2] in languages)

    def said(self, words: str, languages: Languages) -> Said | None:
        if words == self.too_long:
            raise BadQuestion("too long")
        return self.answer


@pytest.fixture
def rules(tmp_path: Path) -> PublicSet:
    return load_set(write_set(tmp_path / "rules"))


def asking(of: PublicSet) -> Asking:
    return Asking(of, files_of(of.corpus, Path("documents")), of.languages)


def ask(of: PublicSet, system: Scripted) -> dict[str, Asked]:
    done, _ = asking(of).ask(system, of.queries, lambda _done, _of: None)
    return {one.query.id: one for one in done}


def outcome(of: PublicSet, system: Scripted) -> Outcome:
    asked, refused = asking(of).ask(system, of.queries, lambda _done, _of: None)
    return Outcome(of, {"en": 3, "nl": 3}, system.name, of.queries, asked, refused, 1)


def test_a_cell_cuts_the_corpus_to_one_language_and_drops_questions_without_anything_relevant_there(
    rules: PublicSet,
) -> None:
    done = ask(rules, Scripted((FIRE, VERLOF, LEAVE)))
    assert set(done["q.leave.en"].retrieval) == {"all", "en → en", "en → nl"}
    assert set(done["q.leave.nl"].retrieval) == {"all", "nl → nl"}
    assert done["q.absent.en"].retrieval == {}


def test_measures_are_of_documents_of_the_cell_alone(rules: PublicSet) -> None:
    retrieval = ask(rules, Scripted((FIRE, VERLOF, LEAVE)))["q.leave.en"].retrieval
    assert retrieval["all"]["rr@10"] == 1 / 2  # VERLOF is second of all
    assert retrieval["all"]["recall@5"] == 1
    assert retrieval["en → nl"]["success@1"] == 1  # and first of the Dutch ones
    assert retrieval["en → en"]["rr@10"] == 1 / 2  # LEAVE is second of the English ones
    assert retrieval["en → en"]["judged@10"] == 1  # FIRE was judged, and is not relevant


def test_a_question_relevant_in_other_languages_alone_is_asked_without_its_own(rules: PublicSet) -> None:
    system = Scripted((LAPTOP, VERLOREN))
    done = ask(rules, system)
    assert done["q.across.en"].retrieval["all"]["success@1"] == 1
    (across,) = {languages for words, languages in system.asked if words == done["q.across.en"].query.text}
    assert across == ("nl",)


def test_a_question_that_nothing_is_judged_for_is_asked_over_everything(rules: PublicSet) -> None:
    assert [asking(rules).searched(one) for one in rules.queries] == [None, None, ("nl",), None]


def test_of_entries_that_say_the_same_any_is_as_good(rules: PublicSet) -> None:
    files = files_of(rules.corpus, Path("documents"))
    assert files.path_of("laptop-again.nl") == files.path_of("laptop.nl") == VERLOREN


def test_a_question_that_cannot_be_asked_is_named_and_left_out(rules: PublicSet) -> None:
    done = outcome(rules, Scripted((LEAVE,), too_long=rules.queries[0].text))
    assert done.refused == ("q.leave.en",)
    assert len(done.asked) == 3
    assert "1 more cannot be asked, such as one too long: q.leave.en" in tables([done], ())


# Answers


def test_what_is_answerable_may_be_declined_and_what_is_not_answered() -> None:
    answerable, absent = Key(id="q", answerable=True), Key(id="q", answerable=False)
    assert answer_values(answerable, Said(True)) == {"over_refusal": 1}
    assert answer_values(absent, Said(True)) == {"hallucination": 0}
    assert answer_values(absent, Said(False, ("x",))) == {"hallucination": 1}
    assert answer_values(None, Said(True)) == answer_values(absent, None) == {}


@pytest.mark.parametrize(
    ("quotes", "held"),
    [
        (("Staff have Twenty-Six  days of leave.",), 1),
        (("Le personnel a 26 jours.", "So 26 days."), 1),
        (("Staff have 126 days of leave.",), 0),
        ((), 0),
    ],
)
def test_an_answer_is_quoted_where_any_of_its_strings_stands_in_any_quotation(
    quotes: tuple[str, ...], held: float
) -> None:
    key = Key(id="q", answerable=True, answers=("26 days", "twenty-six days", "-"))
    assert answer_values(key, Said(not quotes, quotes))["answer_quoted"] == held


def test_no_answer_string_is_no_measure() -> None:
    assert answer_values(Key(id="q", answerable=True, answers=("?",)), Said(False)) == {"over_refusal": 0}


# What it comes to


def test_versions_of_one_question_count_once(rules: PublicSet) -> None:
    means = outcome(rules, Scripted((LEAVE,))).retrieval()["all"]
    # leave.en finds its document, leave.nl does not: half; across finds nothing: (1/2 + 0) / 2.
    assert means["success@1"].value == 1 / 4
    assert means["success@1"].counted == 3


def test_confidence_parts_the_answerable_from_the_others() -> None:
    keys = {name: Key(id=name, answerable=name < "c") for name in "abcd"}
    sure = {"a": 0.9, "b": 0.0, "c": 0.4, "d": 0.0}
    of = load_made(keys)
    asked = [Asked(one, {}, {}, Said(not sure[one.id], confidence=sure[one.id])) for one in of.queries]
    done = Outcome(of, {}, "made", of.queries, tuple(asked), (), 0)
    # Of four pairs a is above both, b is below c and level with d: 2.5 / 4.
    assert done.order()["all"] == {"auroc": 2.5 / 4, "auroc_before_declining": None}


def load_made(keys: dict[str, Key]) -> PublicSet:
    return PublicSet("made", (), tuple(Query(id=name, lang="nl", text=name) for name in keys), {}, keys, "")


def test_the_tables_show_what_was_asked_of_whom_and_what_was_published(rules: PublicSet) -> None:
    ours = outcome(rules, Scripted((LEAVE, VERLOF), Said(False, ("twenty-six days",), 0.5, 0.75)))
    beside = outcome(rules, Scripted((), name="peer"))
    published = (Published("nl → nl", "bm25", {"ndcg@10": 0.25}), Published("en", "llm", {"hallucination": 0.5}))
    said = tables([ours, beside], published).splitlines()
    assert said[0] == "## rules: 4 of 4 questions; documents: en 3, nl 3"
    assert "1 are asked without documents of their own language, where nothing is relevant" in said
    assert "its makers note: three rules" in said
    assert "| nl → nl | scripted | 1 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in said
    assert "| nl → nl | peer | 1 | 0.000 | 0.000 | 0.000 | 0.000 | – |" in said
    assert "| nl → nl | bm25 (published) |  | – | – | – | 0.250 | – |" in said
    assert "| all | scripted | 1 | 1 | 0.000 | 1.000 | 1.000 | 0.500 | 0.500 |" in said
    assert "| en | llm (published) |  |  | – | 0.500 | – | – | – |" in said


def test_a_set_without_judgements_or_answers_has_no_table_of_them(rules: PublicSet) -> None:
    bare = PublicSet("bare", rules.corpus, rules.queries, {}, {}, "")
    assert len(tables([outcome(bare, Scripted((LEAVE,)))], ()).splitlines()) == 2


def test_a_sample_is_said_and_listed_and_no_words_of_the_set_are_kept(rules: PublicSet) -> None:
    whole = outcome(rules, Scripted((LEAVE,), Said(True, (), 0.0, 0.1)))
    part = Outcome(whole.of, whole.languages, whole.system, whole.queries[:2], whole.asked[:2], (), 0)
    assert tables([part], ()).startswith("## rules: 2 of 4 questions, those whose id has the lowest BLAKE2b")
    told = kept([part], ())
    assert told["asked"] == ["q.leave.en", "q.leave.nl"]
    words = [*(one.text for one in rules.queries), *(one.text for one in rules.corpus)]
    assert not [one for one in words if one in str(told)]
