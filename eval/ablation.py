"""What polycite is without one of its parts: each switched off from outside, in a system that is otherwise the same.

Nothing is fitted again for it: a part is worth at most what its row shows, since the others could take over some of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from eval.reindexing import Remade
from eval.wrapping import Described, Through, WithoutView, asking, unrefusing, without_balance
from polycite import reranking
from polycite.alignment import NO_ALIGNMENTS
from polycite.ask import Asker
from polycite.bridges import NO_BRIDGES, Away, Bridges
from polycite.compounds import halves
from polycite.confidence import Calibration, Logistic, shipped
from polycite.model import Language
from polycite.ports import Contender, Index, Sought
from polycite.refusal import Refusal
from polycite.terms import Analyser
from polycite.weights import Weights

WHOLE = "everything on"
_OF_VIEWS = ("best", "agreement")
"""Signals that are sums over the views: without one of them they are on another scale."""


@dataclass(frozen=True, slots=True)
class Variant:
    """An asker with one part off, or with everything on."""

    name: str
    asker: Asker


def variants(asker: Asker, remade: Remade) -> tuple[Variant, ...]:
    """Everything on, then each part off by itself, all on the generation that is live now. Raises what `index` does."""
    index = asker.index()
    whole = asking(asker, Through(index))
    made = {name: part(whole, index, remade) for name, part in PARTS.items()}
    return (Variant(WHOLE, whole), *(Variant(f"without {name}", one) for name, one in made.items()))


@dataclass(frozen=True, slots=True)
class WholeWords(Bridges):
    """Bridges by which no compound is taken apart: one that would be leads to itself alone."""

    analyser: Analyser = field(kw_only=True)
    known: dict[tuple[str, Language, Language], Away] = field(default_factory=dict, kw_only=True)

    def across(self, term: str, home: Language, away: Language) -> Away:
        """The bridge of a term, or of a compound without one the compound itself."""
        key = term, home, away
        if key not in self.known:
            self.known[key] = Bridges.across(self, term, home, away) or self._whole(term, home, away)
        return self.known[key]

    def _whole(self, term: str, home: Language, away: Language) -> Away:
        # Its parts are looked up here too, so that a part that is itself a compound counts as one.
        return ((term, 1.0),) if halves(term, home, away, self, self.analyser) else ()


@dataclass(frozen=True, slots=True)
class FusedOrder:
    """A reranker that leaves the fused order, its scores in about the units of the fitted one's."""

    unit: float

    def rerank(self, question: Sought, hits: Sequence[Contender]) -> Sequence[float]:
        """Each hit's fused score, scaled."""
        return [one.hit.score * self.unit for one in hits]


def muted(names: Sequence[str]) -> Calibration:
    """The calibration that is shipped, but with some signals that count as their means, whatever they are."""
    known = shipped()
    answerable, right, outside = (_muted(one, names) for one in (known.answerable, known.right, known.outside))
    return replace(known, answerable=answerable, right=right, outside=outside)


def _muted(model: Logistic, names: Sequence[str]) -> Logistic:
    signals = {name: replace(one, weight=0.0) if name in names else one for name, one in model.signals.items()}
    return replace(model, signals=signals)


def _without_balance(whole: Asker, index: Index, _remade: Remade) -> Asker:
    return asking(whole, without_balance(index))


def _without_view(view: str, whole: Asker, index: Index, _remade: Remade) -> Asker:
    known = muted((*_OF_VIEWS, f"{view}_cosine"))
    return asking(whole, WithoutView(index, view), lambda: Refusal(known))


def _with_bridges(change: Callable[[Asker, Remade], Bridges], whole: Asker, index: Index, remade: Remade) -> Asker:
    return asking(whole, Described(index, replace(index.generation, bridges=change(whole, remade))))


def _whole_words(whole: Asker, _remade: Remade) -> Bridges:
    bridges = whole.index().generation.bridges
    return WholeWords(bridges.tables, bridges.origins, analyser=whole.phrases.analysers["nl"])


def _without_reranker(whole: Asker, _index: Index, _remade: Remade) -> Asker:
    worth = reranking.shipped().weights
    unit = sum(worth[view] for view in ("passage", "sentence", "terms")) / 3
    return replace(whole, reranker=FusedOrder(unit), refusal=Refusal(muted(("lead",))))


def _without_title(whole: Asker, _index: Index, _remade: Remade) -> Asker:
    worth = {**reranking.shipped().weights, "title": 0.0}
    return replace(whole, reranker=reranking.LinearReranker(worth), refusal=Refusal())


def _closest_first(whole: Asker, _index: Index, _remade: Remade) -> Asker:
    worth = Weights({"close": 1.0}, whole.weights.second)
    return replace(whole, weights=worth, refusal=Refusal(muted(("evidence",))))


def _without_second(whole: Asker, _index: Index, _remade: Remade) -> Asker:
    worth = Weights(whole.weights.first, dict.fromkeys(whole.weights.second, 0.0))
    return replace(whole, weights=worth, refusal=Refusal())


def _without_versions(whole: Asker, index: Index, _remade: Remade) -> Asker:
    return asking(whole, Described(index, replace(index.generation, alignments=NO_ALIGNMENTS)))


def _without_declining(whole: Asker, _index: Index, _remade: Remade) -> Asker:
    return unrefusing(whole)


Part = Callable[[Asker, Index, Remade], Asker]
PARTS: Mapping[str, Part] = {
    "language balancing": _without_balance,
    "passage view": partial(_without_view, "passage"),
    "sentence view": partial(_without_view, "sentence"),
    "terms view": partial(_without_view, "terms"),
    "bridges": partial(_with_bridges, lambda _whole, _remade: NO_BRIDGES),
    "curated lexicon": partial(_with_bridges, lambda _whole, remade: remade.without_lexicon),
    "own terms": partial(_with_bridges, lambda _whole, remade: remade.without_own),
    "compounds": partial(_with_bridges, _whole_words),
    "reranker": _without_reranker,
    "reranker's title": _without_title,
    "fitted first choice": _closest_first,
    "second sentence": _without_second,
    "language versions": _without_versions,
    "declining": _without_declining,
}
"""Each part by name, and the asker that lacks it, made of the whole one and its index."""
