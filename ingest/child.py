"""The process that reads files for `ingest.guard`, started as `python -m ingest.child`.

It takes one JSON line a file and sends one reply a line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO

from ingest.read import read
from ingest.replies import FAULT, READ, fault
from ingest.wire import packed
from polycite.child_process import send, standard_streams
from polycite.errors import BadSource


def reply_to(path: Path) -> tuple[bytes, bytes]:
    """Tag and body: the file read, or why not. Whatever a reader does wrong costs one file and no more."""
    try:
        return READ, packed(read(path))
    except BadSource as error:
        return FAULT, fault(error.reason, str(error))
    except (MemoryError, RecursionError):
        return FAULT, fault("too_large", "needs more memory or depth than a reader is given: divide the document")
    except Exception as error:  # noqa: BLE001 (a process boundary: a reader's own defect must not end the run)
        return FAULT, fault("crash", f"its reader failed ({type(error).__name__}: {error}): save it in another format")


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Reply to each request until the other side closes."""
    for line in requests:
        tag, body = reply_to(Path(json.loads(line)))
        send(replies, tag, body)


def main() -> None:
    """Serve on standard input and output. Limits on memory and processor time belong here, before the first file."""
    with standard_streams() as (requests, replies):
        serve(requests, replies)


if __name__ == "__main__":
    main()
