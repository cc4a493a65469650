"""The outcome of a test set, as Markdown for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from eval.public.outcome import ANSWERS, ORDER, RETRIEVAL, Outcome, said_of
from eval.public.references import Published
from eval.report.words import NOTHING
from eval.significance import Mean

PUBLISHED = "published"


def tables(outcomes: Sequence[Outcome], published: Sequence[Published]) -> str:
    """What was asked, then a table of retrieval and one of answers, where anything is known of them."""
    first = outcomes[0]
    parts = [[*_asked(first)], [*_retrieval(outcomes, published)], [*_answers(outcomes, published)]]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _asked(outcome: Outcome) -> Iterator[str]:
    held = ", ".join(f"{language} {count}" for language, count in sorted(outcome.languages.items()))
    all_of = len(outcome.of.queries)
    which = "" if len(outcome.queries) == all_of else ", those whose id has the lowest BLAKE2b (ids in the JSON)"
    yield f"## {outcome.of.name}: {len(outcome.queries)} of {all_of} questions{which}; documents: {held}"
    if outcome.refused:
        yield f"{len(outcome.refused)} more cannot be asked, such as one too long: {', '.join(outcome.refused[:5])}"
    if outcome.cross_only:
        yield f"{outcome.cross_only} are asked without documents of their own language, where nothing is relevant"
    if outcome.unread:
        why = "there is nothing in them to quote, or their bytes are another's"
        yield f"{outcome.unread} documents are not in the index and never found: {why}"
    if outcome.of.note:
        yield f"its makers note: {outcome.of.note}"


def _retrieval(outcomes: Sequence[Outcome], published: Sequence[Published]) -> Iterator[str]:
    tables = {one.system: one.retrieval() for one in outcomes}
    slices = list(dict.fromkeys(name for table in tables.values() for name in table))
    if not slices:
        return
    yield from _heading(["question → documents", "system", "questions", *RETRIEVAL])
    for name in slices:
        for system, table in tables.items():
            if name in table:
                yield _row(
                    name, system, _counted(table[name], "ndcg@10"), [_ranged(table[name].get(m)) for m in RETRIEVAL]
                )
        yield from _published(name, published, RETRIEVAL)


def _answers(outcomes: Sequence[Outcome], published: Sequence[Published]) -> Iterator[str]:
    ours = outcomes[0]
    table, order = ours.answers(), ours.order()
    if not table:
        return
    yield from _heading(["asked in", "system", "answerable", "unanswerable", *ANSWERS, *ORDER])
    for name, means in table.items():
        answerable, unanswerable = (_counted(means, one) for one in ("over_refusal", "hallucination"))
        values = [*(_ranged(means.get(one)) for one in ANSWERS), *(_number(order[name][one]) for one in ORDER)]
        yield _row(name, ours.system, f"{answerable} | {unanswerable}", values)
        yield from _published(name, published, (*ANSWERS, *ORDER), " | ")


def _published(name: str, published: Sequence[Published], measures: Sequence[str], counted: str = "") -> Iterator[str]:
    for one in published:
        if one.slice == name and one.values.keys() & set(measures):
            yield _row(name, f"{one.model} ({PUBLISHED})", counted, [_number(one.values.get(m)) for m in measures])


def _counted(means: Mapping[str, Mean], measure: str) -> str:
    return str(means[measure].counted if measure in means else 0)


def _ranged(mean: Mean | None) -> str:
    if mean is None:
        return NOTHING
    if mean.low is None or mean.high is None or mean.low == mean.high:
        return _number(mean.value)
    return f"{_number(mean.value)} [{mean.low:.3f}, {mean.high:.3f}]"


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"


def _heading(names: Sequence[str]) -> Iterator[str]:
    yield "| " + " | ".join(names) + " |"
    yield "| " + " | ".join("---" for _ in names) + " |"


def _row(name: str, system: str, counted: str, values: Sequence[str]) -> str:
    return "| " + " | ".join([name, system, counted, *values]) + " |"


def kept(outcomes: Sequence[Outcome], published: Sequence[Published]) -> dict[str, object]:
    """Everything of a set, down to each question asked, without its words: those are somebody else's."""
    first = outcomes[0]
    return {
        "set": first.of.name,
        "note": first.of.note,
        "documents": dict(first.languages),
        "questions": len(first.of.queries),
        "asked": [one.id for one in first.queries],
        "asked_without_own_language": first.cross_only,
        "documents_not_ingested": first.unread,
        "systems": [_system(one) for one in outcomes],
        PUBLISHED: [asdict(one) for one in published],
    }


def _system(outcome: Outcome) -> dict[str, object]:
    return {
        "system": outcome.system,
        "refused": list(outcome.refused),
        "retrieval": _means(outcome.retrieval()),
        "answers": _means(outcome.answers()),
        "order": outcome.order() if outcome.answers() else {},
        "questions": [
            {"id": one.query.id, "retrieval": one.retrieval, "answer": one.answer, **said_of(one.said)}
            for one in outcome.asked
        ],
    }


def _means(table: Mapping[str, Mapping[str, Mean]]) -> dict[str, dict[str, object]]:
    return {name: {measure: asdict(mean) for measure, mean in means.items()} for name, means in table.items()}
