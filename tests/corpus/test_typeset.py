"""Claims about building the corpus: the built files are what their sources give, on every run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from tests.corpus.papers import CORPUS, LISTED

PICTURE = "sources/nl/evacuatiekaart.png"


def script(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a script of the corpus."""
    return subprocess.run([sys.executable, str(path), *arguments], capture_output=True, text=True, check=False)


def typeset(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a copy's own typesetting script."""
    return script(folder / "typeset.py", *arguments)


def copied(folder: Path, *wanted: str) -> Path:
    """A copy of some files of the corpus, and of nothing else."""
    for one in wanted:
        (folder / one).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CORPUS / one, folder / one)
    return folder


def test_the_built_files_are_what_their_sources_give() -> None:
    checked = typeset(CORPUS, "--check")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_every_pdf_and_word_document_has_its_source() -> None:
    made = {path for path in LISTED if path.endswith((".pdf", ".docx"))}
    sources = {source.relative_to(CORPUS / "sources").as_posix() for source in (CORPUS / "sources").glob("*/*")}
    assert sources - {"nl/evacuatiekaart.png"} == {
        path.replace(".pdf", ".typ") if path.endswith(".pdf") else f"{path}.md" for path in made
    }


def test_a_stale_and_a_missing_file_are_named_and_rebuilt(tmp_path: Path) -> None:
    sources = ("sources/house.typ", "sources/nl/telewerk-2022.typ", "sources/nl/reiskosten.docx.md")
    copy = copied(tmp_path / "corpus", "typeset.py", *sources)
    (copy / "nl").mkdir()
    (copy / "nl/reiskosten.docx").write_bytes(b"damaged")
    checked = typeset(copy, "--check")
    assert (checked.returncode, checked.stdout) == (1, "stale: nl/reiskosten.docx\nstale: nl/telewerk-2022.pdf\n")
    assert checked.stderr == "run 'python corpus/typeset.py' and commit what it builds\n"
    built = typeset(copy)
    assert (built.returncode, built.stdout) == (0, "built: nl/reiskosten.docx\nbuilt: nl/telewerk-2022.pdf\n")
    assert (copy / "nl/telewerk-2022.pdf").read_bytes() == (CORPUS / "nl/telewerk-2022.pdf").read_bytes()
    assert typeset(copy, "--check").returncode == 0


def test_an_unknown_option_is_refused(tmp_path: Path) -> None:
    refused = typeset(copied(tmp_path, "typeset.py"), "--clean")
    assert (refused.returncode, refused.stderr) == (2, "usage: python corpus/typeset.py [--check]\n")


def dots(path: Path) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """The dots of a black and white picture, true where it is white."""
    with Image.open(path) as picture:
        assert picture.mode == "1"
        return np.asarray(picture, dtype=bool).reshape(picture.height, picture.width)


def test_the_scan_is_made_from_its_card(tmp_path: Path) -> None:
    made = script(CORPUS / "scan.py", str(tmp_path / "scan.png"))
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    again, committed = dots(tmp_path / "scan.png"), dots(CORPUS / PICTURE)
    assert again.shape == committed.shape == (1754, 1240)
    # Another release of Pillow may round a grey dot at the threshold the other way.
    assert np.mean(again != committed) < 0.001


def test_the_scan_has_writing_dust_and_the_shadow_of_the_lid() -> None:
    white = dots(CORPUS / PICTURE)
    assert 0.9 < white.mean() < 0.98
    assert white[:, :9].mean() < 0.6
    below_the_writing = white[1500:, 100:]
    assert 0.0001 < 1 - below_the_writing.mean() < 0.001


def test_a_scan_is_made_of_one_place_only(tmp_path: Path) -> None:
    scan = copied(tmp_path, "scan.py") / "scan.py"
    for wrong in (("--clean",), ("a.png", "b.png")):
        refused = script(scan, *wrong)
        assert (refused.returncode, refused.stderr) == (2, "usage: python corpus/scan.py [PNG]\n")
