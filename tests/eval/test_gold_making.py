"""From a few words to a line of gold, by options, by interview, and from a journal of answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.drafting import append, line_of, problems_of, quoted, sentences_in, sentences_with, the_sentence
from eval.interview import Interview, Options, Stopped, draft
from eval.journal import Asked, read_journal
from eval.locate import fold
from eval.questions import GoldQuestion
from eval.shelf import Shelved
from eval.suite import Placed, read_questions
from polycite.errors import BadGold, BadQuestion, UnknownDocument
from polycite.model import Document, Facts, Source, Span
from tests.eval.gold import absent, answered, write_gold
from tests.eval.shelves import TELEWORK, document, shelf

DAY = date(2026, 11, 21)
WELL = Options(
    question="Hoe vaak mag ik thuis werken?",
    documents=("nl/telewerk.txt",),
    words=("twee dagen",),
    keys=("twee | 2",),
    type="figure",
)


def placed(*lines: dict[str, object]) -> tuple[Placed, ...]:
    return tuple(Placed(GoldQuestion.model_validate(line), "gold/x.jsonl", at) for at, line in enumerate(lines, 1))


def passage(path: str, text: str, span: Span, document_id: str) -> dict[str, object]:
    found = {"rank": 1, "score": 1.0, "passage_id": "p", "document_id": document_id, "path": path, "pages": []}
    return found | {
        "heading": [],
        "language": "nl",
        "kind": "prose",
        "text": text,
        "start": span.start,
        "end": span.end,
    }


FOUND = passage("nl/telewerk.txt", TELEWORK[:61], Span(0, 61), "doc_nl/telewerk.txt")


def response(question: str, declined: bool = True, **more: object) -> dict[str, object]:
    decline = {"reason": "not_in_documents", "message": "Nee."} if declined else None
    return {"question": question, "question_language": "nl", "passages": [FOUND], "declined": decline} | more


# Sentences


def test_a_few_words_give_the_whole_sentence() -> None:
    found = the_sentence("dagen per WEEK", shelf().at("nl/telewerk.txt"))
    assert found.quotation.quote == "Telewerk mag twee dagen per week."
    assert str(found) == "nl/telewerk.txt: Telewerk mag twee dagen per week."


def test_words_over_two_sentences_give_both() -> None:
    found = the_sentence("per week. De leidinggevende", shelf().at("nl/telewerk.txt"))
    assert found.quotation.quote == "Telewerk mag twee dagen per week. De leidinggevende beslist."


def test_a_page_is_told_and_tells_places_apart() -> None:
    paged = document("nl/a.pdf", "Een dag.\n\nEen dag, meer niet.\n", Facts("A", "nl"), pages=2)
    assert [str(one) for one in sentences_with("een dag", paged)] == [
        "nl/a.pdf, p. 1: Een dag.",
        "nl/a.pdf, p. 2: Een dag, meer niet.",
    ]
    assert the_sentence("een dag", paged, page=2).quotation.page == 2


def test_words_in_several_places_are_shown_with_each() -> None:
    with pytest.raises(BadQuestion) as caught:
        the_sentence("leidinggevende", shelf().at("nl/telewerk.txt"))
    assert str(caught.value) == (
        "'leidinggevende' stands in 2 places, give more words or --page: nl/telewerk.txt: De leidinggevende beslist.; "
        "nl/telewerk.txt: Wie twijfelt, vraagt het de leidinggevende."
    )


def test_words_that_stand_nowhere_are_named() -> None:
    with pytest.raises(BadQuestion, match=r"nl/telewerk\.txt does not say 'drie dagen'"):
        the_sentence("drie dagen", shelf().at("nl/telewerk.txt"))
    with pytest.raises(BadQuestion, match=r"page 3 of nl/telewerk\.txt does not say"):
        the_sentence("twee dagen", shelf().at("nl/telewerk.txt"), page=3)


def test_words_over_two_passages_are_in_none() -> None:
    assert sentences_with("beslist. Wie twijfelt", shelf().at("nl/telewerk.txt")) == ()


def test_a_quotation_keeps_markup_only_where_it_would_not_be_found_without() -> None:
    text = "Een <b>dag</b> verlof.\nTwee dagen."
    marks = (Span(4, 7), Span(10, 14))
    source = Source("doc_a", "nl/a.html", "0", "text/html")
    marked = Shelved(Document("doc_a", source, Facts("A", "nl"), text, (), marks), (), fold(text))
    assert quoted(Span(0, 22), marked).quotation.quote == "Een <b>dag</b> verlof."
    assert quoted(Span(23, 34), marked).quotation.quote == "Twee dagen."


def test_the_sentences_of_a_span_are_listed() -> None:
    found = sentences_in(Span(0, 40), shelf().at("nl/telewerk.txt"))
    assert [one.quotation.quote for one in found] == ["Telewerk mag twee dagen per week.", "De leidinggevende beslist."]


# Options


def test_options_make_a_question() -> None:
    made = draft(WELL, shelf(), ["telework-nl-01"])
    assert json.loads(line_of(made)) == {
        "id": "telework-nl-02",
        "question": "Hoe vaak mag ik thuis werken?",
        "language": "nl",
        "family": "telework",
        "type": "figure",
        "evidence": [[{"document": "nl/telewerk.txt", "quote": "Telewerk mag twee dagen per week."}]],
        "must_contain": [["twee", "2"]],
    }
    assert GoldQuestion.model_validate_json(line_of(made)) == made


def test_documents_that_say_the_same_are_alternatives() -> None:
    both = Options(
        question="Combien de jours ?",
        documents=("nl/telewerk.txt", "fr/teletravail.txt"),
        words=("twee dagen", "deux jours"),
        keys=("twee | deux",),
        type="figure",
    )
    (need,) = draft(both, shelf(), ()).evidence
    assert [one.document for one in need] == ["nl/telewerk.txt", "fr/teletravail.txt"]
    with pytest.raises(BadQuestion, match="2 --document and 1 --words: give --words once for each"):
        draft(replace(both, words=("twee dagen",)), shelf(), ())


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        (Options(), ("--question", "--document", "--words", "--key", "--type")),
        (Options(question="a", documents=("b",), words=("c",)), ("--key", "--type")),
        (Options(question="a", unanswerable="near_domain"), ("--family",)),
        (Options(question="a", unanswerable="out_of_domain"), ()),
    ],
)
def test_what_is_missing_is_named(options: Options, missing: tuple[str, ...]) -> None:
    assert options.missing == missing


def test_an_absence_needs_a_family_with_a_document() -> None:
    near = Options(question="Krijg ik een stoel?", unanswerable="near_domain", family="telework")
    assert draft(near, shelf(), ()).id == "telework-nl-01"
    far = Options(question="Wat eten we?", unanswerable="out_of_domain")
    assert draft(far, shelf(), ()).family == "out-of-domain"
    with pytest.raises(BadQuestion, match="'sport' has no document: families are leave, pay, telework, telework-2022"):
        draft(Options(question="a", unanswerable="near_domain", family="sport"), shelf(), ())


def test_a_missing_document_and_a_malformed_option_are_named() -> None:
    with pytest.raises(UnknownDocument, match="nl/none"):
        draft(replace(WELL, documents=("nl/none",)), shelf(), ())
    with pytest.raises(BadGold, match="the new question: as_of: Input should be a valid date"):
        draft(replace(WELL, as_of="gisteren"), shelf(), ())


def test_what_contradicts_gold_or_documents_is_refused() -> None:
    again = GoldQuestion.model_validate(answered("telework-1", must_contain=[["drie"]], triple="days"))
    assert list(problems_of(again, placed(answered()), shelf(), DAY)) == [
        "the new question: id 'telework-1' is that of gold/x.jsonl:1",
        "the new question: asks the same as gold/x.jsonl:1: 'Hoeveel dagen thuis werken (telework-1)?'",
        "the new question: key fact drie is not in the quotation of nl/telewerk.txt",
    ]
    assert list(problems_of(draft(WELL, shelf(), ()), placed(answered()), shelf(), DAY)) == []


def test_a_question_joins_the_file_of_its_family(tmp_path: Path) -> None:
    folder = write_gold(tmp_path, {"a.jsonl": [answered("one")]})
    (folder / "a.jsonl").write_text((folder / "a.jsonl").read_text().rstrip("\n"))
    known, _ = read_questions(folder)
    added = append(draft(WELL, shelf(), ["one"]), known, folder)
    assert added.where == f"{folder}/a.jsonl:2"
    leave = append(GoldQuestion.model_validate(absent(family="leave")), known, folder)
    assert leave.where == f"{folder}/leave.jsonl:1"
    now, problems = read_questions(folder)
    assert ([one.question.id for one in now], problems) == (["one", "telework-nl-01", "absent-1"], [])


# The journal


def journal(tmp_path: Path, *responses: object, indent: int | None = None) -> Path:
    file = tmp_path / "journal.jsonl"
    file.write_text("".join(f"{json.dumps(one, indent=indent)}\n" for one in responses))
    return file


@pytest.mark.parametrize("indent", [None, 2])
def test_declined_and_unhelpful_questions_are_offered_once(tmp_path: Path, indent: int | None) -> None:
    file = journal(
        tmp_path,
        response("Een stoel?"),
        response("Hoeveel dagen?", declined=False),
        response("een stoel"),
        response("Wie beslist?", declined=False, helpful=False),
        response("Mag het?", helpful=True),
        response("Hoe vaak mag ik thuis werken?"),
        indent=indent,
    )
    read = read_journal(file, [draft(WELL, shelf(), ())])
    assert [one.question for one in read.wanting] == ["Een stoel?", "Wie beslist?"]
    assert read.read == 6


def test_a_bad_journal_is_named_by_line(tmp_path: Path) -> None:
    file = journal(tmp_path, response("a"), {"question": "b"}, response("c"))
    with pytest.raises(BadGold) as caught:
        read_journal(file)
    assert caught.value.problems == tuple(
        f"{file}:2: '{name}' is missing" for name in ("question_language", "passages", "declined")
    )
    file.write_text(json.dumps(response("a")) + "\n\n{oops")
    with pytest.raises(BadGold, match=rf"{file}:3: Expecting property name"):
        read_journal(file)
    file.write_text("\n")
    with pytest.raises(BadGold, match=r"is empty: put responses in it with 'polycite ask --json"):
        read_journal(file)
    with pytest.raises(BadGold, match=r"nowhere: cannot be read: .*No such file"):
        read_journal(tmp_path / "nowhere")


@pytest.mark.parametrize("beyond", ["9" * 5_000, "[" * 100_000], ids=["a number of 5,000 digits", "100,000 brackets"])
def test_a_journal_that_python_cannot_read_is_named_by_line(tmp_path: Path, beyond: str) -> None:
    file = tmp_path / "journal.jsonl"
    file.write_text(f"{json.dumps(response('a'))}\n{beyond}\n")
    with pytest.raises(BadGold, match=rf"{file}:2: cannot be read as JSON: \w"):
        read_journal(file)


# The interview


def interview(*answers: str) -> tuple[Interview, list[str]]:
    """An interview with somebody who gives these answers; "" takes the default. Also all that was said."""
    said: list[str] = []
    left: Iterator[str] = iter(answers)

    def ask(what: str, default: str) -> str:
        said.append(what)
        return next(left) or default

    return Interview(ask, said.append, shelf()), said


def asked(question: str = "Wie beslist?", document_id: str = "doc_nl/telewerk.txt") -> Asked:
    found = FOUND | {"document_id": document_id}
    return Asked.model_validate(response(question, passages=[found]))


def test_a_person_is_asked_only_what_is_left_out() -> None:
    someone, said = interview()
    given = replace(WELL, language="nl")
    assert someone.fill(given) == given
    assert said == []


def test_a_person_is_led_from_the_question_to_gold() -> None:
    answers = ["Wie beslist?", "", "nl/telewerk.txt", "leidinggevende beslist", "", "", "leidinggevende", "", "who"]
    someone, said = interview(*answers)
    options = someone.fill(Options())
    assert options.missing == ()
    made = draft(options, shelf(), ())
    assert (made.language, made.type, made.must_contain) == ("nl", "who", (("leidinggevende",),))
    assert made.evidence[0][0].quote == "De leidinggevende beslist."
    assert "nl/telewerk.txt: De leidinggevende beslist." in said


def test_a_slip_is_told_and_asked_again() -> None:
    answers: Sequence[str] = (
        *("", "Wie?", "de", "nl"),  # no question; a language that is none
        *("telewerk", "x", "nl/telewerk.txt", "drie dagen", "twee dagen", "n", "De leidinggevende beslist", ""),
        *("fr/teletravail.txt", "chef", "", ""),  # another version, then no more
        *("leidinggevende | chef", "beslist | décide", "", "who"),
    )
    someone, said = interview(*answers)
    options = someone.fill(Options())
    assert options.documents == ("nl/telewerk.txt", "fr/teletravail.txt")
    assert options.words == ("De leidinggevende beslist.", "Le chef décide.")
    assert options.keys == ("leidinggevende | chef", "beslist | décide")
    assert "this cannot be left out" in said
    assert "'de' is none of nl, fr, en" in said
    assert "no document telewerk: nl/telewerk.txt" in said
    assert any(line.startswith("nl/telewerk.txt does not say 'drie dagen'") for line in said)


def test_a_journal_question_takes_a_sentence_of_a_passage_by_number() -> None:
    someone, said = interview("1", "2", "leidinggevende", "", "who")
    options = someone.choose(asked())
    assert options is not None
    made = draft(options, shelf(), ())
    assert made.question == "Wie beslist?"
    assert made.evidence[0][0].quote == "De leidinggevende beslist."
    assert "  1. nl/telewerk.txt: Telewerk mag twee dagen per week. De leidinggevende beslist." in said


def test_a_journal_question_may_be_absent_skipped_or_the_last() -> None:
    near, _ = interview("n", "telework")
    options = near.choose(asked())
    assert options is not None
    assert draft(options, shelf(), ()).unanswerable == "near_domain"
    outside, _ = interview("o")
    options = outside.choose(asked())
    assert options is not None
    assert draft(options, shelf(), ()).family == "out-of-domain"
    assert interview("s")[0].choose(asked()) is None
    with pytest.raises(Stopped):
        interview("q")[0].choose(asked())


def test_a_document_that_changed_since_is_asked_for_words() -> None:
    someone, said = interview("1", "leidinggevende beslist", "", "", "leidinggevende", "", "who")
    options = someone.choose(asked(document_id="doc_older"))
    assert options is not None
    assert options.words == ("De leidinggevende beslist.",)
    assert "nl/telewerk.txt has changed since it was shown: give words of it as it is now" in said
