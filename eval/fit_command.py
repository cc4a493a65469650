"""`polycite eval fit`: calibrate confidence and declining anew, after any change to what is found or quoted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from eval.files import Files
from eval.fitting import SPLITS, calibrate, card, kept, of, samples
from eval.gate_command import GOLD
from eval.ours import Ours
from eval.subject import embedded
from eval.suite import load_suite
from polycite import terminal
from polycite.confidence import SHIPPED
from polycite.errors import BadGold

_MANY = 100  # questions between two lines of progress


def fit(
    gold: Annotated[Path, typer.Option(help="A folder of gold questions.")] = GOLD,
    corpus: Annotated[Path, typer.Option(help="The documents they are about.")] = Path("corpus"),
    cost: Annotated[float, typer.Option(min=0, help="What a wrong answer costs, in unanswered questions.")] = 1.0,
    over_refusal: Annotated[
        float, typer.Option(min=0, max=1, help="Share of answerable questions that may be declined.")
    ] = 0.1,
    to: Annotated[Path, typer.Option(help="The file to write.")] = SHIPPED,
) -> None:
    """Fit confidence on the training questions, choose when to decline on the development ones, and keep both."""
    suite = load_suite(gold)
    subject = embedded(suite, corpus, _say)
    if not isinstance(subject.system, Ours):
        raise TypeError(f"{subject.system.name} is not asked in this process")
    known = tuple(samples(subject.system, suite, Files(corpus), _progress))
    lacking = [split for split in SPLITS if len({one.absence is None for one in of(known, split)}) < 2]
    if lacking:
        raise BadGold([f"{gold}: {lacking[0]} needs questions that can be answered and questions that cannot"])
    made = calibrate(known, subject.environment.fingerprint, cost, over_refusal)
    told = {"gold": suite.digest, "corpus": subject.environment.corpus, "cost": cost, "over_refusal": over_refusal}
    its_card = card(known, made, told, date.today())
    to.write_text(json.dumps(kept(made, its_card), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    terminal.data(json.dumps(its_card["development"], indent=1))
    terminal.out.print(f"{to}: threshold {made.threshold}; commit it with what made it change", markup=False)


def _progress(number: int, count: int) -> None:
    if number % _MANY == 0 or number == count:
        _say(f"asked {number} of {count} questions")


def _say(what: str) -> None:
    terminal.notes.print(what, style="dim", markup=False)
