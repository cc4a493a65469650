"""Code of others that an evaluation runs beside ours: anything may go wrong in it, and none of that ends our run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from polycite.errors import PolyciteError


@contextmanager
def foreign(unusable: Callable[[str], PolyciteError]) -> Iterator[None]:
    """Within, whatever is raised becomes what `unusable` makes of its kind and its words; our own errors stay."""
    try:
        yield
    except PolyciteError:
        raise
    except Exception as error:
        raise unusable(f"{type(error).__name__}: {error}") from error
