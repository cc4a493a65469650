"""Abbreviations that end in a stop without ending a sentence, as Dutch, French and English office texts write them.

All are lower case and without their last stop. Dotted ones of lower-case letters ("o.a.", "i.e.") need no entry unless
they can close a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from polycite.model import Language


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_NUMBERED = "art nr no p pp fig tab vol al par cap jan janv feb febr sept nov max min tel § n s"
_LEADING = "dr prof ing ir mgr st cf vs incl excl resp ed red ca c.q q.q"
_LAST = "etc jr sr inc ltd co corp a.m p.m n.b"

BEFORE_NUMBER: Mapping[Language, frozenset[str]] = {
    "nl": _words(_NUMBERED, "blz bl pag hfst hst afd lid bijl mrt apr jun jul aug okt dec sec"),
    "fr": _words(_NUMBERED, "chap ch sect alin ann févr fév avr juill juil oct déc dec pag num"),
    "en": _words(_NUMBERED, "nos arts ch chap sec sect para paras mar apr jun jul aug oct dec ext"),
}
"""Ends no sentence when a figure, a Roman numeral or a lone letter follows; before anything else it is a word."""

BEFORE: Mapping[Language, frozenset[str]] = {
    "nl": _words(_LEADING, "dhr mevr mw mej mr mrs drs bv bijv b.v zgn z.g nl vgl i.p.v ong plm"),
    "fr": _words(_LEADING, "m mm mr me mgr ste p.ex ex c.-à-d c.à.d càd env"),
    "en": _words(_LEADING, "mr mrs ms messrs rev hon gen col e.g i.e approx viz dept est"),
}
"""Never ends a sentence: something always follows (a name, an example, a quantity)."""

CLOSING: Mapping[Language, frozenset[str]] = {
    "nl": _words(_LAST, "enz e.d e.a a.u.b s.v.p n.v.t jl ll e.v d.d i.o"),
    "fr": _words(_LAST, "s.v.p svp p.j c.v"),
    "en": _words(_LAST, "b.c a.d n.a"),
}
"""May well be the last word: a capital after it begins a sentence."""

OPENING: Mapping[Language, frozenset[str]] = {
    "nl": _words("de het een dit dat deze die er ze zij hij we wij in op bij voor als wie wat ook daarna toch om"),
    "fr": _words("le la les l un une des ce cet cette ces il elle on nous en à pour dans si ils elles cela"),
    "en": _words("the a an this that these those it he she we they in on at for if there when but and"),
}
"""Words that, capitalised, begin a sentence rather than a name, unless a capital follows them too ("De Smet")."""
