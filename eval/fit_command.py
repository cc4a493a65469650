"""`polycite eval fit`: fit anew, in order, what ranks, what chooses and what declines; each on what is before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from eval.choice_fitting import L2_FIRST, L2_SECOND, choice
from eval.files import Files
from eval.fitting import SPLITS, calibrate, card, kept, samples
from eval.gate_command import GOLD
from eval.ours import Ours
from eval.questions import Split
from eval.rerank_fitting import L2, passage_draws, reranker, worth
from eval.subject import embedded
from eval.suite import Suite, load_suite
from polycite import confidence, reranking, terminal, weights
from polycite.ask import Asker
from polycite.errors import BadGold

_MANY = 100  # questions between two lines of progress
PACKAGE = confidence.SHIPPED.parent


@dataclass(frozen=True, slots=True)
class Fitting:
    """Gold to fit on, the folder the fitted numbers go to, and what every data card says of where they come from."""

    suite: Suite
    to: Path
    made_from: Mapping[str, object]

    def reranked(self, ready: Asker) -> Asker:
        """An asker whose reranker is fitted on what fusion gives it."""
        draws = {split: list(passage_draws(ready, self.suite, self.suite.of({split}))) for split in SPLITS}
        if not any(one.right.any() for one in draws["train"]):
            raise BadGold(
                ["no training question has evidence that a passage found holds: add some with 'polycite gold'"]
            )
        made = reranker(draws["train"])
        counts = {split: len(found) for split, found in draws.items()}
        its_card = {"l2": L2, "questions": counts, "development": worth(draws["development"], made)}
        self._write(reranking.SHIPPED.name, {"card": self._card(its_card), "weights": made.weights})
        return replace(ready, reranker=made)

    def choosing(self, ready: Asker) -> Asker:
        """An asker that chooses its sentences by weights fitted on what its ranking brings."""
        made = choice(ready, self.suite)
        its_card = self._card({"l2": [L2_FIRST, L2_SECOND], "split": "train"})
        self._write(weights.SHIPPED.name, {"card": its_card, **asdict(made)})
        return replace(ready, weights=made)

    def calibrated(self, ours: Ours, files: Files, cost: float, over_refusal: float) -> None:
        """Confidence on the training questions, when to decline on the development ones."""
        known = tuple(samples(ours, self.suite, files, _progress))
        embedder = ours.asker.embedder.fingerprint
        made = calibrate(known, embedder, cost, over_refusal)
        told = {**self.made_from, "cost": cost, "over_refusal": over_refusal}
        found = kept(made, card(known, made, told, date.today()))
        self._write(confidence.SHIPPED.name, found)

    def _card(self, told: Mapping[str, object]) -> Mapping[str, object]:
        return {"fitted": date.today().isoformat(), **self.made_from, **told}

    def _write(self, name: str, whole: Mapping[str, object]) -> None:
        (self.to / name).write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        terminal.data(json.dumps(whole["card"], indent=1))
        terminal.out.print(f"{self.to / name}: commit it with what made it change", markup=False)


def fit(
    gold: Annotated[Path, typer.Option(help="A folder of gold questions.")] = GOLD,
    corpus: Annotated[Path, typer.Option(help="The documents they are about.")] = Path("corpus"),
    cost: Annotated[float, typer.Option(min=0, help="What a wrong answer costs, in unanswered questions.")] = 1.0,
    over_refusal: Annotated[
        float, typer.Option(min=0, max=1, help="Share of answerable questions that may be declined.")
    ] = 0.1,
    to: Annotated[Path, typer.Option(help="The folder to write to.", exists=True, file_okay=False)] = PACKAGE,
) -> None:
    """Fit reranking, the choice of sentences and confidence on the training questions, and keep all three.

    When to decline is chosen on the development questions.
    """
    suite = load_suite(gold)
    lacking = [split for split in SPLITS if not _has_both(suite, split)]
    if lacking:
        raise BadGold([f"{gold}: {lacking[0]} needs questions that can be answered and questions that cannot"])
    subject = embedded(suite, corpus, _say)
    ours = subject.system
    if not isinstance(ours, Ours):
        raise TypeError(f"{ours.name} is not asked in this process")
    fitting = Fitting(suite, to, {"gold": suite.digest, "corpus": subject.environment.corpus})
    _say("fitting the reranker")
    reranked = fitting.reranked(ours.asker)
    _say("fitting the choice of sentences")
    chosen = fitting.choosing(reranked)
    fitting.calibrated(replace(ours, asker=chosen), Files(corpus), cost, over_refusal)


def _has_both(suite: Suite, split: Split) -> bool:
    return len({one.unanswerable is None for one in suite.of({split}) if not one.canary}) == 2


def _progress(number: int, count: int) -> None:
    if number % _MANY == 0 or number == count:
        _say(f"asked {number} of {count} questions")


def _say(what: str) -> None:
    terminal.notes.print(what, style="dim", markup=False)
