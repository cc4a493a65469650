"""Draws docs/answer.svg: what `polycite ask` prints, for the README. Needs an index: `make demo` first.

POLYCITE_DATA_DIR=var/demo .venv/bin/python docs/picture.py
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from rich.console import Console

from polycite import terminal
from polycite.answer import Question
from polycite.bootstrap import asker
from polycite.model import ANONYMOUS, Scope
from polycite.settings import load_settings

QUESTIONS = (
    "Hoeveel krijgt een speerpuntcluster per jaar en hoe lang?",
    "Binnen hoeveel uur moet ik een verloren laptop melden?",
)


def main() -> None:
    """Ask, print to a recording console, save the recording without the web fonts it would otherwise fetch."""
    console = Console(record=True, width=118, file=io.StringIO(), highlight=False)
    with terminal.preparation() as notice:
        ready = asker(load_settings(os.environ), notice)
    for question in QUESTIONS:
        terminal.answer(ready.ask(Question(question, Scope(ANONYMOUS))), console)
        console.print()
    drawing = console.export_svg(title="polycite ask")
    place = Path(__file__).with_name("answer.svg")
    place.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawing, flags=re.DOTALL), encoding="utf-8")
    print(place)


if __name__ == "__main__":
    main()
