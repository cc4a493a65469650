"""Figures that others published, for the sets and measures that are ours too.

Two forms are read. MTEB's results by task (Muennighoff et al. 2023): `{"scores": {"Task|split|subset|fra": {"model":
{"ndcg10": .5, "r5": .5, "mrr10": .5}}}}`, which belong to the set whose folder is named as the task. And NoMIRACL's by
language (Thakur et al. 2024): `{"fr": {"model": {"hallucination_rate": .5, "error_rate": .1}}}`, which name no set and
belong to the one in whose folder the file stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.public.sets import BadSet
from polycite.model import LANGUAGES

_MTEB = {"ndcg10": "ndcg@10", "r5": "recall@5", "mrr10": "rr@10"}
_NOMIRACL = {"error_rate": "over_refusal", "hallucination_rate": "hallucination"}
_ISO = {"nld": "nl", "fra": "fr", "eng": "en"}


@dataclass(frozen=True, slots=True)
class Published:
    """A model's figures on a slice of a set, of all its questions: a cell for retrieval, a language for answers."""

    slice: str
    model: str
    values: Mapping[str, float]


def references(file: Path, folder: Path) -> tuple[Published, ...]:
    """What a file has of the set in a folder; () where that is nothing. Raises BadSet."""
    try:
        held = json.loads(file.read_bytes())
        if not isinstance(held, dict):
            raise TypeError("it is no JSON object")
        if "scores" in held:
            return tuple(_of_tasks(held["scores"], folder.resolve().name))
        if not set(held) <= set(LANGUAGES):
            raise ValueError("it has neither 'scores' nor figures by language")
        return tuple(_by_language(held)) if file.resolve().parent == folder.resolve() else ()
    except OSError as error:
        raise BadSet(f"{file}: cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadSet(f"{file}{line}: is no table of published figures ({error})") from error


def _of_tasks(scores: Mapping[str, Mapping[str, Mapping[str, float]]], name: str) -> Iterator[Published]:
    """Of one language alone: which of two is that of the questions, tasks say in different ways."""
    for key, models in scores.items():
        task, split, *rest = key.split("|")
        languages = set(rest[-1].split("+"))
        if _letters(task) == _letters(name) and len(languages) == 1 and languages <= set(_ISO):
            language = _ISO[languages.pop()]
            for model, values in models.items():
                yield Published(f"{language} → {language}", f"{model}, {split}", _ours(values, _MTEB))


def _by_language(held: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Iterator[Published]:
    for language, models in held.items():
        for model, values in models.items():
            yield Published(language, model, _ours(values, _NOMIRACL))


def _ours(values: Mapping[str, float], names: Mapping[str, str]) -> Mapping[str, float]:
    return {ours: float(values[theirs]) for theirs, ours in names.items() if theirs in values}


def _letters(name: str) -> str:
    """A task is "SyntecRetrieval" to some and "syntec" to others."""
    return "".join(one for one in name.casefold() if one.isalnum()).removesuffix("retrieval")
