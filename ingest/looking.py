"""A first look at what is to be indexed, before a model is prepared for it."""

from __future__ import annotations

from pathlib import Path

from ingest.catalog import find_catalog
from ingest.report import FileReport, Report
from ingest.walk import is_utf8, walk
from polycite.errors import BadSource, IndexDamaged, NoIndex
from polycite.ports import Library


def there(root: Path) -> Path:
    """The folder or file by its whole path. Raises BadSource where nothing is there, or its name cannot be written."""
    root = root.resolve()
    if not root.exists():
        raise BadSource("unreadable", f"{root} does not exist: give a folder or a file")
    if not is_utf8(str(root)):
        raise BadSource("unreadable", f"the name of {str(root)!r} is not UTF-8: rename it, then run it again")
    return root


def without_documents(library: Library, root: Path) -> Report | None:
    """The report of a run over a folder with nothing to read, which leaves the index as it is; None for any other.

    Raises BadSource, BadCatalog.
    """
    root = there(root)
    if any(True for _ in walk(root, find_catalog(root).ignored)):
        return None
    try:
        live = library.current().generation
    except (NoIndex, IndexDamaged):
        return Report((empty(root),), "", False, 0, 0, 0, 0, 0.0)
    return Report((empty(root),), live.id, False, live.documents, live.passages, 0, 0, 0.0)


def empty(root: Path) -> FileReport:
    """What is said of a folder without any document."""
    return FileReport(str(root), "skipped", "empty", "holds no document: put some there, or give another folder")
