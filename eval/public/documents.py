"""The documents of a test set as files, and the index that `polycite ingest` makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from eval.indexing import ingested
from eval.public.sets import Entry, PublicSet
from polycite.settings import Settings

_SETS = "public-sets"
_WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Files:
    """Where the documents of a set stand, and the id of the entry that each path is the file of.

    Entries of one language that say the same are one file; `same` leads from each id to the one that stands for it.
    """

    folder: Path
    ids: Mapping[str, str]
    same: Mapping[str, str]
    paths: Mapping[str, str]

    def path_of(self, identifier: str) -> str:
        """The file of an entry."""
        return self.paths[self.same[identifier]]

    @staticmethod
    def language(path: str) -> str:
        """The language of a file."""
        return path.partition("/")[0]


def files_of(corpus: Sequence[Entry], folder: Path) -> Files:
    """Which files a corpus becomes: `nl/nl/0.txt`, below a folder for each language that is a corpus by itself too."""
    first: dict[tuple[str, str], str] = {}
    same = {one.id: first.setdefault((one.lang, one.words), one.id) for one in corpus}
    ids = {_path(number, one): one.id for number, one in enumerate(corpus) if same[one.id] == one.id}
    return Files(folder, ids, same, {identifier: path for path, identifier in ids.items()})


def written(files: Files, corpus: Sequence[Entry]) -> None:
    """Write them, each a title and its words, with a catalogue that says their titles and languages."""
    entries = {one.id: one for one in corpus}
    for path, identifier in files.ids.items():
        place = files.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text_of(entries[identifier]), encoding="utf-8", newline="")
    listed = "\n".join(_listing(path, entries[identifier]) for path, identifier in files.ids.items())
    (files.folder / "catalog.toml").write_text(listed, encoding="utf-8")


def text_of(entry: Entry) -> str:
    """The title as a heading, where there is one, above the text.

    >>> text_of(Entry(id="a", lang="en", title="Leave", text="Staff have 26 days."))
    '# Leave\\n\\nStaff have 26 days.\\n'
    """
    title = " ".join(entry.title.split())
    if not any(map(str.isalnum, entry.text)):
        return f"{title}\n"
    return f"# {title}\n\n{entry.text}\n" if title else f"{entry.text}\n"


def published(one: PublicSet, operator: Settings, progress: Callable[[str], None]) -> tuple[Files, Settings]:
    """The files of a set and the settings of its index, made where this code has not made them already.

    A document that ingest refuses, such as one of code alone, is not in the index and so is never found.

    Raises BadSource, Unavailable.
    """
    place = Path(_SETS) / f"{one.name}-{_digest(one)}"
    files = files_of(one.corpus, operator.data_dir / place / "documents")
    mark = operator.data_dir / place / _WHOLE
    if not mark.exists():
        written(files, one.corpus)
        mark.touch()
    return files, ingested(files.folder, operator, progress, str(place), partly=True)


def _path(number: int, entry: Entry) -> str:
    return f"{entry.lang}/{entry.lang}/{number}.txt"


def _listing(path: str, entry: Entry) -> str:
    title = " ".join((entry.title or entry.id).split())
    keys = {"path": path, "title": title or path, "language": entry.lang}
    # A JSON string is a TOML string too, but for DEL, which JSON leaves as it is.
    said = (f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", " ") for key, value in keys.items())
    return "\n".join(["[[document]]", *said, 'readers = ["public"]', ""])


def _digest(one: PublicSet) -> str:
    digest = blake2b(digest_size=8)
    for entry in one.corpus:
        digest.update(json.dumps([entry.lang, entry.title, entry.text]).encode())
    return digest.hexdigest()
