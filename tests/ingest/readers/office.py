"""Word documents built part by part, as small as they come."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def relations(**targets: str) -> str:
    """A part of relations; a dash in a kind is written as an underscore."""
    entries = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATION}{kind.replace("_", "-")}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{entries}</Relationships>'


def types(main: str = "word/document.xml", kind: str = DOCUMENT) -> str:
    """The list of content types."""
    return f'<Types xmlns="{_PACKAGE}content-types"><Override PartName="/{main}" ContentType="{kind}"/></Types>'


def body(inner: str, space: str = MAIN) -> str:
    """The main part around what stands in its body."""
    return f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'


def part(root: str, inner: str, space: str = MAIN) -> str:
    """Another part, such as styles or footnotes."""
    return f'<w:{root} xmlns:w="{space}">{inner}</w:{root}>'


def core(**facts: str) -> str:
    """Core properties: title and language, created and modified."""
    entries = "".join(
        f"<{space}:{name}>{value}</{space}:{name}>"
        for name, value in facts.items()
        for space in ["dcterms" if name in ("created", "modified") else "dc"]
    )
    return f"<coreProperties {_CORE}>{entries}</coreProperties>"


def parts(inner: str, **more: str) -> dict[str, str]:
    """The parts of a document with this body; `styles`, `footnotes` or `core` are added where given."""
    named = {f"word/{kind}.xml": text for kind, text in more.items() if kind != "core"}
    linked = {kind: f"{kind}.xml" for kind in more if kind != "core"}
    found = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(officeDocument="word/document.xml", core_properties="docProps/core.xml"),
        "word/document.xml": body(inner),
        "word/_rels/document.xml.rels": relations(**linked),
        **named,
    }
    return {**found, "docProps/core.xml": more["core"]} if "core" in more else found


def write(path: Path, contents: Mapping[str, str | bytes]) -> Path:
    """A zip file of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return path


def paragraph(text: str, style: str = "", inner: str = "") -> str:
    """A paragraph of one run; `inner` are further properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{inner}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str], header: bool = False) -> str:
    """A table of cells of one paragraph each; the first row repeats as a header where asked."""
    lines = []
    for at, cells in enumerate(rows):
        repeated = "<w:trPr><w:tblHeader/></w:trPr>" if header and at == 0 else ""
        lines.append(f"<w:tr>{repeated}{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"
