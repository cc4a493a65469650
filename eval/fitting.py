"""Fitting the confidence: regressions on the training questions, the threshold to decline on the development ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import pairwise

from eval.calibration import auroc, brier, expected_calibration_error
from eval.files import Files
from eval.judging import judge
from eval.logistic import PENALTY, fitted
from eval.ours import Ours, given
from eval.questions import ABSENCES, Absence, Split
from eval.suite import Suite
from eval.wrapping import unrefusing
from polycite.confidence import Calibration, Logistic, Signals
from polycite.model import LANGUAGES
from polycite.refusal import calibrated

ASKED_IN = tuple(f"asked_in_{language}" for language in LANGUAGES)
"""Questions in one language have higher cosines than in another, which without these would be declined more."""
ANSWERABLE = ("kinship", "passage_cosine", "agreement", "words_met", "words_together", "unknown_names", *ASKED_IN)
RIGHT = ("lead", "agreement", "drawn")
OUTSIDE = ("kinship", "passage_cosine", *ASKED_IN)
OUTSIDE_PENALTY = 0.3
"""Weaker than for the others, whose samples are six times as many."""
CONTROLS = ("length", "words", "same_language")
"""How gold is made, not how the world is: questions that nothing answers are shorter, and rarely asked in a language
other than their nearest document's. Fitted, then left out, lest short questions be declined for being short."""
SPLITS: tuple[Split, ...] = ("train", "development")
LIMITS = (0.02, 0.05, 0.1, 0.15, 0.2)
"""Over-refusals at which the card shows how much is declined."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A question answered without declining: its signals, whether the answer was right, and why none could be."""

    split: Split
    absence: Absence | None
    is_right: bool
    signals: Signals

    @property
    def is_due(self) -> bool:
        """Whether it should be answered: the documents say it, or what is quoted corrects its false premise."""
        return self.absence is None or self.is_right


@dataclass(frozen=True, slots=True)
class Declined:
    """What a threshold declines: shares of answerable questions, of right answers, and of each kind of absence.

    `hallucinated` is the share of questions without an answer that are answered and not corrected.
    """

    threshold: float
    over_refusal: float
    right_lost: float
    declined: float
    hallucinated: float
    by_absence: Mapping[str, float | None]


def samples(ours: Ours, suite: Suite, files: Files, progress: Callable[[int, int], None]) -> Iterator[Sample]:
    """The training and development questions, asked without declining; canaries and what finds nothing are left out."""
    asking = replace(ours, asker=unrefusing(ours.asker))
    questions = [one for one in suite.of(SPLITS) if not one.canary]
    for number, question in enumerate(questions, 1):
        answer = asking.answer(question, suite.day)
        if answer.trace.signals:
            judged = judge(question, given(answer, suite.day), asking, files)
            yield Sample(suite.split_of(question), question.unanswerable, judged.is_right, answer.trace.signals)
        progress(number, len(questions))


def calibrate(known: Sequence[Sample], embedder: str, cost: float, over_refusal: float) -> Calibration:
    """Regressions on the training samples, and the threshold that suits the development samples best."""
    train, development = of(known, "train"), of(known, "development")
    answerable = fitted(ANSWERABLE, _signals(train), [one.is_due for one in train], CONTROLS)
    threshold = chosen(declines(development, answerable), development, cost, over_refusal).threshold
    answered = [one for one in train if answerable.probability(one.signals) >= threshold]
    absent = [one for one in train if one.absence]
    return Calibration(
        embedder,
        threshold,
        answerable,
        fitted(RIGHT, _signals(answered), [one.is_right for one in answered]),
        fitted(OUTSIDE, _signals(absent), [one.absence == "out_of_domain" for one in absent], penalty=OUTSIDE_PENALTY),
    )


def of(known: Sequence[Sample], split: Split) -> list[Sample]:
    """The samples of a split."""
    return [one for one in known if one.split == split]


def _signals(known: Sequence[Sample]) -> list[Signals]:
    return [one.signals for one in known]


def declines(known: Sequence[Sample], model: Logistic) -> list[Declined]:
    """What every threshold that makes a difference declines, from none up."""
    sure = [model.probability(one.signals) for one in known]
    marks = sorted(set(sure))
    between = [round((low + high) / 2, 6) for low, high in pairwise(marks)]
    return [_declined(known, sure, threshold) for threshold in (0.0, *between)]


def chosen(options: Sequence[Declined], known: Sequence[Sample], cost: float, over_refusal: float) -> Declined:
    """The cheapest that declines no more answerable questions than allowed, the lowest threshold of equals.

    A wrong answer costs `cost`, an answerable question declined 1; a right answer, a premise corrected and a right
    decline cost nothing.
    """
    answerable = [one for one in known if one.absence is None]
    right = sum(one.is_right for one in answerable)

    def spent(one: Declined) -> float:
        wrong = (len(answerable) - right) - (one.over_refusal * len(answerable) - one.right_lost * right)
        hallucinated = one.hallucinated * (len(known) - len(answerable))
        return round(cost * (wrong + hallucinated) + one.over_refusal * len(answerable), 6)

    return min((one for one in options if one.over_refusal <= over_refusal), key=spent)


