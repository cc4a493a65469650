"""The journal as one SQLite file that several processes write.

What is deleted is overwritten with zeros (secure_delete), and the write-ahead log is emptied after it.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock

from filelock import FileLock

from polycite.adapters.journal.keys import Keys, pseudonym
from polycite.adapters.journal.tables import (
    ASKER,
    FORGET,
    GIVE,
    KEEP,
    LINES,
    OUT_OF_ROOM,
    SCHEMA,
    TAKE_BACK,
    VERSION,
    feedback_row,
    line_of,
    row_of,
    written,
)
from polycite.errors import Unavailable, UnknownAnswer
from polycite.journal import Feedback, Kept, Line, Questions
from polycite.model import Principal
from polycite.personal import scrubbed

PATIENCE = 1.0
"""Seconds to wait for another process that writes."""
LOT = 500
"""Answers deleted at once: between lots others may write."""
ROOM_IN_MEMORY = 10_000
"""Answers that are kept in memory; the oldest go first."""
_IN_MEMORY = ":memory:"
_SETTINGS = ("journal_mode=wal", "synchronous=normal", "secure_delete=on", "foreign_keys=on")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class SqliteJournal:
    """A journal in a file, or in memory where `file` is None. `days` is how long answers are kept.

    Beyond `room` answers the oldest go; None for no such limit.
    """

    def __init__(
        self,
        file: Path | None,
        keys: Keys,
        questions: Questions = "pseudonymous",
        days: int = 30,
        clock: Callable[[], datetime] = now,
        room: int | None = None,
    ) -> None:
        self._file, self._keys, self._questions, self._days, self._clock = file, keys, questions, days, clock
        self._room, self._lock = room, RLock()
        self._opened: sqlite3.Connection | None = None

    def keep(self, kept: Kept, asker: Principal) -> None:
        """Record an answer. Raises Unavailable."""
        with self._writing() as connection:
            connection.execute(KEEP, row_of(kept, self._names(asker)[0], self._question(kept.question)))
            if self._room is not None:
                connection.execute(OUT_OF_ROOM, (self._room,))

    def give(self, answer: str, asker: Principal, feedback: Feedback | None) -> None:
        """Record or take back what the asker says. Raises UnknownAnswer, Unavailable."""
        with self._writing() as connection:
            name = self._name(connection, answer, asker)
            if feedback is None:
                connection.execute(TAKE_BACK, (answer, name))
                return
            reason = feedback.reason if self._questions == "full" else scrubbed(feedback.reason)
            row = feedback_row(answer, name, replace(feedback, reason=reason), self._clock())
            connection.execute(GIVE, row)

    def lines(self) -> tuple[Line, ...]:
        """Everything recorded, newest first; looking makes no journal where there is none. Raises Unavailable."""
        if self._absent():
            return ()
        with self._using() as connection:
            return tuple(map(line_of, connection.execute(LINES)))

    def forget(self, before: datetime | None = None) -> int:
        """Delete answers of before a moment, from the disk too; how many. Raises Unavailable."""
        until = written(before or self._clock() - timedelta(days=self._days))
        count = 0
        while deleted := self._forget_some(until):
            count += deleted
        with self._using() as connection:
            self._keys(self._clock().date())
            # Also what another process deleted a moment ago may still be in the log.
            connection.execute("pragma wal_checkpoint(truncate)")
        return count

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened = None

    def _absent(self) -> bool:
        if self._file is None or self._opened is not None:
            return False
        try:
            self._file.stat()
        except FileNotFoundError:
            return True
        except OSError:  # using it says what is wrong
            return False
        return False

    def _forget_some(self, until: str) -> int:
        with self._writing() as connection:
            return connection.execute(FORGET, (until, LOT)).rowcount

    def _question(self, text: str | None) -> str | None:
        if text is None or self._questions == "off":
            return None
        return scrubbed(text) if self._questions == "pseudonymous" else text

    def _names(self, asker: Principal) -> tuple[str, ...]:
        """What somebody is called, and what they may have been called before."""
        named = tuple(pseudonym(key, asker.id) for key in self._keys(self._clock().date()))
        return (asker.id, *named) if self._questions == "full" else (*named, asker.id)

    def _name(self, connection: sqlite3.Connection, answer: str, asker: Principal) -> str:
        """The name an answer was given under. Raises UnknownAnswer where it is not this asker's."""
        row = connection.execute(ASKER, (answer,)).fetchone()
        if row is None or row[0] not in self._names(asker):
            raise UnknownAnswer(answer)
        return str(row[0])

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the right to write from its start: a later upgrade could not wait for it."""
        with self._using() as connection, connection:
            connection.execute("begin immediate")
            yield connection

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection()
            except (sqlite3.Error, OSError) as error:
                self.close()
                raise Unavailable(
                    f"the journal {self._file or 'in memory'} cannot be used ({_why(error)}): see that its folder can "
                    "be written and has room; if the file is damaged, move it away and a new one is begun"
                ) from error

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = opened(self._file)
        return self._opened


def _why(error: sqlite3.Error | OSError) -> str:
    return getattr(error, "strerror", None) or str(error)


def journal_in_memory(room: int = ROOM_IN_MEMORY) -> SqliteJournal:
    """A journal with so much room that goes with the process, as does the key its askers are named by."""
    key = (secrets.token_bytes(32),)
    return SqliteJournal(None, lambda _: key, room=room)


def opened(file: Path | None) -> sqlite3.Connection:
    """A connection to the journal, its tables made at first use. Raises sqlite3.Error, OSError."""
    if file is None:
        return _connected(_IN_MEMORY)
    file.parent.mkdir(parents=True, exist_ok=True)
    # SQLite waits for nobody while it turns to write-ahead logging, and several processes may come first at once.
    with FileLock(f"{file}.lock", timeout=PATIENCE):
        file.touch(mode=0o600)
        return _connected(str(file))


def _connected(place: str) -> sqlite3.Connection:
    # One connection serves all threads, which take turns.
    connection = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    with ExitStack() as unless_made:
        unless_made.callback(connection.close)
        for setting in _SETTINGS:
            connection.execute(f"pragma {setting}").fetchall()
        _make_tables(connection)
        unless_made.pop_all()
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    found = int(connection.execute("pragma user_version").fetchone()[0])
    if found > VERSION:
        raise sqlite3.DatabaseError(f"its version is {found}, this program knows {VERSION}")
    if found == 0:
        connection.executescript(f"begin; {SCHEMA} pragma user_version = {VERSION}; commit")
