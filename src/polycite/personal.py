"""Personal data in free text, found by its form and replaced by its kind, as well as that can be done.

Numbers with check digits are held against them. What has no form (a name, an address) is not found: a text that went
through here holds less personal data, not none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_DASH = r"\-\u2010-\u2015"
"""As keyboards have it, and as word processors make of it."""
_GAP = rf"[ ./{_DASH}\u00a0\u202f]"
_MAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(rf"\b[A-Za-z]{{2}}\d{{2}}(?:{_GAP}?[A-Za-z0-9]){{11,30}}")
_IBAN_LENGTHS = range(15, 35)
_IBAN_LENGTH = {
    "BE": 16,
    "NL": 18,
    "LU": 20,
    "AT": 20,
    "CH": 21,
    "DE": 22,
    "GB": 22,
    "IE": 22,
    "ES": 24,
    "FR": 27,
    "IT": 27,
}
"""Of the countries that are near; a wrong end is right by chance once in 97 times."""
_NIR = re.compile(rf"(?<!\d)[12](?:{_GAP}?\d){{4}}{_GAP}?(?:\d{_GAP}?\d|2{_GAP}?[ABab])(?:{_GAP}?\d){{8}}(?!\d)")
_NISS = re.compile(rf"(?<!\d)\d(?:{_GAP}?\d){{10}}(?!\d)")
_BSN = re.compile(rf"(?<!\d)\d(?:{_GAP}?\d){{8}}(?!\d)")
_ABROAD = rf"(?:\+|\b00)[1-9]\d{{0,2}}{_GAP}?(?:\(0\){_GAP}?)?\d(?:{_GAP}?\d){{6,10}}"
# A day and what follows it look like a number with gaps.
_NO_DAY = rf"(?!\d\d[./{_DASH}]\d\d[./{_DASH}]\d{{4}})"
_AT_HOME = rf"(?<!\d){_NO_DAY}(?:\(0\d{{1,3}}\)(?:{_GAP}{{0,2}}\d){{5,8}}|0\d(?:{_GAP}{{0,2}}\d){{7,8}})"
_PHONE = re.compile(rf"(?:{_ABROAD}|{_AT_HOME})(?!\d)")
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    form: re.Pattern[str]
    length: Callable[[str], int]
    """How much of a match it is; 0 when it is something else."""


def scrubbed(text: str) -> str:
    """The text with e-mail addresses, IBANs, French, Belgian and Dutch personal numbers and telephone numbers as
    [e-mail], [IBAN], [NIR], [NISS], [BSN] and [tel]."""
    for kind in _KINDS:
        text = "".join(_replaced(kind, text))
    return text


def _replaced(kind: _Kind, text: str) -> Iterator[str]:
    at = 0
    while found := kind.form.search(text, at):
        length = kind.length(found.group())
        yield text[at : found.start()]
        yield f"[{kind.name}]" if length else text[found.start()]
        at = found.start() + (length or 1)
    yield text[at:]


def _all(found: str) -> int:
    return len(found)


def _iban_in(found: str) -> int:
    """The longest beginning with a right check (ISO 13616, ISO 7064 mod 97-10), as other words may follow it."""
    ends = [one.end() for one in re.finditer(r"[A-Za-z0-9](?![A-Za-z0-9])", found)]
    return next((end for end in reversed(ends) if _is_iban(found[:end])), 0)


def _is_iban(text: str) -> bool:
    letters = "".join(filter(str.isalnum, text))
    turned = letters[4:] + letters[:4]
    length = _IBAN_LENGTH.get(letters[:2].upper())
    fits = len(letters) == length if length else len(letters) in _IBAN_LENGTHS
    return fits and int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


def _nir_in(found: str) -> int:
    """The key is 97 less the rest of thirteen digits; Corsica's 2A and 2B count as 19 and 18."""
    written = "".join(filter(str.isalnum, found)).upper().replace("2A", "19").replace("2B", "18")
    number, key = int(written[:13]), int(written[13:])
    return len(found) if 97 - number % 97 == key else 0


def _niss_in(found: str) -> int:
    """The last two digits are 97 less the rest of the first nine, after a 2 for who was born since 2000."""
    digits = _digits(found)
    keys = {97 - int(number) % 97 for number in (digits[:9], "2" + digits[:9])}
    return len(found) if int(digits[9:]) in keys else 0


def _bsn_in(found: str) -> int:
    """The weighted sum is a multiple of 11."""
    total = sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, _digits(found), strict=True))
    return len(found) if total > 0 and total % 11 == 0 else 0


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


_KINDS = (
    _Kind("e-mail", _MAIL, _all),
    _Kind("IBAN", _IBAN, _iban_in),
    _Kind("NIR", _NIR, _nir_in),
    _Kind("NISS", _NISS, _niss_in),
    _Kind("tel", _PHONE, _all),
    _Kind("BSN", _BSN, _bsn_in),
)
