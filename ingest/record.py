"""A run's report as it is left beside the index, for whoever looks after the documents."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from ingest.report import Report
from polycite.last_ingest import Faulty, LastIngest, Noted


def recorded(report: Report, root: Path, at: datetime) -> LastIngest:
    """What is put on record of a run over a folder that ended at a moment."""
    return LastIngest(
        at=at.replace(microsecond=0),
        root=str(root.resolve()),
        generation=report.generation,
        published=report.published,
        documents=report.documents,
        passages=report.passages,
        seconds=round(report.seconds, 1),
        outcomes=dict(sorted(Counter(one.outcome for one in report.files).items())),
        faulty=tuple(Faulty(one.path, one.outcome, one.reason, one.message) for one in report.bad),
        noted=tuple(Noted(one.path, warning) for one in report.files for warning in one.warnings),
    )
