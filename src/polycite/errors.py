"""Every error polycite raises on purpose, one tree.

    PolyciteError
    ├── BadSettings           a POLYCITE_* variable is unknown or out of range
    ├── BadQuestion           empty, too long, or an option out of range
    ├── BadCatalog            catalog.toml cannot be read or contradicts itself
    ├── BadGold               gold questions are malformed, contradict each other or the documents
    ├── BadSource             one file cannot become a document; carries a reason word
    ├── BadModel              weights are missing, damaged or not the ones expected
    ├── QuoteMismatch         a quote differs from the text it is said to come from
    ├── NotFound
    │   ├── NoIndex           nothing was ingested yet
    │   ├── GenerationGone    a trace is of a generation that is no longer the live one
    │   ├── UnknownAnswer     no such answer of this asker, or no longer remembered
    │   ├── OriginalGone      the file a document was read from is gone or has changed
    │   ├── NoPicture         a page that has no picture, or whose picture cannot be drawn
    │   └── UnknownDocument   no such document for this asker
    ├── FingerprintMismatch   the index was built by another embedder
    ├── IndexBusy             another process is publishing
    ├── IndexDamaged          a generation fails its own verification
    ├── MassDeletion          a run would drop more of the corpus than is allowed
    ├── Overloaded            more questions are in progress than the service takes
    ├── Stopping              the service was told to stop and takes no more questions
    └── Unavailable           Qdrant or another dependency does not answer

Each message names what was wrong and the next command to run.
"""

from __future__ import annotations

from collections.abc import Sequence


class PolyciteError(Exception):
    """The root; a message fit for an operator, never for a stack trace."""


class BadSettings(PolyciteError):
    """A setting is unknown, malformed or out of its bounds."""


class BadQuestion(PolyciteError):
    """A question or one of its options is refused before any search."""


class BadTerms(PolyciteError):
    """A list of terms cannot be used as it is written."""


class BadCatalog(PolyciteError):
    """`catalog.toml` is malformed or names what does not exist."""


class BadGold(PolyciteError):
    """Gold questions are wrong; `problems` has one line for each, with file and line number."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}"
        self.heading = f"{count} in the gold questions: correct, then run 'polycite gold check'"
        super().__init__("\n".join([self.heading, *self.problems]))


class BadModel(PolyciteError):
    """Model weights are missing, damaged or of another checksum."""


class QuoteMismatch(PolyciteError):
    """A quote is not, character for character, the text at its span."""


class NotFound(PolyciteError):
    """Something asked for by name is not there."""


class NoIndex(NotFound):
    """No generation was published yet."""

    def __init__(self, place: str) -> None:
        super().__init__(f"no index at {place}: run 'polycite ingest PATH' first")


class GenerationGone(NotFound):
    """A generation that a trace names is not the live one, and others are not asked."""

    def __init__(self, named: str, live: str) -> None:
        super().__init__(
            f"the trace is of generation {named}, and the live one is {live}: "
            "ask the question again with 'polycite explain'"
        )


class UnknownAnswer(NotFound):
    """No answer of this id that is still remembered and the asker's own; all three look alike."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"no answer {identifier!r}: ask again, only the last answers are remembered")


class OriginalGone(NotFound):
    """The file that was indexed is not where it was, or is not what it was."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path!r} is gone or was changed after it was indexed: run 'polycite ingest PATH' again")


class NoPicture(NotFound):
    """A page that has no picture: its format has none, or nothing could draw it."""


class UnknownDocument(NotFound):
    """No document of this id that the asker may read; hidden and absent look alike."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"no document {identifier!r}: 'polycite status' lists the documents")


class FingerprintMismatch(PolyciteError):
    """Vectors of two embedders cannot be compared."""

    def __init__(self, index: str, embedder: str) -> None:
        super().__init__(
            f"the index was built with {index!r} but the embedder is {embedder!r}: "
            "run 'polycite ingest PATH' again, or set POLYCITE_EMBEDDER back"
        )


class IndexBusy(PolyciteError):
    """Another process holds the right to publish."""


class IndexDamaged(PolyciteError):
    """A generation does not pass its own verification."""


class MassDeletion(PolyciteError):
    """A run would drop too much of what is indexed."""


class Overloaded(PolyciteError):
    """As many questions wait as may."""

    def __init__(self) -> None:
        super().__init__("too many questions at once: one was refused")


class Stopping(PolyciteError):
    """Open answers are finished and nothing new is begun."""

    def __init__(self) -> None:
        super().__init__("the service is stopping: a question was refused")


class Unavailable(PolyciteError):
    """A dependency does not answer."""


class BadSource(PolyciteError):
    """One file that cannot become a document.

    `reason` is one stable word for reports: empty, encrypted, no_text, corrupt, type_mismatch,
    unknown_type, unreadable, changing, timeout, crash, too_large, binary.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
