from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from hashlib import sha256
from pathlib import Path

import psutil
import pytest

from polycite.adapters.pages.draughtsman import COMMAND, Draughtsman
from polycite.adapters.pages.pdfium_drawer import QUEUE, PdfiumDrawer
from polycite.errors import NoPicture, OriginalGone, Unavailable
from tests.adapters.small_pdfs import RED_SQUARE, endless, pdf, stream

PNG = b"\x89PNG\r\n\x1a\n"
DIES = (sys.executable, "-c", "import os, sys; sys.stdin.readline(); os.kill(os.getpid(), 11)")
BABBLES = (sys.executable, "-c", "import sys; sys.stdin.readline(); print('<html>' * 9, flush=True); sys.stdin.read()")
Drawers = Callable[..., PdfiumDrawer]


@pytest.fixture
def drawers(tmp_path: Path) -> Iterator[Drawers]:
    """Makes drawers that are closed at the end."""
    made: list[PdfiumDrawer] = []

    def make(seconds: float = 20.0, command: tuple[str, ...] = COMMAND, patience: float = 5.0) -> PdfiumDrawer:
        made.append(PdfiumDrawer(tmp_path / "cache", seconds=seconds, command=command, patience=patience))
        return made[-1]

    yield make
    for one in made:
        one.close()


def saved(path: Path, data: bytes) -> tuple[Path, str]:
    path.write_bytes(data)
    return path, sha256(data).hexdigest()


def test_a_page_is_drawn_once_and_kept(drawers: Drawers, tmp_path: Path) -> None:
    original, digest = saved(tmp_path / "a.pdf", RED_SQUARE)
    first = drawers().draw(original, digest, 1, 800)
    assert first.startswith(PNG)
    assert drawers(command=DIES).draw(original, digest, 1, 800) == first


def test_a_file_that_changed_has_no_picture(drawers: Drawers, tmp_path: Path) -> None:
    original, _ = saved(tmp_path / "a.pdf", RED_SQUARE)
    with pytest.raises(OriginalGone, match="ingest"):
        drawers().draw(original, sha256(b"").hexdigest(), 1, 800)


def test_a_page_without_end_is_ended_and_the_next_is_drawn(drawers: Drawers, tmp_path: Path) -> None:
    drawer = drawers(seconds=5.0)
    with pytest.raises(NoPicture, match="ended the process"):
        drawer.draw(*saved(tmp_path / "endless.pdf", endless()), 1, 800)
    assert drawer.draw(*saved(tmp_path / "a.pdf", RED_SQUARE), 1, 800).startswith(PNG)


def test_a_page_that_asks_for_all_memory_harms_nobody(drawers: Drawers, tmp_path: Path) -> None:
    entries = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    swollen = pdf(b"200 0 0 100 0 0 cm /I Do", more=[stream(b"\0", entries)], names=b"/XObject<</I 5 0 R>>")
    drawer = drawers()
    assert drawer.draw(*saved(tmp_path / "swollen.pdf", swollen), 1, 800).startswith(PNG)
    assert drawer.draw(*saved(tmp_path / "a.pdf", RED_SQUARE), 1, 800).startswith(PNG)


@pytest.mark.parametrize("command", [DIES, BABBLES, (sys.executable, "-c", "")])
def test_a_process_that_dies_or_babbles_costs_one_page(
    drawers: Drawers, tmp_path: Path, command: tuple[str, ...]
) -> None:
    original, digest = saved(tmp_path / "a.pdf", RED_SQUARE)
    with pytest.raises(NoPicture, match=r"page 1 of a\.pdf"):
        drawers(command=command).draw(original, digest, 1, 800)
    assert drawers().draw(original, digest, 1, 800).startswith(PNG)


FLAWED, UNKNOWN = (f"sys.stdout.buffer.write(b'{tag}' + bytes(8)); sys.stdout.flush()" for tag in "f?")


@pytest.mark.parametrize(("replies", "tries"), [("break", "xx"), (UNKNOWN, "xx"), (FLAWED, "x")])
def test_only_a_page_that_is_flawed_is_not_tried_again(
    drawers: Drawers, tmp_path: Path, replies: str, tries: str
) -> None:
    counted = tmp_path / "asked"
    asked = f"import sys\nfor _ in sys.stdin:\n    open({str(counted)!r}, 'a').write('x'); {replies}"
    drawer, (original, digest) = drawers(command=(sys.executable, "-c", asked)), saved(tmp_path / "a.pdf", RED_SQUARE)
    for width in (800, 1200):
        with pytest.raises(NoPicture):
            drawer.draw(original, digest, 3, width)
    assert counted.read_text() == tries


def test_a_flawed_page_leaves_the_process_alive(tmp_path: Path) -> None:
    draughtsman = Draughtsman()
    try:
        draughtsman.draw(*saved(tmp_path / "a.pdf", RED_SQUARE), 1, 50)
        before = draughtsman.pid
        with pytest.raises(NoPicture, match="cannot be drawn"):
            draughtsman.draw(*saved(tmp_path / "b.pdf", b"%PDF-1.7"), 1, 50)
        assert draughtsman.pid == before
    finally:
        draughtsman.close()


def test_a_process_is_replaced_after_some_pages(tmp_path: Path) -> None:
    draughtsman, request = Draughtsman(pages=2), (*saved(tmp_path / "a.pdf", RED_SQUARE), 1, 50)
    try:
        pids = []
        for _ in range(2):
            draughtsman.draw(*request)
            pids.append(draughtsman.pid)
        assert pids[0] is not None
        assert pids[1] is None
        assert not psutil.pid_exists(pids[0])
    finally:
        draughtsman.close()


def test_the_process_is_confined_and_knows_no_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_QDRANT_API_KEY", "canary")
    draughtsman = Draughtsman()
    try:
        draughtsman.draw(*saved(tmp_path / "a.pdf", RED_SQUARE), 1, 50)
        assert draughtsman.pid is not None
        child = psutil.Process(draughtsman.pid)
        assert "canary" not in str(child.environ())
        assert child.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
        # No limit at all is told as -1.
        assert 0 < child.rlimit(psutil.RLIMIT_AS)[0] < 4 << 30
        assert 0 < child.rlimit(psutil.RLIMIT_CPU)[0] <= 600
        assert 0 < child.rlimit(psutil.RLIMIT_NOFILE)[0] <= 32
        assert os.getsid(child.pid) == child.pid
    finally:
        draughtsman.close()


@pytest.mark.parametrize(("patience", "refused"), [(0.0, 4), (30.0, 0)])
def test_more_requests_than_may_wait_are_told_to_come_back_after_some_patience(
    drawers: Drawers, tmp_path: Path, patience: float, refused: int
) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    waits = f"import sys; sys.stdin.readline(); open({str(gate)!r}).read(); sys.stdout.buffer.write(b'f' + bytes(8))"
    drawer = drawers(command=(sys.executable, "-c", waits), patience=patience)

    def told(number: int) -> str:
        with pytest.raises((NoPicture, Unavailable)) as caught:
            drawer.draw(tmp_path / "a.pdf", "d", 1, number)
        return "refused" if caught.type is Unavailable else "tried"

    with ThreadPoolExecutor(QUEUE + 4) as threads:
        answers = as_completed([threads.submit(told, number) for number in range(QUEUE + 4)], timeout=60)
        first = [next(answers).result() for _ in range(refused)]
        gate.write_text("")
        rest = [one.result() for one in answers]
    assert (first, rest) == (["refused"] * refused, ["tried"] * (QUEUE + 4 - refused))
