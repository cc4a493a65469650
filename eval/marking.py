"""A table that a command writes into a README: between two lines that mark its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from polycite.errors import BadGold


@dataclass(frozen=True, slots=True)
class Marks:
    """The lines before and after a table, and what the table is called in an error."""

    begin: str
    end: str
    what: str

    def put(self, text: str, table: str) -> str:
        """A text with a table between the marks. Raises ValueError where it has not one of each, in order."""
        before, begin, rest = text.partition(self.begin)
        _, end, after = rest.partition(self.end)
        if not begin or not end:
            raise ValueError(f"needs the lines {self.begin} and {self.end}")
        return f"{before}{self.begin}\n{table}\n{self.end}{after}"

    def write(self, file: Path, table: str) -> bool:
        """Put a table into a file; whether that changed it. Raises BadGold where it cannot go in."""
        try:
            old = file.read_text(encoding="utf-8")
            new = self.put(old, table)
        except (OSError, ValueError) as error:
            raise BadGold([f"{file}: {self.what} cannot be written: {error}"]) from error
        if new != old:
            file.write_text(new, encoding="utf-8")
        return new != old
