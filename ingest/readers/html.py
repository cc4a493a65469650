"""HTML pages: what a reader sees of them, without scripts, navigation and hidden parts, and without any request.

Parsed by lxml: the standard library's parser takes minutes on hostile tags (19 kB of `<a foo="` took it 2.3 s).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.readers.decoding import decode
from ingest.readers.front_matter import day_of
from ingest.readers.html_page import Page
from ingest.reading import Reading
from polycite.errors import BadSource

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_FRAME = re.compile(r"</?(?:div|span|section|article|font|center)\b[^<>]{0,400}>", re.IGNORECASE)
_HEAD = 4_096
_DATES = ("dcterms.issued", "dcterms.date", "dc.date", "article:published_time", "date", "dcterms.modified")
_PUBLISHERS = ("dcterms.publisher", "dc.publisher", "publisher", "og:site_name", "author")


def read_html(path: Path) -> Reading:
    """A page; the canonical text is what it shows. Raises BadSource(binary, corrupt, too_large)."""
    text, warnings = _decoded(path.read_bytes())
    if "\0" in text:
        raise BadSource("binary", "holds bytes that are no text: save the page as UTF-8 HTML")
    root = _parsed(text)
    page = Page()
    page.read(root)
    meta = dict(_meta(root))
    return Reading(
        text=page.canonical.text,
        blocks=tuple(page.canonical.blocks),
        title=page.title,
        language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower() or None,
        publisher=next((meta[name] for name in _PUBLISHERS if meta.get(name)), None),
        published=next(filter(None, (day_of(meta.get(name, "")) for name in _DATES)), None),
        warnings=warnings,
    )


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """By byte order mark, then as UTF-8 where every byte agrees, then as declared: declarations lie more often."""
    text, warnings = decode(data)
    declared = _DECLARED.search(data[:_HEAD])
    if declared is None or data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_utf8(data):
        return text, warnings
    try:
        return data.decode(declared[1].decode("ascii"), errors="replace"), ()
    except LookupError:
        return text, warnings


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _parsed(text: str) -> etree._Element:
    """The page's tree. libxml2 drops what is nested deeper than 2,048: then frames become paragraphs, side by side."""
    root, cut = _tree(text)
    if cut:
        root, cut = _tree(_FRAME.sub("<p>", text))
    if root is None and not cut:
        raise BadSource("empty", "shows nothing: replace the file, or remove it")
    if root is None or cut:
        raise BadSource("corrupt", "nests its elements thousands deep: save the page again, as simpler HTML")
    return root


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """The root, None for an empty page, and whether something was cut off."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, bool(text.strip())
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _meta(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property")
        if name:
            yield name.lower(), (element.get("content") or "").strip()
