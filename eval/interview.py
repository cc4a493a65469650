"""What has to be known to make a question gold: given as options, or asked of the person at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from eval.drafting import made, proposed_id, sentences_in, the_sentence
from eval.journal import Asked
from eval.locate import letters_of
from eval.plan import OUT_OF_DOMAIN
from eval.questions import ABSENCES, TYPES, GoldQuestion
from eval.shelf import Shelf
from polycite.errors import BadQuestion, UnknownDocument
from polycite.language import language_of
from polycite.model import PUBLIC, Span
from polycite.text import fold_space
from polycite.web.schema import PassageOut

Ask = Callable[[str, str], str]
"""Asks a person, with what an empty answer stands for; "" for nothing."""
Say = Callable[[str], None]
_NEAREST = 5
_SHOWN = 200  # characters of each passage
_SKIP, _STOP = "s", "q"
_LETTERS = {one[0]: one for one in ABSENCES}


class Stopped(Exception):
    """The person at the terminal has had enough."""


class Closed(BadQuestion):
    """There is nobody at the terminal any more."""


@dataclass(frozen=True, slots=True)
class Options:
    """A question as the command line gives it; "" and () are not given.

    `words` are a few words of the answer in each of `documents`, which say the same. A key has its spellings between
    bars: "5 days | five days".
    """

    question: str = ""
    language: str = ""
    documents: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    page: int | None = None
    keys: tuple[str, ...] = ()
    type: str = ""
    unanswerable: str = ""
    family: str = ""
    as_of: str = ""
    groups: tuple[str, ...] = (PUBLIC,)
    id: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The options without which there is no gold question."""
        always = [("--question", bool(self.question))]
        if not self.unanswerable:
            needed = [*always, *self._evidence]
        else:
            needed = [*always, ("--family", bool(self.family) or self.unanswerable == "out_of_domain")]
        return tuple(name for name, is_given in needed if not is_given)

    @property
    def idle(self) -> tuple[str, ...]:
        """The options given that only a question with evidence has."""
        return tuple(name for name, is_given in self._evidence if is_given)

    @property
    def _evidence(self) -> tuple[tuple[str, bool], ...]:
        given = ("--document", self.documents), ("--words", self.words), ("--key", self.keys), ("--type", self.type)
        return tuple((name, bool(value)) for name, value in given)


def draft(options: Options, shelf: Shelf, taken: Sequence[str]) -> GoldQuestion:
    """The gold question that options describe. Raises BadQuestion, UnknownDocument, BadGold."""
    if options.missing:
        raise BadQuestion(f"no terminal to ask on: give {', '.join(options.missing)}")
    if options.unanswerable and options.idle:
        raise BadQuestion(f"--unanswerable says that nothing answers it: leave out {', '.join(options.idle)}")
    language = options.language or language_of(options.question)
    family = _family(options, shelf)
    fields: dict[str, object] = {
        "id": options.id or proposed_id(family, language, taken),
        "question": options.question,
        "language": language,
        "family": family,
        "as_of": options.as_of,
        "groups": options.groups,
    }
    if options.unanswerable:
        return made(fields | {"unanswerable": options.unanswerable})
    keys = [[one.strip() for one in key.split("|") if one.strip()] for key in options.keys]
    return made(fields | {"type": options.type, "evidence": [_evidence(options, shelf)], "must_contain": keys})


def _family(options: Options, shelf: Shelf) -> str:
    if options.unanswerable == "out_of_domain":
        return OUT_OF_DOMAIN
    if options.unanswerable or options.family:
        if options.family not in shelf.families:
            known = ", ".join(shelf.families)
            raise BadQuestion(f"--family {options.family!r} has no document: families are {known}")
        return options.family
    return shelf.at(options.documents[0]).facts.family or ""


def _evidence(options: Options, shelf: Shelf) -> list[dict[str, object]]:
    if len(options.documents) != len(options.words):
        counts = f"{len(options.documents)} --document and {len(options.words)} --words"
        raise BadQuestion(f"{counts}: give --words once for each --document, in the same order")
    pages = [options.page, *[None] * len(options.documents)]
    triples = zip(options.documents, options.words, pages, strict=False)
    return [the_sentence(words, shelf.at(path), page).quotation.model_dump() for path, words, page in triples]


