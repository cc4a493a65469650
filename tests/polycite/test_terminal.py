from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from polycite import terminal
from polycite.answer import Question
from polycite.ask import Asker
from polycite.errors import (
    BadCatalog,
    BadModel,
    BadQuestion,
    BadSettings,
    BadSource,
    FingerprintMismatch,
    IndexBusy,
    MassDeletion,
    NoIndex,
    PolyciteError,
    QuoteMismatch,
    Unavailable,
    UnknownDocument,
)
from polycite.expansion import Crossing
from polycite.model import ANONYMOUS, Scope

Shelf = Callable[..., Asker]


def printed(show: Callable[[Console], None]) -> str:
    console = Console(file=io.StringIO(), width=200, highlight=False)
    show(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadSettings("x"), 2),
        (BadQuestion("x"), 2),
        (BadCatalog("x"), 2),
        (MassDeletion("x"), 2),
        (NoIndex("here"), 3),
        (UnknownDocument("d"), 3),
        (FingerprintMismatch("a", "b"), 5),
        (IndexBusy("x"), 5),
        (Unavailable("x"), 5),
        (BadModel("x"), 5),
        (BadSource("empty", "x"), 2),
        (QuoteMismatch("x"), 1),
    ],
)
def test_every_error_has_its_documented_exit_code(error: PolyciteError, code: int) -> None:
    assert terminal.exit_code(error) == code


def test_an_error_is_one_line_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise NoIndex("[there]")

    with pytest.raises(SystemExit) as stop:
        terminal.guarded(fail)
    assert stop.value.code == 3
    assert capsys.readouterr().out == ""


def test_a_bug_is_not_dressed_up_as_a_mistake_of_the_users() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        terminal.guarded(fail)


def test_an_answer_shows_its_quotes_and_where_they_stand(shelf: Shelf) -> None:
    given = shelf().ask(Question("Hoeveel dagen per week is telewerk toegestaan?", Scope(ANONYMOUS)))
    shown = printed(lambda console: terminal.answer(given, console))
    assert '"Telewerk is toegestaan op twee dagen per week."' in shown
    assert "[1] nl/telewerk.txt" in shown


def test_a_bridge_is_a_line_with_its_weights_and_who_says_so() -> None:
    leave = Crossing("leave", "en", "nl", (("verlof", 0.8), ("vakantie", 0.25)), "own")
    line = printed(lambda console: terminal.crossings([leave], console)).splitlines()[1]
    assert line.split() == ["leave", "en", "nl", "verlof", "0.80,", "vakantie", "0.25", "own", "terms"]


def test_no_bridge_is_said() -> None:
    assert "as it is written" in printed(lambda console: terminal.crossings([], console))


def test_a_declined_answer_shows_the_nearest_passages(shelf: Shelf) -> None:
    asker = shelf()
    given = asker.ask(Question("telewerk", Scope(ANONYMOUS, documents=("nowhere",))))
    near = asker.search(Question("telewerk", Scope(ANONYMOUS), k=2))
    assert given.text in printed(lambda console: terminal.answer(given, console))
    assert "nl/telewerk.txt" in printed(lambda console: terminal.hits(near.hits, near.documents, console))


def test_markup_in_a_document_is_printed_as_it_is(shelf: Shelf) -> None:
    asker = shelf({"a.txt": "De [bold]regel[/bold] geldt voor elke [red]aanvraag[/red] van de dienst."})
    given = asker.ask(Question("Welke regel geldt voor de aanvraag?", Scope(ANONYMOUS)))
    assert "[bold]regel[/bold]" in printed(lambda console: terminal.answer(given, console))


def test_a_document_cannot_steer_the_terminal(shelf: Shelf) -> None:
    asker = shelf({"a\x1b[2J.txt": "De regel \x1b[31mgeldt\x1b[0m voor elke aanvraag van de dienst."})
    given = asker.ask(Question("Welke regel geldt voor de aanvraag?", Scope(ANONYMOUS)))
    shown = printed(lambda console: terminal.answer(given, console))
    assert "\x1b" not in shown
    assert "a·[2J.txt" in shown


def test_preparation_says_each_step_once_where_there_is_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with terminal.preparation() as notice:
        notice("quantising", 0.5)
        notice("quantising", 0.6)
    assert capfd.readouterr().out == ""
