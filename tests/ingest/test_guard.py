"""Claims about the process that reads: what a file can do to it, it does to no one else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from ingest.guard import ReaderProcess
from polycite.errors import BadSource

Make = Callable[..., ReaderProcess]

# A child that obeys: each request names a file whose text is Python to run instead of reading it.
OBEYS = """
import json, os, signal, subprocess, sys, time
sys.path[:0] = {path!r}
from ingest.reading import Block, Reading
from ingest.replies import FAULT, READ, fault
from polycite.child_process import send
from ingest.wire import packed
from polycite.model import Span
out = sys.stdout.buffer
def say(text):
    send(out, READ, packed(Reading(text, (Block("prose", Span(0, len(text))),))))
for line in sys.stdin.buffer:
    exec(open(json.loads(line)).read())
"""


@pytest.fixture
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess(seconds=30) as process:
        yield process


@pytest.fixture
def obedient(tmp_path: Path) -> Iterator[Make]:
    """Makes a reader whose child runs what it is given."""
    script = tmp_path / "obeys.py"
    script.write_text(OBEYS.format(path=sys.path))
    made: list[ReaderProcess] = []

    def make(seconds: float = 30, documents: int = 50) -> ReaderProcess:
        made.append(ReaderProcess(seconds, documents, command=(sys.executable, str(script))))
        return made[-1]

    yield make
    for process in made:
        process.close()


def order(folder: Path, code: str) -> Path:
    file = folder / "order.txt"
    file.write_text(code)
    return file


def test_a_file_is_read_in_another_process(reader: ReaderProcess, tmp_path: Path) -> None:
    file = tmp_path / "regel.txt"
    file.write_text("Eén zin.\n")
    reading = reader.read(file)
    assert reading.text == "Eén zin.\n"
    assert reader.pid not in (None, os.getpid())


def test_a_relative_path_means_the_same_file_there(
    reader: ReaderProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("met spatie\nen regel.txt").write_text("Een zin.")
    assert reader.read(Path("met spatie\nen regel.txt")).text == "Een zin."


def test_one_child_reads_many_files(reader: ReaderProcess, tmp_path: Path) -> None:
    pids = set()
    for number in range(5):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"Zin {number}.")
        assert reader.read(file).text == f"Zin {number}."
        pids.add(reader.pid)
    assert len(pids) == 1


def test_a_refusal_travels_with_its_reason_and_the_next_file_reads(reader: ReaderProcess, tmp_path: Path) -> None:
    bad, good = tmp_path / "a.docx", tmp_path / "b.txt"
    bad.write_bytes(b"PK\x03\x04 no zip")
    good.write_text("Een zin.")
    with pytest.raises(BadSource) as caught:
        reader.read(bad)
    assert caught.value.reason == "corrupt"
    assert reader.read(good).text == "Een zin."


def test_what_is_no_document_starts_no_child(reader: ReaderProcess, tmp_path: Path) -> None:
    with pytest.raises(BadSource) as caught:
        reader.read(tmp_path / "a.jpg")
    assert (caught.value.reason, reader.pid) == ("unknown_type", None)


def test_a_child_is_replaced_after_its_number_of_documents(obedient: Make, tmp_path: Path) -> None:
    reader = obedient(documents=2)
    file = order(tmp_path, "say(str(os.getpid()))")
    pids = [reader.read(file).text for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("os._exit(3)", "code 3"),
        ("raise SystemExit(4)", "code 4"),
        ("out.write(b'r'); out.flush(); os._exit(5)", "code 5"),
        ("out.write(b'r' + (99).to_bytes(8, 'big') + b'half'); out.flush(); os._exit(6)", "code 6"),
    ],
)
def test_a_child_that_dies_is_a_crash_and_the_next_file_reads(
    obedient: Make, tmp_path: Path, code: str, said: str
) -> None:
    reader = obedient()
    with pytest.raises(BadSource, match=said) as caught:
        reader.read(order(tmp_path, code))
    assert caught.value.reason == "crash"
    assert reader.read(order(tmp_path, "say('Verder.')")).text == "Verder."


def test_a_child_that_hangs_is_ended_with_all_it_started(obedient: Make, tmp_path: Path) -> None:
    started = tmp_path / "started"
    reader = obedient(seconds=2)
    reader.read(order(tmp_path, "say('De tijd om te beginnen telt zo niet mee.')"))
    hang = (
        "grandchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(started)!r}, 'w').write(f'{{os.getpid()}} {{grandchild.pid}}')\n"
        "while True: pass"
    )
    with pytest.raises(BadSource, match="POLYCITE_READER_SECONDS") as caught:
        reader.read(order(tmp_path, hang))
    assert caught.value.reason == "timeout"
    running = [psutil.Process(int(pid)) for pid in started.read_text().split() if psutil.pid_exists(int(pid))]
    _, alive = psutil.wait_procs(running, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
    assert reader.read(order(tmp_path, "say('Verder.')")).text == "Verder."


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("send(out, READ, b'[]')", "crash"),
        ("send(out, READ, b'not json')", "crash"),
        ("send(out, FAULT, b'[1]')", "crash"),
        ("send(out, b'?', b'')", "crash"),
        ("send(out, FAULT, fault('corrupt', 'stuk'))", "corrupt"),
        ("out.write(READ + (10**12).to_bytes(8, 'big')); out.flush()", "too_large"),
    ],
)
def test_a_child_that_says_nonsense_is_not_believed(obedient: Make, tmp_path: Path, code: str, reason: str) -> None:
    reader = obedient()
    with pytest.raises(BadSource) as caught:
        reader.read(order(tmp_path, code))
    assert (caught.value.reason, reader.pid) == (reason, None)


def test_the_child_has_no_environment(obedient: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_QDRANT_API_KEY", "geheim")
    reader = obedient()
    seen = reader.read(order(tmp_path, "say(' '.join(sorted(os.environ)) or 'niets')")).text
    assert not {"POLYCITE_QDRANT_API_KEY", "HOME", "PATH"} & set(seen.split())


def test_closing_ends_the_child_and_twice_is_once(obedient: Make, tmp_path: Path) -> None:
    reader = obedient()
    pid = int(reader.read(order(tmp_path, "say(str(os.getpid()))")).text)
    reader.close()
    reader.close()
    assert not psutil.pid_exists(pid)
    assert reader.pid is None


NOISY = """
import os, sys
sys.path[:0] = {path!r}
from ingest import child
quiet = child.read
def noisy(path):
    print("lawaai", flush=True)
    os.write(1, b"lawaai uit C")
    return quiet(path)
child.read = noisy
child.main()
"""


def test_what_a_library_prints_does_not_disturb_the_replies(tmp_path: Path) -> None:
    script, file = tmp_path / "noisy.py", tmp_path / "a.txt"
    script.write_text(NOISY.format(path=sys.path))
    file.write_text("Een zin.")
    with ReaderProcess(command=(sys.executable, str(script))) as reader:
        assert [reader.read(file).text for _ in range(2)] == ["Een zin.", "Een zin."]
