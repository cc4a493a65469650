"""Builds the corpus' PDF and DOCX files from `sources`, the same on every run and every machine.

python corpus/typeset.py            writes the files whose source gives something else than what is there
python corpus/typeset.py --check    writes nothing, names such files, and exits 1 when there is one

`sources/nl/x.typ` gives `nl/x.pdf` and `sources/nl/y.docx.md` gives `nl/y.docx`. The latter is a small Markdown:
`key: value` lines, an empty line, then blocks separated by empty lines (headings, `- ` and `1. ` lists, `| a | b |`
tables whose first row is the header, `> ` for the notice, paragraphs; `**strong**` inside a line).
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx
import typst
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent
EPOCH = 1_767_225_600  # 2026-01-01T00:00:00Z: what a PDF says of its making when its source gives no date
ZIP_DAWN = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can hold
REGION = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}
PAGE_WORD = {"nl": "Pagina", "fr": "Page", "en": "Page"}


def typeset_pdf(source: Path, root: Path) -> bytes:
    """The PDF of a typst source, set in typst's own fonts only, so that every machine gives the same bytes."""
    pdf = typst.compile(source, root=root, ignore_system_fonts=True, format="pdf", timestamp=EPOCH)
    assert isinstance(pdf, bytes)
    return pdf


def typeset_docx(source: Path) -> bytes:
    """The DOCX of a small Markdown source."""
    head, _, body = source.read_text(encoding="utf-8").partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    paper = docx.Document()
    dress(paper, facts)
    paper.add_paragraph(facts["title"], style="Title")
    for block in re.split(r"\n{2,}", body.strip()):
        add_block(paper, block.splitlines())
    saved = io.BytesIO()
    paper.save(saved)
    return still(saved.getvalue())


def dress(paper: Paper, facts: dict[str, str]) -> None:
    """Properties, language, type face, running head and page number."""
    told = paper.core_properties
    day = datetime.fromisoformat(facts["published"])
    told.title, told.author, told.language = facts["title"], facts["publisher"], REGION[facts["language"]]
    told.created = told.modified = day
    told.last_modified_by, told.comments, told.revision = facts["publisher"], "", 1
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), REGION[facts["language"]])
    paper.styles["Normal"].font.name = "Calibri"
    paper.styles["Normal"].font.size = Pt(11)
    section = paper.sections[0]
    section.header.paragraphs[0].text = f"{facts['title']}\t\t{facts['reference']}"
    foot = section.footer.paragraphs[0]
    foot.add_run(PAGE_WORD[facts["language"]] + " ")
    add_page_number(foot)


def add_page_number(paragraph: Paragraph) -> None:
    """A field that the word processor fills with the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def add_block(paper: Paper, lines: list[str]) -> None:
    """One block of the small Markdown."""
    first = lines[0]
    if first.startswith("#"):
        mark, text = first.split(" ", 1)
        paper.add_heading(text, level=len(mark))
    elif first.startswith("|"):
        add_table(paper, [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines])
    elif first.startswith(("- ", "1. ")):
        style = "List Bullet" if first.startswith("- ") else "List Number"
        for line in lines:
            write(paper.add_paragraph(style=style), line.split(" ", 1)[1])
    elif first.startswith("> "):
        write(paper.add_paragraph(style="Intense Quote"), first[2:])
    else:
        write(paper.add_paragraph(), " ".join(lines))


def add_table(paper: Paper, rows: list[list[str]]) -> None:
    """A ruled table whose first row is repeated on every page it reaches."""
    table = paper.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, cells in enumerate(rows):
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            write(cell.paragraphs[0], f"**{text}**" if number == 0 else text)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    paper.add_paragraph()


def write(paragraph: Paragraph, text: str) -> None:
    """Adds a line, strong between double asterisks."""
    for number, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = True if number % 2 else None


def still(archive: bytes) -> bytes:
    """The same zip with one fixed time, so that the clock changes no byte."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as moving, zipfile.ZipFile(fixed, "w") as stilled:
        for name in moving.namelist():
            stilled.writestr(zipfile.ZipInfo(name, ZIP_DAWN), moving.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def told(made: bytes) -> bytes | dict[str, bytes]:
    """What two files are compared by: their bytes, or a zip's entries, since versions of zlib pack them differently."""
    if not made.startswith(b"PK"):
        return made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def builds(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Every built file with the bytes its source gives, in order of path."""
    sources = root / "sources"
    for source in sorted(sources.glob("*/*")):
        place = root / source.parent.name
        if source.suffix == ".typ":
            yield place / f"{source.stem}.pdf", typeset_pdf(source, sources)
        elif source.name.endswith(".docx.md"):
            yield place / source.name.removesuffix(".md"), typeset_docx(source)


def main(arguments: list[str], root: Path = HERE) -> int:
    """Builds or checks; the exit status."""
    if arguments not in ([], ["--check"]):
        print("usage: python corpus/typeset.py [--check]", file=sys.stderr)
        return 2
    stale = [(path, made) for path, made in builds(root) if not path.exists() or told(path.read_bytes()) != told(made)]
    for path, made in stale:
        print(f"{'stale' if arguments else 'built'}: {path.relative_to(root).as_posix()}")
        if not arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
    if arguments and stale:
        print("run 'python corpus/typeset.py' and commit what it builds", file=sys.stderr)
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
