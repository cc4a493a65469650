"""Small PDFs written by hand (ISO 32000-1, 7.5), well behaved and hostile."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(
    content: bytes, width: float = 200, height: float = 100, more: Sequence[bytes] = (), names: bytes = b""
) -> bytes:
    """One page of a size in points that draws `content`; objects `more` are numbered from 5, `names` its resources."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents 4 0 R/Resources<<%s>>>>" % (width, height, names)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(content), *more]
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def endless(depth: int = 9, times: int = 20) -> bytes:
    """A page whose form draws a form twenty times, and so on: small, and never done."""
    forms = []
    for level in range(depth):
        inner = b"/F Do " * times if level < depth - 1 else b"0 0 9 9 re f "
        names = b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + level) if level < depth - 1 else b""
        forms.append(stream(inner, b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]" + names))
    return pdf(b"/F Do", more=forms, names=b"/XObject<</F 5 0 R>>")


RED_SQUARE = pdf(b"1 0 0 rg 0 50 50 50 re f")
"""A red square in the top left corner of a page of 200 x 100 points."""