@dataclass(frozen=True, slots=True)
class Interview:
    """Asks a person for what options leave out."""

    ask: Ask
    say: Say
    shelf: Shelf

    def fill(self, given: Options) -> Options:
        """The options with nothing missing."""
        question = given.question or self._must("Question")
        language = given.language or self._one_of("Language", ("nl", "fr", "en"), language_of(question))
        known = replace(given, question=question, language=language)
        if known.unanswerable:
            needs_family = known.unanswerable != "out_of_domain" and not known.family
            family = self._one_of("Family", tuple(self.shelf.families), "") if needs_family else known.family
            return replace(known, family=family)
        known = known if known.words else self._evidence(known)
        keys = known.keys or tuple(self._keys())
        return replace(known, keys=keys, type=known.type or self._one_of("Type", TYPES, ""))

    def choose(self, asked: Asked) -> Options | None:
        """What a person makes of a question of the journal: evidence, an absence, or nothing. Raises Stopped."""
        nearest = asked.passages[:_NEAREST]
        self._show(asked.question, nearest)
        choice = self._one_of("Which", (*map(str, range(1, len(nearest) + 1)), *_LETTERS, _SKIP, _STOP), _SKIP)
        if choice == _STOP:
            raise Stopped
        options = Options(question=asked.question, language=asked.question_language)
        if choice in _LETTERS:
            return self.fill(replace(options, unanswerable=_LETTERS[choice]))
        return None if choice == _SKIP else self.fill(self._sentence(options, nearest[int(choice) - 1]))

    def _show(self, question: str, nearest: Sequence[PassageOut]) -> None:
        self.say(question)
        for number, one in enumerate(nearest, 1):
            self.say(f"  {number}. {one.path}: {fold_space(one.text)[:_SHOWN]}")
        absences = "  ".join(f"{letter} {kind.replace('_', ' ')}" for letter, kind in _LETTERS.items())
        self.say(f"  {absences}  {_SKIP} skip  {_STOP} stop")

    def _sentence(self, options: Options, passage: PassageOut) -> Options:
        """One sentence of a passage, by number; of a document that has changed since, by words."""
        document = self.shelf.at(passage.path)
        if document.document.id != passage.document_id:
            self.say(f"{passage.path} has changed since it was shown: give words of it as it is now")
            return self._evidence(replace(options, documents=(passage.path,)))
        sentences = sentences_in(Span(passage.start, passage.end), document)
        for number, one in enumerate(sentences, 1):
            self.say(f"  {number}. {one.quotation.quote}")
        number = int(self._one_of("Which sentence", tuple(map(str, range(1, len(sentences) + 1))), "1"))
        chosen = sentences[number - 1].quotation
        return replace(options, documents=(chosen.document,), words=(chosen.quote,), page=chosen.page)

    def _evidence(self, given: Options) -> Options:
        """Documents and words that stand in one place of each; an empty document ends the list."""
        path, words = self._place(given.documents[0] if given.documents else "")
        documents, quotes = [path], [words]
        while path := self.ask("Another document that says the same (empty: none)", "").strip():
            path, words = self._place(path)
            documents.append(path)
            quotes.append(words)
        return replace(given, documents=tuple(documents), words=tuple(quotes))

    def _place(self, path: str) -> tuple[str, str]:
        while True:
            path = path or self._must("Document")
            try:
                found = the_sentence(self._must("A few words of the answer there"), self.shelf.at(path))
            except UnknownDocument:
                near = ", ".join(one for one in self.shelf.documents if letters_of(path) in letters_of(one))
                self.say(f"no document {path}: {near or 'give its path in the corpus, such as nl/telewerk.pdf'}")
                path = ""
            except BadQuestion as error:
                self.say(str(error))
            else:
                self.say(str(found))
                if self._one_of("Is this it", ("y", "n"), "y") == "y":
                    return path, found.quotation.quote

    def _keys(self) -> Iterator[str]:
        yield self._must("A key fact the quotation names (other spellings after |)")
        while key := self.ask("Another key fact (empty: none)", "").strip():
            yield key

    def _must(self, what: str) -> str:
        while not (given := self.ask(what, "").strip()):
            self.say("this cannot be left out")
        return given

    def _one_of(self, what: str, names: Sequence[str], default: str) -> str:
        while (given := self.ask(f"{what} ({', '.join(names)})", default).strip()) not in names:
            self.say(f"{given!r} is none of {', '.join(names)}")
        return given
