"""A process at arm's length: asked by lines, against the clock, so that nothing it is given can harm who asks.

Parsers crash, loop and swell on hostile files, and an exception handler helps against none of it. A child gets no
environment and answers in replies of limited length, never in pickle: a tag byte, the length of the body in eight
bytes, and the body. Each user of it has tags of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO

_LENGTH = 8


def send(stream: IO[bytes], tag: bytes, body: bytes = b"") -> None:
    """Write one reply."""
    stream.write(tag + len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes], largest: int) -> tuple[bytes, bytes]:
    """Tag and body of the next reply. Raises EOFError where it breaks off, OverflowError where it is over `largest`."""
    tag = _exactly(stream, 1)
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if length > largest:
        raise OverflowError(f"{length:,} bytes")
    return tag, _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


@contextmanager
def standard_streams() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """In the child: its requests and its replies. What a library prints goes to standard error, never into a reply."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        yield sys.stdin.buffer, replies


class ChildProcess:
    """One running child. Not for several threads at once.

    `answered` counts its replies; `timed_out` says whether the clock has ended it.
    """

    def __init__(self, command: Sequence[str], largest: int) -> None:
        """`largest` is how many bytes the body of a reply may have."""
        self.answered, self.timed_out, self._largest = 0, False, largest
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, request: bytes, seconds: float) -> tuple[bytes, bytes]:
        """Tag and body of the reply to one line. Raises EOFError where the process ends before, OverflowError."""
        timer = Timer(seconds, self._time_out)
        timer.start()
        try:
            requests, replies = self._pipes()
            requests.write(request + b"\n")
            requests.flush()
            reply = receive(replies, self._largest)
        except BrokenPipeError as error:
            raise EOFError from error
        finally:
            timer.cancel()
            timer.join()  # the clock may be ending the child this very moment
        if self.timed_out:  # an answer that came too late: what is asked next must not be blamed for it
            raise EOFError
        self.answered += 1
        return reply

    def end(self) -> int:
        """End the child and all it started, and wait for it; its exit code, negative where a signal ended it."""
        self._kill()
        code = self._process.wait()
        for pipe in self._pipes():
            with suppress(BrokenPipeError):
                pipe.close()
        return code

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        return self._process.stdin, self._process.stdout

    def _time_out(self) -> None:
        self.timed_out = True
        self._kill()

    def _kill(self) -> None:
        if self._process.returncode is not None:
            return
        if os.name == "posix":
            with suppress(ProcessLookupError):  # a group of its own: what the child started ends with it
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
