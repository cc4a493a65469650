"""A table while its cells are being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.tabular import are_names
from ingest.readers.writing import Canonical, seen


@dataclass(slots=True)
class Row:
    """The cells of one row, in column order; a cell that covers several places leaves the others empty."""

    cells: list[str] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    in_head: bool = False

    @property
    def is_header(self) -> bool:
        """Whether the file says that these are column names."""
        return self.in_head or (len(self.heads) > 1 and all(self.heads))


@dataclass(slots=True)
class Grid:
    """A table: rows begun, then filled cell by cell. `element` is the one it is read from."""

    element: etree._Element
    rows: list[Row] = field(default_factory=list)
    _below: dict[int, int] = field(default_factory=dict)  # column -> rows it stays taken by a cell above

    def begin_row(self, in_head: bool = False) -> None:
        """The next cells stand in a new row."""
        self._skip_taken()
        self.rows.append(Row(in_head=in_head))

    def cell(self, text: str, is_head: bool = False, columns: int = 1, below: int = 1) -> None:
        """The next cell, covering so many columns and rows."""
        if not self.rows:
            self.begin_row()
        self._skip_taken()
        row = self.rows[-1]
        self._below.update({len(row.cells) + place: below - 1 for place in range(columns) if below > 1})
        row.cells.extend([text] + [""] * (columns - 1))
        row.heads.append(is_head)

    def _skip_taken(self) -> None:
        """Leave places empty that a cell from above reaches into."""
        while self.rows and self._taken(len(self.rows[-1].cells)):
            self.rows[-1].cells.append("")

    def _taken(self, column: int) -> bool:
        left = self._below.get(column, 0)
        self._below[column] = max(left - 1, 0)
        return left > 0

    def write(self, canonical: Canonical, table: int) -> int:
        """Write the rows as table number `table`; 1 where there were any, else 0."""
        rows = [row for row in self.rows if any(map(seen, row.cells))]
        told = any(row.is_header for row in rows)
        for at, row in enumerate(rows):
            guessed = not told and at == 0 and len(rows) > 1 and are_names([seen(cell) for cell in row.cells])
            canonical.row(row.cells, table, header=row.is_header or guessed)
        return int(bool(rows))
