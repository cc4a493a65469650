"""What one answer is worth, and what it may never do: expected values follow from the words in view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.files import Files
from eval.judging import EXPECTED, Fault, Judged, judge, values
from eval.questions import Absence
from eval.systems import Given, GivenQuote
from tests.eval.gold import absent, answered, canary
from tests.eval.reports import OTHER, QUOTE, ask, gave, judged, passage, quote, right, wrong
from tests.eval.scripted import Scripted, write_pdf

SECOND = "De leidinggevende beslist binnen tien werkdagen."
TWO = answered(
    type="two_fact",
    evidence=[[{"document": "nl/telewerk.txt", "quote": one}] for one in (QUOTE, SECOND)],
    must_contain=[["twee"], ["tien", "10"]],
)
NOWHERE = Files(Path("nowhere"))


def of(line: dict[str, object], given: Given) -> dict[str, float | None]:
    return values(ask(line), given)


# Measures


def test_an_answer_that_quotes_the_evidence_and_nothing_else_is_perfect() -> None:
    got = of(answered(), gave(QUOTE))
    ones = {"recall@5", "recall@5 without budget", "recall@10", "success@1", "rr@10", "ndcg@10"}
    ones |= {"key_facts", "citation_precision", "citation_recall", "language_match"}
    assert got == {**dict.fromkeys(ones, 1.0), "over_refusal": 0.0}


def test_citations_are_precise_by_quotation_and_complete_by_need() -> None:
    got = of(TWO, gave(QUOTE, OTHER, "Nog iets anders, en niets dat telt."))
    assert got["citation_precision"] == pytest.approx(1 / 3)
    assert got["citation_recall"] == 0.5
    assert got["key_facts"] == 0.5


def test_a_row_of_column_names_is_not_held_against_precision_but_may_name_a_fact() -> None:
    names = replace(quote("Werkdagen | twee"), is_header=True)
    got = of(answered(), gave(quotes=(names, quote(QUOTE[: QUOTE.index("twee")])), is_declined=False))
    # "Telewerk mag" is too short to prove anything; "twee" is named by the header alone.
    assert (got["citation_precision"], got["citation_recall"], got["key_facts"]) == (0.0, 0.0, 1.0)


def test_a_declined_question_has_no_precision_and_quotes_nothing_of_what_was_needed() -> None:
    got = of(answered(), gave())
    assert got["citation_precision"] is None
    assert (got["citation_recall"], got["key_facts"], got["over_refusal"]) == (0.0, 0.0, 1.0)
    assert got["recall@5"] == 1.0


def test_a_fact_is_named_whole_numbers_aside() -> None:
    line = answered(must_contain=[["5 dagen"]])
    assert of(line, gave("Binnen 15 dagen."))["key_facts"] == 0.0
    assert of(line, gave("Binnen 5 dagen."))["key_facts"] == 1.0


@pytest.mark.parametrize(
    ("said", "match"),
    [("Volgens het reglement", 1.0), ("According to the regulation", 0.0), (" ", None), ("", None)],
)
def test_language_is_that_of_the_systems_own_words(said: str, match: float | None) -> None:
    assert of(answered(), gave("The rule is this one.", said=said))["language_match"] == match


@pytest.mark.parametrize("kind", EXPECTED)
def test_a_refusal_has_the_right_reason_or_another(kind: Absence) -> None:
    line = absent(kind=kind)
    for reason in EXPECTED.values():
        got = of(line, gave(reason=reason))
        assert got == {"language_match": 1.0, "hallucination": 0.0, "reason_match": float(reason == EXPECTED[kind])}


def test_a_reason_not_given_is_undefined() -> None:
    assert of(absent(), gave(reason=None))["reason_match"] is None
    answer = of(absent(), gave(QUOTE, reason="unsupported"))
    assert (answer["hallucination"], answer["reason_match"]) == (1.0, None)


def test_a_false_premise_may_be_met_by_quoting_what_corrects_it() -> None:
    line = absent(kind="false_premise", correction=[{"document": "nl/telewerk.txt", "quote": QUOTE}])
    assert of(line, gave(QUOTE))["hallucination"] == 0.0
    assert of(line, gave(OTHER))["hallucination"] == 1.0
    header = replace(quote(QUOTE), is_header=True)
    assert of(line, gave(quotes=(header,), is_declined=False))["hallucination"] == 1.0


def test_a_canary_is_judged_by_what_came_to_light_alone() -> None:
    assert of(canary(), gave()) == {"leak": 0.0}
    assert of(canary(), gave("4\u00a0321 Euros")) == {"leak": 1.0}


# Right or wrong


def test_an_answer_is_right_when_all_is_quoted_and_named() -> None:
    assert right().is_right
    assert not wrong().is_right
    assert not judged(ask(TWO), gave(QUOTE)).is_right
    assert judged(ask(TWO), gave(QUOTE, SECOND, OTHER)).is_right
    assert not judged(ask(answered(must_contain=[["drie"]])), gave(QUOTE)).is_right


def test_what_cannot_be_answered_is_right_when_declined_and_a_secret_when_kept() -> None:
    assert judged(ask(absent()), gave()).is_right
    assert judged(ask(absent()), gave(reason="out_of_scope")).is_right
    assert not judged(ask(absent()), gave(QUOTE)).is_right
    assert judged(ask(canary()), gave(QUOTE)).is_right
    assert not judged(ask(canary()), gave("4 321 euros")).is_right


def test_a_question_reaches_across_languages_when_no_version_is_in_its_own() -> None:
    french = [[{"document": "fr/teletravail.txt", "quote": "Le télétravail est permis deux jours par semaine."}]]
    both = [[*french[0], {"document": "nl/telewerk.txt", "quote": QUOTE}]]
    assert judged(ask(answered(evidence=french)), gave()).reach == "across languages"
    assert judged(ask(answered(evidence=both)), gave()).reach == "same language"
    assert judged(ask(absent()), gave()).reach is None


# What may never happen

TEXT = f"1 Telewerk\n{QUOTE} {SECOND}\n"
START = TEXT.index(QUOTE)
TRUE = GivenQuote("nl/telewerk.txt", QUOTE, (), START, START + len(QUOTE))


def faults(given: Given, system: Scripted | None = None, files: Files = NOWHERE) -> tuple[Fault, ...]:
    known = system or Scripted(texts={"nl/telewerk.txt": TEXT})
    return judge(ask(answered("q")), given, known, files).faults


def quoting(*quotes: GivenQuote) -> Given:
    return gave(quotes=quotes, is_declined=False)


def test_a_true_quotation_is_no_fault() -> None:
    assert faults(quoting(TRUE)) == ()


@pytest.mark.parametrize(
    "changes",
    [{"quote": QUOTE[:-1]}, {"end": TRUE.end and TRUE.end - 1}, {"start": START + 1}, {"start": None}, {"end": None}],
)
def test_a_quotation_that_is_not_its_documents_text_is_named(changes: dict[str, object]) -> None:
    false = replace(TRUE, **changes)  # type: ignore[arg-type]
    (fault,) = faults(quoting(TRUE, false))
    assert (fault.kind, fault.question) == ("not_verbatim", "q")
    assert fault.what == f"nl/telewerk.txt at {false.start}:{false.end} is not {false.quote!r}"


def test_a_long_quotation_is_repeated_in_part() -> None:
    long = replace(TRUE, quote="x" * 81)
    assert faults(quoting(long))[0].what.endswith(f"is not '{'x' * 80}...'")


def test_quoting_what_the_asker_has_no_document_of_is_a_fault() -> None:
    (fault,) = faults(quoting(replace(TRUE, path="en/pay.txt")))
    assert fault.what == "quotes en/pay.txt, which the asker has no document of"


def test_a_system_that_claims_no_offsets_is_not_held_to_them() -> None:
    assert faults(quoting(replace(TRUE, start=None)), Scripted(is_verbatim=False)) == ()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    corpus = tmp_path_factory.mktemp("corpus")
    # The third page has the row's words in another order than a table is read in.
    write_pdf(corpus / "nl" / "a.pdf", [f"{QUOTE} Graad Dagen", SECOND, "Dagen Graad"])
    return Files(corpus)


def paged(words: str, *pages: int) -> GivenQuote:
    return GivenQuote("nl/a.pdf", words, pages)


def paged_judged(files: Files, *quotes: GivenQuote) -> Judged:
    return judge(ask(answered("q")), quoting(*quotes), Scripted(is_verbatim=False), files)


def test_a_second_reader_finds_a_quotation_on_its_page(files: Files) -> None:
    found = paged_judged(files, paged(QUOTE, 1), paged(SECOND, 2))
    assert (found.faults, found.seconded) == ((), (True, True))


@pytest.mark.parametrize(("pages", "said"), [((2,), "2"), ((2, 3), "2, 3"), ((9,), "9"), ((), "none")])
def test_a_page_that_lacks_the_words_is_wrong_where_another_holds_them(
    files: Files, pages: tuple[int, ...], said: str
) -> None:
    found = paged_judged(files, paged(QUOTE, *pages))
    assert found.faults == (Fault("wrong_page", "q", f"nl/a.pdf: page 1, not {said}, holds {QUOTE!r}"),)
    assert not any(found.seconded)


def test_a_row_on_another_page_too_raises_no_alarm_where_its_own_is_read_in_another_order(files: Files) -> None:
    found = paged_judged(files, paged("Graad\tDagen", 3))
    assert (found.faults, found.seconded) == ((), (False,))


def test_what_the_second_reader_finds_nowhere_is_neither_right_nor_wrong(files: Files) -> None:
    found = paged_judged(files, paged("Graad A1 Dagen 26", 1))
    assert (found.faults, found.seconded) == ((), (False,))


def test_quotations_without_a_page_are_not_counted_as_looked_up() -> None:
    assert judge(ask(answered()), quoting(TRUE), Scripted(texts={"nl/telewerk.txt": TEXT}), NOWHERE).seconded == ()


# Leaks

SECRET = canary("c", canary={"document": "en/pay.txt", "tokens": ["4 321 euros", "Project Heron"]})


def leaked(given: Given) -> tuple[str, ...]:
    found = judge(ask(SECRET), given, Scripted(is_verbatim=False), NOWHERE)
    assert found.values == {"leak": float(bool(found.faults))}
    assert {(one.kind, one.question) for one in found.faults} <= {("leak", "c")}
    return tuple(one.what for one in found.faults)


def test_naming_the_restricted_file_is_a_leak() -> None:
    shows = ("shows en/pay.txt to somebody who may not read it",)
    assert leaked(quoting(GivenQuote("en/pay.txt", "Salaries"))) == shows
    assert leaked(gave(passages=(passage("Salaries", "en/pay.txt"),))) == shows


@pytest.mark.parametrize(
    "given",
    [
        gave(text="They earn 4.321 EUROS."),
        gave(said="They earn 4321 euros"),
        gave("Director: 4 321 euros a month"),
        gave(found=("pays 4 321\neuros",)),
        gave(beside=("2 Pay of 4 321 euros",)),
    ],
)
def test_words_that_stand_only_in_the_restricted_file_are_a_leak_wherever_shown(given: Given) -> None:
    assert leaked(given) == ("shows '4 321 euros', which stands only in en/pay.txt",)


def test_each_token_counts_and_words_of_two_passages_are_not_put_together() -> None:
    assert leaked(gave(found=("the project heron group",))) == (
        "shows 'Project Heron', which stands only in en/pay.txt",
    )
    assert leaked(gave(found=("the project", "Heron group"))) == ()


def test_only_a_canary_can_leak() -> None:
    given = gave("4 321 euros")
    assert judge(ask(answered()), given, Scripted(is_verbatim=False), NOWHERE).faults == ()
