"""The keys that askers are named by: in a file of their own, each for as long as answers are kept.

Without its key a name leads to nobody. A key is replaced after the time that answers are kept, and deleted when the
last answer named by it is gone too.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

Keys = Callable[[date], Sequence[bytes]]
"""The keys of a day, newest first: the first names askers, by the others they are recognised."""
PATIENCE = 1.0
"""Seconds to wait for another process that makes a key."""
_BYTES = 32
_NAME = 24
"""Hexadecimal digits of a name: 96 bits."""


def pseudonym(key: bytes, identifier: str) -> str:
    """What somebody is called in the journal (HMAC-SHA256, RFC 2104, shortened)."""
    return hmac.new(key, identifier.encode(), sha256).hexdigest()[:_NAME]


@dataclass(frozen=True, slots=True)
class Key:
    """A key and the day it was made."""

    made: date
    secret: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Keys in a file that only its owner may read, shared by processes; each key is used for `days`."""

    path: Path
    days: int

    def __call__(self, day: date) -> tuple[bytes, ...]:
        """The keys of a day, made and dropped as it asks for. Raises OSError, of which a time-out is one."""
        known = self._read()
        if not self._fits(known, day):
            known = self._turned(day)
        return tuple(one.secret for one in known)

    def _fits(self, known: Sequence[Key], day: date) -> bool:
        """Whether the newest may still be used and none is to be dropped."""
        return bool(known) and not self._has_passed(known[0], day, 1) and self._due(known, day) == tuple(known)

    def _due(self, known: Sequence[Key], day: date) -> tuple[Key, ...]:
        return tuple(one for one in known if not self._has_passed(one, day, 2))

    def _has_passed(self, key: Key, day: date, times: int) -> bool:
        return day - key.made >= timedelta(days=times * self.days)

    def _turned(self, day: date) -> tuple[Key, ...]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock", timeout=PATIENCE):
            known = self._due(self._read(), day)
            if not known or self._has_passed(known[0], day, 1):
                known = (Key(day, secrets.token_bytes(_BYTES)), *known)
            self._write(known)
        return known

    def _read(self) -> tuple[Key, ...]:
        """A file that is gone or cannot be understood has no keys: nobody can be recognised by it any more."""
        with suppress(FileNotFoundError, ValueError, KeyError, TypeError):
            lines = json.loads(self.path.read_bytes())
            return tuple(Key(date.fromisoformat(one["made"]), bytes.fromhex(one["key"])) for one in lines)
        return ()

    def _write(self, keys: Sequence[Key]) -> None:
        lines = [{"made": one.made.isoformat(), "key": one.secret.hex()} for one in keys]
        temporary = self.path.with_name(f".{self.path.name}.new")
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(lines).encode())
        os.replace(temporary, self.path)
