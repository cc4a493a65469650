"""What the last reading of the folder left."""

from __future__ import annotations

from datetime import UTC, datetime

from polycite.last_ingest import Faulty, LastIngest
from tests.polycite.web.journals import HOSTILE

INGESTED = LastIngest(
    at=datetime(2026, 6, 1, 9, 30, tzinfo=UTC),
    root="/srv/documents",
    generation="1",
    published=True,
    documents=4,
    passages=9,
    seconds=12.5,
    outcomes={"live": 4, "quarantined": 2, "vanished": 1},
    faulty=(
        Faulty(f"nl/{HOSTILE}.pdf", "quarantined", "encrypted", "asks for a password: save it without one"),
        Faulty("fr/note.odd", "quarantined", "odd_reason", "odd <b>thing</b>: mend it"),
    ),
)
