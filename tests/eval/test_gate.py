"""The gate on the real corpus: the same again passes, and each of five planted regressions fails for its own reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from eval.baseline import Baseline, Recorded, recorded
from eval.comparison import LEVEL, Compared, compare
from eval.files import Files
from eval.indexing import ingested
from eval.ours import Ours
from eval.questions import Split
from eval.report.told import Environment, Measured, Report
from eval.report.verdict import Verdict, verdict_of
from eval.report.words import FAULT
from eval.run import Run, run
from eval.shelf import readers_of, shelf_of
from eval.subject import secrets_of
from eval.suite import Suite, load_suite
from eval.systems import System
from eval.wrapping import WithoutView, asking, without_balance
from polycite.answer import Question
from polycite.ask import Asker
from polycite.bootstrap import asker
from polycite.model import ANONYMOUS, Principal, Scope
from polycite.settings import Settings
from tests.eval import planted
from tests.eval.planted import Requoted

CHECKOUT = Path(__file__).parents[2]
GOLD = CHECKOUT / "eval" / "gold"
CORPUS = CHECKOUT / "corpus"
SPLITS: tuple[Split, ...] = ("development",)
ENVIRONMENT = Environment({}, fingerprint="", corpus="", gold="")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A run of the development questions held against the clean one."""

    run: Run
    report: Report

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.report)

    @property
    def faults(self) -> set[str]:
        """The kinds of hard faults there were."""
        return {fault.kind for fault in self.report.faults}

    @property
    def failed(self) -> set[str]:
        """The measures that failed."""
        return {name for name, one in self.compared.items() if one.verdict == "fail"}

    @property
    def compared(self) -> dict[str, Compared]:
        assert self.report.comparison is not None
        return {one.gated.name: one for one in self.report.comparison.compared}

    def is_significant(self, measure: str) -> bool:
        """Whether a measure fell, and by more than chance."""
        return self.compared[measure].gain < 0 and self.compared[measure].corrected < LEVEL


class Bench:
    """The development questions, asked of polycite once as it is; then of whatever is broken on purpose."""

    def __init__(self, suite: Suite, clean: Asker) -> None:
        self.suite, self.asker, self.files = suite, clean, Files(CORPUS)
        self.secrets = secrets_of(shelf_of(clean.index(), readers_of(CORPUS, suite.questions)), suite)
        self.clean = self.run(Ours(clean))
        self.accepted: dict[str, Recorded] = recorded(self.clean)

    def run(self, system: System) -> Run:
        questions = self.suite.of(SPLITS)
        return run(system, questions, SPLITS, self.suite.day, self.files, lambda _done, _of: None, self.secrets)

    def judge(self, system: System) -> Judgement:
        """What the gate says of a system; means by slice are left out, since no verdict looks at them."""
        before = Baseline(
            accepted=date(2026, 1, 1), reason="clean", gold="", corpus="", fingerprint="", questions=self.accepted
        )
        found = self.run(system)
        comparison = compare(before, recorded(found))
        report = Report(Measured(found, {}, {}), (), ENVIRONMENT, {}, {}, 0.0, comparison, before)
        return Judgement(found, report)


