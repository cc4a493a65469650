"""The documents of the sample corpus as the tests look at them: text, pages, families, numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from contextlib import closing
from functools import cache
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pypdfium2

from ingest.catalog import Listing, load_catalog

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
CATALOG = load_catalog(CORPUS)
LISTINGS = tuple(CATALOG.listings.values())
LISTED = sorted(CATALOG.listings)
PDFS = [path for path in LISTED if path.endswith(".pdf")]
LANGUAGES = ("nl", "fr", "en")

FOLIO = re.compile(r"(?:Pagina|Page) \d+ (?:van|sur|of) \d+")
GROUPED = {
    language: re.compile(rf"(?<!\d)[1-9]\d{{0,2}}(?:{mark}\d{{3}})+(?!\d)")
    for language, mark in zip(LANGUAGES, (r"(?:\.|\u00a0\s?)", r"\u00a0\s?", ","), strict=True)
}
CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?"


@cache
def pages_of(path: str) -> tuple[str, ...]:
    """The text of each page of a PDF, lines ended by a line feed."""
    with closing(pypdfium2.PdfDocument(CORPUS / path)) as pdf:
        return tuple(_words_of(page) for page in pdf)


def _words_of(page: pypdfium2.PdfPage) -> str:
    with closing(page), closing(page.get_textpage()) as words:
        return str(words.get_text_range()).replace("\r\n", "\n")


@cache
def sizes_of(path: str) -> tuple[tuple[float, float], ...]:
    """Width and height of each page of a PDF, in points."""
    with closing(pypdfium2.PdfDocument(CORPUS / path)) as pdf:
        return tuple(pdf.get_page_size(number) for number in range(len(pdf)))


def outline_of(path: str) -> list[tuple[int, str]]:
    """Depth, 0 for a chapter, and words of each heading of a PDF."""
    with closing(pypdfium2.PdfDocument(CORPUS / path)) as pdf:
        return [(mark.level, str(mark.get_title())) for mark in pdf.get_toc()]


def halves_of(path: str) -> list[tuple[int, int]]:
    """How many lines of each page of a PDF lie wholly left and wholly right of its middle, scraps left out."""
    with closing(pypdfium2.PdfDocument(CORPUS / path)) as pdf:
        return [_halves(page) for page in pdf]


def _halves(page: pypdfium2.PdfPage) -> tuple[int, int]:
    width = page.get_width()
    with closing(page), closing(page.get_textpage()) as words:
        edges = [words.get_rect(number)[::2] for number in range(words.count_rects())]
    lines = [(left, right) for left, right in edges if right - left > width / 4]
    return sum(right <= width / 2 for _, right in lines), sum(left >= width / 2 for left, _ in lines)


@cache
def text_of(path: str) -> str:
    """The words of any document of the corpus, roughly."""
    if path.endswith(".pdf"):
        return "\n".join(pages_of(path))
    if path.endswith(".docx"):
        with ZipFile(CORPUS / path) as archive:
            marked = archive.read("word/document.xml").decode()
        return unescape(re.sub(r"<[^>]+>", "", marked.replace("</w:p>", "\n")))
    return unescape(re.sub(r"<[^>]+>", "", (CORPUS / path).read_text(encoding="utf-8")))


def flat(path: str) -> str:
    """The words of a document on one line, one plain space between two words."""
    return " ".join(text_of(path).split())


def body_of(path: str) -> str:
    """A document without the running heads and page numbers of a PDF, which fall where the pages happen to turn."""
    if not path.endswith(".pdf"):
        return text_of(path)
    first, *others = (FOLIO.sub("", page) for page in pages_of(path))
    return "\n".join([first, *(page.partition("\n")[2] for page in others)])


def families() -> dict[str, list[Listing]]:
    """The documents of each family."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for known in LISTINGS:
        found[str(known.family)].append(known)
    return dict(found)


def versions(name: str) -> dict[str, str]:
    """The path of each language version of a family."""
    return {str(known.language): known.path for known in families()[name]}


def figures(text: str, language: str) -> Counter[str]:
    """How often each number is named, whatever a language writes it like: `1.750`, `1 750` and `1,750` are one."""
    whole = GROUPED[language].sub(lambda found: re.sub(r"\D", "", found.group()), timed(text, language))
    return Counter(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", whole))


def timed(text: str, language: str) -> str:
    """The text with its times of day written the Dutch way: `9 h 30` and `9.30 a.m.` are `9.30`, `4 p.m.` is `16`."""
    if language == "fr":
        return re.sub(r"(?<!\d)(\d{1,2})\sh\s(\d{2})(?!\d)", r"\1.\2", text)
    if language == "en":
        spans = re.sub(rf"{CLOCK}(?=(?:\sand\s|\sto\s|–){CLOCK}\sp\.?m\b)", _afternoon, text)
        return re.sub(rf"{CLOCK}\sp\.?m\b", _afternoon, spans)
    return text


def _afternoon(found: re.Match[str]) -> str:
    hour, minutes = found.groups()[:2]
    late = int(hour) % 12 + 12
    return f"{late}.{minutes}" if minutes else str(late)
