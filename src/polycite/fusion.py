"""Bringing scores of different languages and views onto one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polycite.model import Moments, Vectors

_NO_SPREAD = 1e-6
_KINSHIP_PRIOR = 100
"""Vectors at which kinship counts half."""
_MEAN_PRIOR, _SPREAD_PRIOR = 3, 30
"""How many vectors of its own a language needs to weigh as much as all languages together."""


def deviation(question: Vectors, moments: Moments) -> tuple[float, float]:
    """Mean and standard deviation of a question's cosine with every vector of one language, from its moments.

    A score in standard deviations above its own language's mean compares with another's: similarity to one's own
    language would otherwise drown the right passage in another.
    """
    mean = float(question @ moments.mean)
    variance = float(question @ moments.covariance @ question)
    return mean, max(variance, _NO_SPREAD) ** 0.5


@dataclass(frozen=True, slots=True)
class Subject:
    """What a set of documents is about: the centre of its vectors, and how near to it they are themselves.

    `own` and `spread` are mean and standard deviation of their cosines with the centre; `weight` in (0, 1) is low
    while there are too few vectors to know the spread.
    """

    centre: Vectors
    own: float
    spread: float
    weight: float

    def kinship(self, question: Vectors) -> float:
        """How much a question is about this subject, in standard deviations of the documents' own kinship.

        0 is as near as a document is on average; a question about something else lies far below.
        """
        return (float(question @ self.centre) - self.own) / self.spread * self.weight


def subject_of(languages: Sequence[Moments]) -> Subject:
    """The subject of documents in several languages; its centre is the mean of theirs, so that none is home."""
    centre = np.mean([one.mean for one in languages], axis=0)
    own = float(np.mean([one.mean @ centre for one in languages]))
    variance = float(np.mean([centre @ one.covariance @ centre for one in languages]))
    count = sum(one.count for one in languages)
    return Subject(centre, own, float(np.sqrt(max(variance, _NO_SPREAD))), count / (count + _KINSHIP_PRIOR))


def moments_of(vectors: Vectors) -> Moments:
    """Mean and covariance of unit vectors [n, d]; one vector has no spread."""
    count, size = vectors.shape
    mean = vectors.mean(axis=0) if count else np.zeros(size, np.float32)
    centred = vectors - mean
    covariance = centred.T @ centred / max(count, 1)
    return Moments(mean.astype(np.float32), covariance.astype(np.float32), count)


def shrunk(own: Moments, pooled: Moments) -> Moments:
    """A language's moments drawn towards those of all languages, the more so the fewer vectors it has.

    Two passages have no spread worth the name; without this their scores would be infinite.
    """
    mean = (own.count * own.mean + _MEAN_PRIOR * pooled.mean) / (own.count + _MEAN_PRIOR)
    covariance = (own.count * own.covariance + _SPREAD_PRIOR * pooled.covariance) / (own.count + _SPREAD_PRIOR)
    return Moments(mean.astype(np.float32), covariance.astype(np.float32), own.count)
