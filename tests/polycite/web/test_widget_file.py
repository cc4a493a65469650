from __future__ import annotations

import base64
import gzip
import hashlib
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from polycite.web.widget_file import widget_file

PARTS = {"words.js": 'const hello = "héllo";\n', "dom.js": "class Box {}", "order.txt": "dom.js\nwords.js\n"}
WHOLE = '(() => {\n"use strict";\nclass Box {}\nconst hello = "héllo";\n})();\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in PARTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_parts_stand_in_the_order_that_is_written_down_in_one_strict_function(folder: Path) -> None:
    assert widget_file(folder).body.decode() == WHOLE


def test_a_file_that_explains_the_folder_is_no_part(folder: Path) -> None:
    (folder / "README.md").write_text("# the widget")
    assert widget_file(folder).body.decode() == WHOLE


def test_a_part_that_the_order_forgets_is_named(folder: Path) -> None:
    (folder / "late.js").write_text("")
    with pytest.raises(ValueError, match=r"order\.txt and the scripts beside it differ: late\.js"):
        widget_file(folder)


def test_a_part_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "dom.js").unlink()
    with pytest.raises(ValueError, match=r"differ: dom\.js"):
        widget_file(folder)


def test_a_part_named_twice_is_refused(folder: Path) -> None:
    (folder / "order.txt").write_text("dom.js words.js dom.js")
    with pytest.raises(ValueError, match=r"differ: .*dom\.js"):
        widget_file(folder)


def test_the_integrity_is_the_digest_a_browser_compares(folder: Path) -> None:
    algorithm, _, digest = widget_file(folder).integrity.partition("-")
    assert algorithm == "sha384"
    assert base64.b64decode(digest) == hashlib.sha384(WHOLE.encode()).digest()


def test_the_packed_bytes_are_the_same_file_smaller(folder: Path) -> None:
    (folder / "words.js").write_text(PARTS["words.js"] * 50)
    script = widget_file(folder)
    assert gzip.decompress(script.packed) == script.body
    assert len(script.packed) < len(script.body) / 10


def test_another_process_in_another_folder_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for name in sorted(PARTS, reverse=True):
        shutil.copyfile(folder / name, copy / name)
    program = (
        "import hashlib, pathlib, sys; from polycite.web.widget_file import widget_file; "
        "made = widget_file(pathlib.Path(sys.argv[1])); "
        "print(hashlib.sha256(made.body + made.packed).hexdigest())"
    )
    made = [
        subprocess.run([sys.executable, "-c", program, str(one)], capture_output=True, text=True, check=True).stdout
        for one in (folder, copy)
    ]
    script = widget_file(folder)
    assert made == [hashlib.sha256(script.body + script.packed).hexdigest() + "\n"] * 2


COMMENTED = """/** What it is. */
const look = `
/** a rule */
// and its neighbour
`;
  // Why it is so.
const place = "http://www.w3.org"; // the name
/*
 * More, in
 * some lines.
 */
const said = look + place;
"""
BARE = """const look = `
/** a rule */
// and its neighbour
`;
const place = "http://www.w3.org"; // the name
const said = look + place;
"""


def test_lines_that_only_comment_are_left_out_but_not_those_of_a_text(folder: Path) -> None:
    (folder / "words.js").write_text(COMMENTED, "utf-8")
    assert widget_file(folder).body.decode() == '(() => {\n"use strict";\nclass Box {}\n' + BARE + "})();\n"


def test_of_the_package_only_comments_are_left_out_and_no_statement() -> None:
    served = widget_file().body.decode().splitlines()
    written = [line for source in sources() for line in source.splitlines()]
    dropped = [line.strip() for line in left_out(written, served[2:-1])]
    assert len(dropped) > 50
    assert [line for line in dropped if not line.startswith(("//", "/*", "*"))] == []


def sources() -> list[str]:
    """The scripts of the package in their order."""
    here = files("polycite.web").joinpath("widget")
    return [here.joinpath(name).read_text("utf-8") for name in here.joinpath("order.txt").read_text("utf-8").split()]


def left_out(written: list[str], served: list[str]) -> list[str]:
    """The lines that are written and not served; those that are served stand in their order."""
    left, dropped = list(reversed(served)), []
    for line in written:
        if left and left[-1] == line:
            left.pop()
        else:
            dropped.append(line)
    assert left == []
    return dropped


def test_the_widget_of_the_package_is_a_script_and_a_module_alike() -> None:
    lines = widget_file().body.decode().splitlines()
    assert (lines[0], lines[1], lines[-1]) == ("(() => {", '"use strict";', "})();")
    assert not [line for line in lines if line.startswith(("import ", "export "))]