def card(known: Sequence[Sample], made: Calibration, told: Mapping[str, object], day: date) -> dict[str, object]:
    """What a calibration was made from and what it is worth on the development questions."""
    development = of(known, "development")
    at_limits = {name: _curve(development, model) for name, model in _models(made).items() if name != "outside"}
    return {
        "fitted": day.isoformat(),
        **told,
        "penalty": PENALTY,
        "penalty of outside": OUTSIDE_PENALTY,
        "controls": list(CONTROLS),
        "questions": {split: _counts(of(known, split)) for split in SPLITS},
        "development": {
            "answerable": {"auroc": _auroc(development, made.answerable, [one.is_due for one in development])},
            "right": _worth(development, made),
            "declined": _rounded(_at(development, made)),
            "reasons": _reasons(development, made),
            "declined by over-refusal allowed": at_limits,
        },
    }


def kept(made: Calibration, its_card: Mapping[str, object]) -> dict[str, object]:
    """A calibration as `confidence.json` holds it."""
    models = {name: asdict(model) for name, model in _models(made).items()}
    return {"card": its_card, "embedder": made.embedder, "threshold": made.threshold, "models": models}


def _models(made: Calibration) -> dict[str, Logistic]:
    return {"answerable": made.answerable, "right": made.right, "outside": made.outside}


def _at(known: Sequence[Sample], made: Calibration) -> Declined:
    return _declined(known, [made.answerable.probability(one.signals) for one in known], made.threshold)


def _declined(known: Sequence[Sample], sure: Sequence[float], threshold: float) -> Declined:
    silent = [(one, likely < threshold) for one, likely in zip(known, sure, strict=True)]
    kinds: dict[str, float | None] = {
        kind: _share(no for one, no in silent if one.absence == kind) for kind in ABSENCES
    }
    return Declined(
        threshold,
        _share(no for one, no in silent if one.absence is None) or 0.0,
        _share(no for one, no in silent if one.absence is None and one.is_right) or 0.0,
        _share(no for one, no in silent if one.absence) or 0.0,
        _share(not no and not one.is_due for one, no in silent if one.absence) or 0.0,
        kinds,
    )


def _share(flags: Iterator[bool]) -> float | None:
    told = list(flags)
    return sum(told) / len(told) if told else None


def _reasons(known: Sequence[Sample], made: Calibration) -> dict[str, int]:
    """Declined rightly by kind of absence and reason given, as "near_domain: out_of_scope"."""
    told = [(one.absence, calibrated(one.signals, made).reason) for one in known if one.absence]
    return dict(sorted(Counter(f"{absence}: {reason}" for absence, reason in told if reason).items()))


def _counts(known: Sequence[Sample]) -> dict[str, int]:
    kinds: dict[str, int] = {kind: sum(one.absence == kind for one in known) for kind in ABSENCES}
    answerable = sum(one.absence is None for one in known)
    return {"answerable": answerable, "right": sum(one.is_right for one in known), **kinds}


def _worth(known: Sequence[Sample], made: Calibration) -> dict[str, float | None]:
    """How well the confidence of the questions that are answered tells right from wrong."""
    answered = [one for one in known if made.answerable.probability(one.signals) >= made.threshold]
    sure, right = [made.right.probability(one.signals) for one in answered], [one.is_right for one in answered]
    found = {"brier": brier(sure, right), "ece": expected_calibration_error(sure, right)}
    numbers = {name: None if value is None else round(value, 4) for name, value in found.items()}
    return {"auroc": _auroc(answered, made.right, right), **numbers}


def _auroc(known: Sequence[Sample], model: Logistic, is_so: Sequence[bool]) -> float | None:
    sure = list(zip((model.probability(one.signals) for one in known), is_so, strict=True))
    found = auroc([value for value, so in sure if so], [value for value, so in sure if not so])
    return None if found is None else round(found, 4)


def _curve(known: Sequence[Sample], model: Logistic) -> list[dict[str, object]]:
    """At each over-refusal allowed, the threshold that declines most."""
    options = declines(known, model)
    return [_rounded([one for one in options if one.over_refusal <= limit][-1]) for limit in LIMITS]


def _rounded(one: Declined) -> dict[str, object]:
    numbers: dict[str, float | None] = {
        "over_refusal": one.over_refusal,
        "right_lost": one.right_lost,
        "declined": one.declined,
        "hallucinated": one.hallucinated,
    }
    numbers |= one.by_absence
    short = {name: None if value is None else round(value, 3) for name, value in numbers.items()}
    return {"threshold": one.threshold, **short}
