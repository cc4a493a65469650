"""MODULE:FUNCTION names a peer, or it is said why it does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eval.questions import GoldQuestion
from eval.subject import known, peer
from polycite.errors import BadSettings, Unavailable
from tests.eval.peers.sample import DAY


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_peer_is_made_for_the_corpus_in_a_folder_of_its_own(home: Path, corpus: Path, asked: GoldQuestion) -> None:
    named = known("tests.eval.made_peers:first_lines")
    made = peer(named, corpus)
    assert made.name == named
    assert (home / "eval" / "peers" / "files").read_text(encoding="utf-8") == "3"
    paths = [one.path for one in made.ask(asked, DAY).passages]
    assert paths == ["en/leave.txt", "en/pay.txt", "nl/telewerk.txt"]


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("tests.eval.made_peers:nothing", "has no attribute 'nothing'"),
        ("tests.eval.made_peers:a_number", "it gives int, no LlamaIndex retriever or query engine"),
        ("tests.eval.made_peers:breaking", "KeyError: 'no store'"),
        ("tests.eval.reports:right", "too many positional arguments"),
        ("tests.eval.reports:DAY", "is not a callable object"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_gives_no_peer_is_named(named: str, why: str, corpus: Path) -> None:
    with pytest.raises(BadSettings, match=f"--peer '{named}' cannot be loaded .*{why}"):
        peer(known(named), corpus)


@pytest.mark.usefixtures("home")
def test_a_peer_may_say_itself_what_it_lacks(corpus: Path) -> None:
    with pytest.raises(Unavailable, match=r"^no licence$"):
        peer(known("tests.eval.made_peers:unlicensed"), corpus)


@pytest.mark.usefixtures("home")
def test_a_peer_in_the_folder_one_stands_in_is_found(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "peer_at_hand.py").write_text("from tests.eval.made_peers import first_lines as lines\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [one for one in sys.path if one not in ("", str(tmp_path))])
    assert peer(known("peer_at_hand:lines"), corpus).name == "peer_at_hand:lines"
    assert sys.path[-1] == str(tmp_path), "nothing in it hides what is installed"
