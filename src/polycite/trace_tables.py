"""An explanation as tables for the terminal, 80 columns or more, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from polycite.explanation import (
    ChoiceStage,
    Explanation,
    Part,
    PassagePlace,
    RankedPassage,
    Regression,
    Term,
    ViewStage,
)
from polycite.model import LANGUAGES, Language
from polycite.replay import Replayed
from polycite.terminal import out, plain

_VIEWS, _RANKED, _SENTENCES, _CLUES = 3, 8, 5, 5
"""How many of each are shown: candidates of a view, passages, sentences, clues of a sentence. The JSON has all."""
_WIDTH = 100


def explanation(told: Explanation, console: Console = out) -> None:
    """All stages, the strongest of each; `--json` has the rest."""
    for title, tables in _stages(told):
        console.print(f"\n[bold]{title}[/bold]")
        for table in tables:
            console.print(table, width=min(console.width, _WIDTH), soft_wrap=False)


def replayed(told: Replayed, console: Console = out) -> None:
    """Whether the same answer came, and which stages differ."""
    console.print(f"[bold]{plain(told.question)}[/bold]")
    if told.same:
        console.print(f"the same answer on generation {plain(told.generation)}")
    else:
        console.print(f"[red]another answer[/red] on generation {plain(told.generation)}")
        console.print(f"before: {plain(told.before)}\nnow:    {plain(told.now)}")
    if told.differs:
        console.print(f"stages that differ: {', '.join(told.differs)}")


def _stages(told: Explanation) -> Iterator[tuple[str, Sequence[Table | str]]]:
    yield "1 Question", [_question(told)]
    yield "2 Terms", [_terms(told.terms)]
    yield "3 Candidates, by view and language", [_views(told.views, told.passages)]
    yield "4 Ranking", [_ranking(told.ranking[:_RANKED], told.passages)]
    yield "5 Sentences, strongest first", [_sentences(told)]
    yield "6 Choice", [_choice(told.choice)]
    yield "7 Answer or decline", [plain(told.decision.because), *map(_regression, told.decision.regressions)]
    yield "8 Answer", [plain(told.answer.text), _footer(told)]


def _grid(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", show_header=any(names))
    for name in names:
        table.add_column(name.lstrip(">"), justify="right" if name.startswith(">") else "left", overflow="fold")
    return table


def _question(told: Explanation) -> Table:
    asked, table = told.question, _grid("", "")
    evidence = ", ".join(f"{one} {asked.language_evidence.get(one, 0):.0f}" for one in LANGUAGES)
    how = "as given" if asked.language_given else f"told from its words: {evidence}"
    rows = [
        ("question", asked.text),
        ("read as", asked.read_as if asked.read_as != asked.text else ""),
        ("earlier", " | ".join(asked.history)),
        ("language", f"{asked.language} ({how})"),
        ("asks for", ", ".join(asked.wants) or "nothing that its wording tells"),
        ("parts", " | ".join(asked.parts)),
        ("rules of", str(asked.as_of or "any day")),
        ("only in", ", ".join(asked.languages or ())),
        ("only of", ", ".join(asked.documents or ())),
        ("generation", f"{told.index.generation} · {told.index.fingerprint}"),
    ]
    for name, value in rows:
        if value:
            table.add_row(name, plain(value))
    return table


def _terms(terms: Sequence[Term]) -> Table:
    table = _grid("word", ">weight", *LANGUAGES)
    for one in terms:
        cells = (_looked_for(one, language) for language in LANGUAGES)
        table.add_row(plain(one.word), f"{one.weight:.2f}", *map(plain, cells))
    return table


def _looked_for(term: Term, language: Language) -> str:
    """What a term was looked for as; a phrase is one only across languages, and its words are then none."""
    bridge = term.elsewhere.get(language)
    if bridge is None:
        return "" if " " in term.word else "itself" if language == term.language else "as written"
    said = ", ".join(f"{word} {weight:.2f}" for word, weight in bridge.words)
    return f"{said} ({bridge.origin})" if bridge.origin not in (None, "corpus") else said


def _views(views: Sequence[ViewStage], passages: Mapping[str, PassagePlace]) -> Table:
    table = _grid("view", "in", ">mean", ">spread", ">found", ">raw", ">standard", "best passages")
    for one in views:
        for number, hit in enumerate(one.candidates[:_VIEWS]):
            own = (one.view, one.language, f"{one.centre:.2f}", f"{one.spread:.2f}", str(len(one.candidates)))
            row = (*(own if number == 0 else ("",) * 5), f"{hit.score:.3f}", f"{hit.standardised:+.2f}")
            table.add_row(*row, plain(_place(hit.passage, passages)))
    return table


def _ranking(ranked: Sequence[RankedPassage], passages: Mapping[str, PassagePlace]) -> Table:
    names = [view.view for view in ranked[0].views] if ranked else []
    table = _grid(">", ">score", ">before", ">fused", *(f">{name}" for name in names), "passage")
    for one in ranked:
        views = [f"{view.standardised:+.2f}{'' if view.found else '*'}" for view in one.views][: len(names)]
        views += [""] * (len(names) - len(views))
        row = (str(one.rank), f"{one.score:.2f}", f"{one.fused_rank}.", f"{one.fused:.2f}", *views)
        where = plain(_place(one.passage, passages))
        table.add_row(*row, f"{where}\n[dim]{_parts(one.features)}[/dim]" if one.features else where)
    table.caption = "* not among this view's candidates: counted as its last" if ranked else "nothing was found"
    table.caption_justify = "left"
    return table


def _sentences(told: Explanation) -> Table:
    table = _grid(">", "", ">strength", "sentence and what speaks for it")
    marks = {told.choice.first: "1st", told.choice.second: "2nd"}
    shown = [one for one in told.sentences if one.place <= _SENTENCES or one.place in marks]
    for one in shown:
        where = _place(one.passage, told.passages)
        words = f"{plain(_short(one.text))}\n[dim]{plain(where)}\n{_parts(one.clues)}[/dim]"
        table.add_row(str(one.place), marks.get(one.place, ""), f"{one.strength:.2f}", words)
    return table


def _choice(choice: ChoiceStage) -> Table:
    table = _grid("", "")
    table.add_row("first", f"sentence {choice.first}" if choice.first else "none: declined, or not one that was read")
    if choice.other is not None and choice.worth is not None:
        verdict = "quoted too" if choice.second else "not quoted"
        table.add_row("second", f"sentence {choice.other} adds {choice.worth:.2f} of {choice.needed:.2f}: {verdict}")
        table.add_row("", f"[dim]{_parts(choice.additions)}[/dim]")
    return table


def _regression(one: Regression) -> Table:
    table = _grid("", "")
    table.add_row(f"{one.name} {one.probability:.3f}", f"[dim]{_parts(one.parts, 'log-odds')}[/dim]")
    table.columns[0].min_width = 17
    return table


def _footer(told: Explanation) -> str:
    answer, steps = told.answer, " · ".join(f"{step} {one:.1f}" for step, one in told.timings_ms.items())
    confidence = "" if answer.confidence is None else f"confidence {answer.confidence:.2f} · "
    return f"[dim]{answer.status} · {confidence}ms: {steps} · {plain(told.trace_id)}[/dim]"


def _parts(parts: Sequence[Part], unit: str = "") -> str:
    """The parts that count most, each as name, value and worth."""
    strongest = sorted((one for one in parts if one.worth), key=lambda one: -abs(one.worth))[:_CLUES]
    said = ", ".join(f"{one.name} {one.value:.2f} → {one.worth:+.2f}" for one in strongest)
    return f"{said} {unit}".strip()


def _place(identifier: str, passages: Mapping[str, PassagePlace]) -> str:
    one = passages.get(identifier)
    if one is None:
        return identifier
    return " · ".join(part for part in (one.path, one.heading[-1] if one.heading else "", f"@{one.start}") if part)


def _short(words: str, most: int = 160) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
