"""What is wrong with gold, said in one line each."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

_SAID = {"extra_forbidden": "is a key nobody knows", "missing": "is missing"}


def explained(error: ValidationError) -> Iterator[str]:
    """Each problem that a shape found, with the key it is at."""
    found = error.errors(include_url=False, include_input=False)
    for one in found:
        # A list is also "too short" when its only member is wrong: that is one problem, not two.
        if one["type"] == "too_short" and any(other["loc"][:-1][: len(one["loc"])] == one["loc"] for other in found):
            continue
        place = ".".join(map(str, one["loc"]))
        message = one["msg"].removeprefix("Value error, ")
        if one["type"] in _SAID:
            yield f"{place!r} {_SAID[one['type']]}"
        else:
            yield f"{place}: {message}" if place else message
