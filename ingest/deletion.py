"""The guard against a slip: a run that would take much of what is indexed away has to be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.gathered import Gathered
from ingest.report import FileReport
from polycite.errors import MassDeletion
from polycite.text import counted

_NAMED = 3
"""Documents that a refusal names."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the index holds before a run: how many documents, from which folder, and their digests by path."""

    documents: int = 0
    root: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)


def refuse_mass_deletion(
    held: Held, root: str, gathered: Sequence[Gathered], others: Sequence[FileReport], share: float
) -> None:
    """Raises MassDeletion where more than a share of what is held would go.

    A document of another folder stays where its file or its very bytes are here too: a folder may have moved.
    """
    present = {one.path for one in gathered} | {one.path for one in others}
    bytes_here = {one.document.source.digest for one in gathered} if held.root != root else set()
    gone = [path for path, digest in held.digests.items() if path not in present and digest not in bytes_here]
    if len(gone) > share * len(held.digests):
        raise MassDeletion(_said(held, root, gone))


def _said(held: Held, root: str, gone: Sequence[str]) -> str:
    if held.root == root:
        what = f"{len(gone)} of {len(held.digests)} indexed documents are gone from the folder"
    else:
        holds = f"the index holds {counted(held.documents, 'document')} from {held.root}"
        what = f"{holds}, and {root} lacks {len(gone)} of them"
    again = "if that is meant, run again with --allow-mass-delete; nothing was changed"
    return f"{what} ({', '.join(gone[:_NAMED])}): {again}"
