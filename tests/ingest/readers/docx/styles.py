"""Styles as Word documents define them, and what reads a body that has them."""

from __future__ import annotations

from collections.abc import Callable

from ingest.reading import Reading
from tests.ingest.readers.office import part

Read = Callable[..., Reading]
STYLES = part(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-BE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Kop2"><w:name w:val="Heading 2"/><w:basedOn w:val="Kop1"/></w:style>'
    '<w:style w:styleId="Artikel"><w:name w:val="Artikel"/><w:basedOn w:val="Opzet"/></w:style>'
    '<w:style w:styleId="Opzet"><w:name w:val="Opzet"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Inhoud1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Lijst"><w:name w:val="List Bullet"/><w:pPr><w:numPr/></w:pPr></w:style>'
    '<w:style w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Kring"><w:name w:val="Kring"/><w:basedOn w:val="Kring"/></w:style>',
)
