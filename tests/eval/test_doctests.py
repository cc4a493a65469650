"""The examples in the docstrings of the measures are true, and no public measure is without one."""

from __future__ import annotations

import doctest
import inspect
from types import ModuleType

import pytest

from eval import abstention, answering, calibration, locate, measures, normalising, ranking, significance

MODULES = [abstention, answering, calibration, locate, measures, normalising, ranking, significance]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_give_what_they_say(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.attempted > 0
    assert done.failed == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_public_function_has_an_example(module: ModuleType) -> None:
    public = {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public
    assert [name for name, function in public.items() if ">>> " not in (function.__doc__ or "")] == []
