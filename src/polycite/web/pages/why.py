"""Why this answer: the explanation as tables that a reader without training can follow, the strongest lines of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from polycite.answer import Answer
from polycite.explanation import Explanation, Part, PassagePlace, SentenceRead, Term
from polycite.model import LANGUAGES, Language, Span
from polycite.succession import Successors
from polycite.web.pages.figures import figure
from polycite.web.pages.places import Places
from polycite.web.pages.rendering import texts
from polycite.wording import in_words

_CANDIDATES, _RANKED, _SENTENCES, _PARTS = 3, 8, 6, 5
"""Lines shown of each table; the trace has all."""
_NAMES: Language = "en"
"""The language that features and signals have their names in, as in the trace."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the language of a quoted one, where it leads, and whether it is a figure."""

    text: str
    language: Language | None = None
    url: str | None = None
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its columns are keys of the pages' texts, or words as they are where no text has that key."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: `key` names its title and its introduction in the pages' texts."""

    key: str
    tables: tuple[Table, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts the stages of one explanation into one language."""

    told: Explanation
    names: Mapping[str, str]
    places: Places
    language: Language

    def stages(self) -> Iterator[Stage]:
        yield Stage("why_question", (self._question(),))
        yield Stage("why_terms", (self._terms(),))
        yield Stage("why_views", (self._views(),))
        yield Stage("why_ranking", (self._ranking(),))
        yield Stage("why_sentences", (self._sentences(),))
        yield Stage("why_decision", tuple(self._signals()), self._decision())
        yield Stage("why_made", (self._made(),))

    def _question(self) -> Table:
        asked, t = self.told.question, self.names
        evidence = ", ".join(f"{t[f'name_{one}']} {asked.language_evidence.get(one, 0):.0f}" for one in LANGUAGES)
        rows = [
            ("why_read_as", asked.read_as),
            ("why_earlier", " · ".join(asked.history)),
            ("why_language", f"{t[f'name_{asked.language}']} ({evidence})"),
            ("why_wants", ", ".join(t[f"why_want_{one}"] for one in asked.wants) or t["why_want_nothing"]),
            ("why_day", in_words(asked.as_of or asked.day, self.language)),
        ]
        return Table((), tuple((Cell(t[name]), Cell(said)) for name, said in rows if said))

    def _terms(self) -> Table:
        return Table(("why_word", "why_weight", *LANGUAGES), tuple(map(self._term, self.told.terms)))

    def _term(self, one: Term) -> tuple[Cell, ...]:
        return (
            Cell(one.word, one.language),
            self._figure(one.weight, ".2f"),
            *(Cell(_looked_for(one, other), other) for other in LANGUAGES),
        )

    def _views(self) -> Table:
        rows = [
            (
                Cell(self.names[f"why_view_{one.view}"]),
                Cell(self.names[f"name_{one.language}"]),
                self._figure(len(one.candidates)),
                self._where(hit.passage),
                self._figure(hit.standardised, "+.1f"),
            )
            for one in self.told.views
            for hit in one.candidates[:1]
        ]
        return Table(("why_view", "why_in", "why_found", "why_best", "why_score"), tuple(rows))

    def _ranking(self) -> Table:
        rows = [
            (
                self._figure(one.rank),
                self._where(one.passage),
                self._figure(one.score, ".1f"),
                self._figure(one.fused_rank),
                Cell(_parts(one.features, self.language), _NAMES),
            )
            for one in self.told.ranking[:_RANKED]
        ]
        return Table(("why_rank", "why_passage", "why_score", "why_before", "why_counted"), tuple(rows))

    def _sentences(self) -> Table:
        chosen = (self.told.choice.first, self.told.choice.second)
        shown = [one for one in self.told.sentences if one.place <= _SENTENCES or one.place in chosen]
        return Table(
            ("why_rank", "why_sentence", "why_strength", "why_quoted", "why_counted"),
            tuple(self._sentence(one, one.place in chosen) for one in shown),
        )

    def _sentence(self, one: SentenceRead, chosen: bool) -> tuple[Cell, ...]:
        place = self.told.passages.get(one.passage)
        return (
            self._figure(one.place),
            Cell(one.text, place.language if place else None),
            self._figure(one.strength, ".1f"),
            Cell(self.names["yes" if chosen else "no"]),
            Cell(_parts(one.clues, self.language), _NAMES),
        )

    def _decision(self) -> str:
        decision, answer = self.told.decision, self.told.answer
        key = "why_because_nothing" if decision.value is None else f"why_because_{answer.reason or 'answered'}"
        value = "" if decision.value is None else figure(decision.value, ".2f", self.language)
        return self.names[key].format(value=value, threshold=figure(decision.threshold, ".2f", self.language))

    def _signals(self) -> Iterator[Table]:
        for one in self.told.decision.regressions:
            rows = tuple(self._signal(part) for part in _strongest(one.parts))
            said = Cell(self.names[f"why_{one.name}"]), self._figure(one.probability, ".2f"), Cell("")
            yield Table(("why_signal", "why_value", "why_worth"), (said, *rows))

    def _signal(self, part: Part) -> tuple[Cell, ...]:
        return Cell(_name(part), _NAMES), self._figure(part.value, ".2f"), self._figure(part.worth, "+.2f")

    def _made(self) -> Table:
        steps = " · ".join(f"{step} {one:.0f} ms" for step, one in self.told.timings_ms.items())
        rows = [
            ("why_generation", self.told.index.generation),
            ("why_embedder", self.told.index.fingerprint),
            ("why_timings", steps),
            ("why_trace_id", self.told.trace_id),
        ]
        return Table((), tuple((Cell(self.names[name]), Cell(said)) for name, said in rows))

    def _figure(self, number: float, form: str = "") -> Cell:
        return Cell(figure(number, form, self.language), figure=True)

    def _where(self, identifier: str) -> Cell:
        one = self.told.passages.get(identifier)
        if one is None:
            return Cell(identifier)
        url = self.places.url(one.document_id, Span(one.start, one.end), (), None)
        return Cell(_place(one), one.language, url)


def why_of(told: Explanation, answer: Answer, language: Language) -> tuple[Stage, ...]:
    """The stages of an explanation in one language."""
    places = Places(language, told.question.day, Successors(answer.entries), answer.id)
    return tuple(_Teller(told, texts(language), places, language).stages())


def _looked_for(term: Term, language: Language) -> str:
    """The words a term is looked for as; a phrase is one only across languages, and its words are then none."""
    bridge = term.elsewhere.get(language)
    if bridge is None:
        return "–" if " " in term.word else term.word
    return ", ".join(word for word, _ in bridge.words) or "–"


def _parts(parts: Sequence[Part], language: Language) -> str:
    """The parts that count most, each as its name and what it added."""
    return "; ".join(f"{_name(one)} {figure(one.worth, '+.1f', language)}" for one in _strongest(parts))


def _strongest(parts: Sequence[Part]) -> Sequence[Part]:
    return sorted((one for one in parts if one.worth), key=lambda one: -abs(one.worth))[:_PARTS]


def _name(one: Part) -> str:
    return one.name.replace("_", " ")


def _place(one: PassagePlace) -> str:
    return " · ".join(part for part in (one.path, one.heading[-1] if one.heading else "") if part)
