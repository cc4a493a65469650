"""The races: what is prepared for them, which children run, and which findings their reports give."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from eval.bench.jobs import Job, Report
from eval.bench.measures import Finding, Measure
from eval.bench.processes import Child, alternate, run
from eval.bench.turns import Served, calm, take_turns

EMBEDDING = Measure("embed and store the same passages", "s", 1.8)
ENCODER = Measure("  of this, embedding", "s")
STORING = Measure("  of this, storing", "s")
SENTENCES = Measure("  on top, a vector for every sentence (ours alone)", "s")
DENSE = Measure("warm question p50: answer with evidence, beside its dense retrieval", "ms", 2.0)
HYBRID = Measure("warm question p50: answer with evidence, beside its hybrid retrieval", "ms", 3.0)
CALM_DENSE = Measure("  the same, each question at its fastest round, beside dense", "ms", DENSE.target)
CALM_HYBRID = Measure("  the same, each question at its fastest round, beside hybrid", "ms", HYBRID.target)
COLD = Measure("cold start to first answer", "s", 4.0)
MEMORY = Measure("resident memory after the first answers", "MB", 1 / 0.6)
SEARCH = Measure("dense and term search among {} passages, one language, p50", "ms", 20.0)
SEARCH_ALL = Measure("  all nine rankings of a question (ours alone)", "ms")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured; `passages` are the synthetic ones."""

    repeats: int = 3
    questions: int | None = None
    passages: int = 10_000
    searches: int = 12


QUICK = Size(repeats=1, questions=9, passages=300, searches=3)


@dataclass(frozen=True, slots=True)
class Track:
    """Where a race is run: `work` holds all it writes, `torch` the peer's weights, `texts` what both sides embed."""

    work: Path
    corpus: Path
    questions: tuple[str, ...]
    size: Size
    progress: Progress

    @property
    def ours(self) -> dict[str, str]:
        """The environment of our children."""
        return {"POLYCITE_DATA_DIR": str(self.work / "polycite")}

    @property
    def torch(self) -> Path:
        """The folder of the weights in torch."""
        return self.work / "torch"

    def embedding(self) -> list[Finding]:
        """The same passages embedded and stored by both."""
        peer, ours = self._alternated([self._peer_embeds(), self._we_embed()])
        self._empty("embedded")
        return embedded(peer, ours)

    def asking(self) -> tuple[list[Finding], dict[str, float]]:
        """Questions answered by both, from a cold start; and the milliseconds of our steps."""
        run(
            Child("the peer's ingest", "eval.bench.peer_store", self._job(task="store", folder=str(self.work / "peer")))
        )
        children = [self._peer_serves("dense"), self._we_serve(), self._peer_serves("hybrid")]
        questions = self.questions[: self.size.questions]
        rounds = [take_turns(children, questions, self.progress) for _ in range(self.size.repeats)]
        dense, ours, hybrid = (list(served) for served in zip(*rounds, strict=True))
        return served(dense, ours, hybrid), inner_steps(ours)

    def searching(self) -> list[Finding]:
        """Both engines on synthetic passages."""
        size = self.size
        self.progress(f"searching {size.passages} synthetic passages; filling the peer's local mode takes a while")
        job = {
            "passages": size.passages,
            "questions": size.searches,
            "repeats": size.repeats,
            "folder": str(self._empty("synthetic")),
        }
        report = run(Child("search", "eval.bench.search", job))
        self._empty("synthetic")
        named = Measure(SEARCH.name.format(f"{size.passages:,}"), SEARCH.unit, SEARCH.target)
        alone = Finding(SEARCH_ALL, (), tuple(report["edge_all"]))
        return [Finding(named, tuple(report["local"]), tuple(report["edge"])), alone]

    def _alternated(self, children: Sequence[Child]) -> list[list[Report]]:
        return alternate(children, self.size.repeats, self.progress)

    def _job(self, **more: object) -> Job:
        known = {
            "torch": str(self.torch),
            "texts": str(self.work / "texts.json"),
            "corpus": str(self.corpus),
            "questions": self.questions[: self.size.questions],
        }
        return known | more

    def _peer_embeds(self) -> Child:
        job = self._job(task="embed", folder=str(self.work / "embedded" / "peer"))
        return Child("the peer embeds our passages", "eval.bench.peer_store", job)

    def _we_embed(self) -> Child:
        job = self._job(task="embed", folder=str(self.work / "embedded" / "ours"))
        return Child("we embed our passages", "eval.bench.ours", job, self.ours)

    def _peer_serves(self, mode: str) -> Child:
        job = self._job(mode=mode, folder=str(self.work / "peer" / mode))
        return Child(f"the peer retrieves, {mode}", "eval.bench.peer", job)

    def _we_serve(self) -> Child:
        return Child("we answer", "eval.bench.ours", self._job(task="serve"), self.ours)

    def _empty(self, name: str) -> Path:
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        return folder


def _sums(reports: Sequence[Report], steps: Sequence[str]) -> tuple[float, ...]:
    return tuple(sum(report[step] for step in steps) for report in reports)


def embedded(peer: Sequence[Report], ours: Sequence[Report]) -> list[Finding]:
    """Findings of what both sides say of embedding and storing, repeat by repeat."""
    pairs = [(EMBEDDING, ("embed", "store")), (ENCODER, ("embed",)), (STORING, ("store",))]
    found = [Finding(measure, _sums(peer, steps), _sums(ours, steps)) for measure, steps in pairs]
    return [*found, Finding(SENTENCES, (), _sums(ours, ("sentences",)))]


def served(dense: Sequence[Served], ours: Sequence[Served], hybrid: Sequence[Served]) -> list[Finding]:
    """Findings of how the three sides served, round by round."""
    return [
        Finding(DENSE, tuple(one.median for one in dense), tuple(one.median for one in ours)),
        Finding(HYBRID, tuple(one.median for one in hybrid), tuple(one.median for one in ours)),
        Finding(CALM_DENSE, (calm(dense),), (calm(ours),)),
        Finding(CALM_HYBRID, (calm(hybrid),), (calm(ours),)),
        Finding(COLD, tuple(one.start for one in dense), tuple(one.start for one in ours)),
        Finding(MEMORY, tuple(one.megabytes for one in dense), tuple(one.megabytes for one in ours)),
    ]


def inner_steps(ours: Sequence[Served]) -> dict[str, float]:
    """Median over rounds of each step's median milliseconds."""
    return {step: median(one.report["steps"][step] for one in ours) for step in ours[0].report["steps"]}