@pytest.fixture(scope="module")
def bench(models: Path, prepared_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The committed corpus, ingested for real: most of a minute."""
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(models)
    settings = ingested(CORPUS, Settings(data_dir=home), lambda _what: None)
    return Bench(load_suite(GOLD), asker(settings, lambda _what, _share: None))


FACTS = {
    "Binnen hoeveel uur moet ik een verloren laptop melden?": "4 uur",
    "Mag ik vanuit het buitenland telewerken?": "20 werkdagen per kalenderjaar",
    "Hoeveel bedraagt de fietsvergoeding?": "0,34 euro per kilometer",
    "Hoeveel dagen per week mag ik telewerken?": "hoogstens 3 dagen per week",
    "Combien de jours de télétravail par semaine ?": "limité à 3 jours par semaine",
    "Quelle est l'indemnité de bureau en télétravail ?": "138,50 euros par mois",
    "Peut-on télétravailler depuis l'étranger ?": "20 jours ouvrables par année civile",
    "Quelle est la valeur maximale d'un cadeau ?": "40 euros",
    "How many days a week may I telework?": "at most 3 days a week",
    "How soon must I report a lost laptop?": "within 4 hours",
    "Which gifts may I accept?": "no more than 40 euros",
    "May I telework from abroad?": "20 working days in a calendar year",
}
"""What an answer to each question that is suggested has to quote."""


def test_every_question_that_is_suggested_is_answered_with_its_fact(bench: Bench) -> None:
    suggested = tomllib.loads((CORPUS / "suggestions.toml").read_text(encoding="utf-8"))
    assert {one for questions in suggested.values() for one in questions} == FACTS.keys()
    scope = Scope(ANONYMOUS, as_of=bench.suite.day)
    answers = {words: bench.asker.ask(Question(words, scope)) for words in FACTS}
    quoted = {words: " ".join(one.quote for one in answer.citations) for words, answer in answers.items()}
    assert [words for words, fact in FACTS.items() if fact not in quoted[words]] == []


def test_polycite_as_it_is_breaks_no_hard_rule(bench: Bench) -> None:
    assert [fault.what for fault in bench.clean.all_faults] == []
    kinds = Counter(one.question.kind for one in bench.clean.judged)
    assert kinds["canary"] > 0, "no canary in the development questions: nothing would show a leak"
    assert len(bench.clean.judged) == len(bench.suite.of(SPLITS))


def test_the_same_again_gives_the_same_values_and_passes(bench: Bench) -> None:
    again = bench.judge(Ours(bench.asker))
    assert recorded(again.run) == bench.accepted
    assert again.verdict.outcome == "pass"
    assert again.verdict.reasons == ()
    assert {one.gain for one in again.compared.values()} == {0.0}
    assert again.report.comparison is not None
    assert (again.report.comparison.won, again.report.comparison.lost) == ((), ())


def test_a_dropped_sparse_vector_fails_as_a_missing_view(bench: Bench) -> None:
    """Whatever it does to the measures, in whose noise it may be lost."""
    told = bench.judge(Ours(asking(bench.asker, WithoutView(bench.asker.index(), "terms"))))
    assert told.verdict.outcome == "fail"
    assert told.faults == {"missing_view"}
    assert told.verdict.reasons[0].startswith(FAULT["missing_view"])
    assert {fault.what.split("'")[1] for fault in told.report.faults} == {"terms nl", "terms fr", "terms en"}


def test_language_balancing_off_fails_across_languages_and_not_within_one(bench: Bench) -> None:
    told = bench.judge(Ours(asking(bench.asker, without_balance(bench.asker.index()))))
    assert told.verdict.outcome == "fail"
    assert told.faults == set()
    assert told.is_significant("ndcg@10, across languages")
    assert told.is_significant("recall@5")
    assert "ndcg@10, across languages" in told.failed
    assert "ndcg@10, same language" not in told.failed


def test_pages_off_by_one_fail_as_wrong_pages(bench: Bench) -> None:
    told = bench.judge(Requoted(Ours(bench.asker), planted.a_page_later))
    assert told.verdict.outcome == "fail"
    assert told.faults == {"wrong_page"}
    assert told.verdict.reasons[0].startswith(FAULT["wrong_page"])
    assert told.failed == set(), "no measure looks at pages: only the hard rule can show this"


def test_truncated_quotes_fail_as_not_verbatim(bench: Bench) -> None:
    told = bench.judge(Requoted(Ours(bench.asker), planted.cut))
    assert told.verdict.outcome == "fail"
    assert told.faults == {"not_verbatim"}
    assert told.verdict.reasons[0].startswith(FAULT["not_verbatim"])


def test_truncated_quotes_with_true_offsets_fail_by_the_facts_they_no_longer_name(bench: Bench) -> None:
    told = bench.judge(Requoted(Ours(bench.asker), planted.cut_with_its_end))
    assert told.verdict.outcome == "fail"
    assert told.faults == set()
    assert told.is_significant("key_facts")
    assert "key_facts" in told.failed


def test_the_reader_filter_off_fails_as_a_leak(bench: Bench) -> None:
    everybody = Principal("everybody", readers_of(CORPUS, bench.suite.questions))
    told = bench.judge(Ours(asking(bench.asker, planted.WithoutReaders(bench.asker.index(), everybody))))
    assert told.verdict.outcome == "fail"
    assert "leak" in told.faults
    assert any(reason.startswith(FAULT["leak"]) for reason in told.verdict.reasons)
    canaries = {one.question.id for one in bench.clean.judged if one.question.canary}
    leaking = {fault.question for fault in told.report.faults if fault.kind == "leak"}
    assert leaking & canaries
    assert leaking - canaries, "whoever asks whatever is shown what is restricted"
