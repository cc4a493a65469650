"""What a reader has to know beside the figures: what was checked, and what the two runs do not share."""

from __future__ import annotations

from collections.abc import Iterator

from eval.report.told import Report
from eval.report.words import many


def asked_said(report: Report) -> Iterator[str]:
    """What was asked and could not be, what a second reader of the files makes of pages, and which peers failed."""
    run = report.ours.run
    yield f"{many(len(run.judged), 'question')} of {', '.join(run.splits)}, asked of {run.system} as of {run.day}"
    if run.skipped:
        yield f"{many(len(run.skipped), 'question')} not asked, being asked by groups it does not know"
    found, paged = run.seconded
    if paged:
        yield f"{found} of {many(paged, 'quotation')} were found on their page by a second reader of the files"
    for one in report.failed:
        yield f"the peer {one.name} failed and is not compared with: {one.why}"


def apart_said(report: Report) -> Iterator[str]:
    """What keeps a run from being compared with the accepted one throughout; nothing where there is no such run."""
    found = report.comparison
    if found is None:
        return
    if found.moved:
        yield f"not as in the accepted run: the {' and the '.join(found.moved)}"
    for why, questions in (
        ("new since the accepted run, so not compared", found.unknown),
        ("edited since the accepted run, so not compared", found.edited),
        ("of the accepted run, but not asked in this one", found.missing),
    ):
        if questions:
            yield f"{why}: {many(len(questions), 'question')}"
