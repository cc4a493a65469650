"""Two hundred strings as they stand in policy documents of three languages, and odd ones."""

from __future__ import annotations

_DUTCH = (
    "De subsidie bedraagt maximaal € 12.500 per aanvraag.",
    "Artikel 3, § 2, eerste lid, 4° van het besluit",
    "Zo'n vereniging kan zich niet beroepen op overmacht",
    "vóór 31 december 2024 om 23:59 uur",
    "Gemeente- en provincieraadsverkiezingen",
    "Coördinatie van de geïntegreerde één-op-éénbegeleiding",
    "Wie 's avonds werkt, krijgt 20% toeslag",
    "meer-en-meer/min-of-meer (m.b.t. o.a. kmo's)",
    "arbeidsongeschiktheidsverzekeringsmaatschappij",
    "ten belope van 1.234.567,89 EUR",
)
_FRENCH = (
    "L’indemnité s’élève à 1 234,56 € par mois.",
    "Aujourd'hui, l'État fédéral n'intervient plus",
    "« Le contrôle a posteriori », dit-elle ; puis : non !",
    "Où est-ce qu'on dépose le dossier de candidature ?",
    "Œuvres d'art, cœur, sœur, ŒUVRE, æther",
    "n° 45/2021 du 1er août, alinéa 3bis",
    "la T.V.A. à 21 % — hors frais de déplacement",
    "Ça va ? Noël, maïs, aiguë, naïveté, Hÿe",
    "agent·e·s contractuel·le·s ou statutaires",
    "PROCÈS-VERBAL DE LA RÉUNION",
)
_ENGLISH = (
    "Employees' leave can't be carried over (see p. 12).",
    "The co-ordinator shall, within 10 working days, reply.",
    "“Policy” means the document titled ‘Data Sharing’",
    "e-mail: privacy.officer+dpo@example.org",
    "https://www.example.org/a/b?id=42&lang=en#top",
    "Version 2.0.1-rc3 of 2023-07-04T10:15:00Z",
    "3½ hours, ¼ of staff, x² + y³ ≤ 10⁻³",
    "Section 7(b)(iii) and Annex IV",
    "10 000 kWh at 0.25 €/kWh ± 5%",
    "NASA, UNESCO, GDPR & co. ™ © ®",
)
_ODD = (
    "ﬁnanciële ﬂexibiliteit ﬀ ﬃ ﬄ",
    "Ｆｕｌｌｗｉｄｔｈ ＡＢＣ １２３",
    "soft\u00adhyphen and zero\u200bwidth",
    "no\u00a0break\u202fspaces\u2009thin",
    "tab\there\nand\r\nnewlines\x0bhere",
    "control\x01\x02\x1fcharacters\x7f",
    "\ufeffbyte order mark",
    "right\u200fto\u200eleft marks",
    "…ellipsis‥ and ―dashes– — ‐ ‑ −",
    "① ② ③ Ⅳ Ⅸ ⅻ ㎏ ㎡ ℃ ℡ №",
    "日本語の文書 and 中文 and 한국어",
    "Ελληνικά, Русский, עברית, العربية",
    "ßtraße İstanbul ı ŁÓDŹ Đặng",
    "emoji 🙂 and 👍🏽 here",
    "   many    spaces   inside   ",
    "▁already▁marked▁",
    "- bullet • bullet ▪ bullet ◦ bullet",
    "|cell|cell|\t|cell|",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "_____ ..... ----- ===== *****",
    "x",
    "?",
    "0",
    "ĳ en Ĳ: ĳsland, Ĳmuiden",
    "ŉ ſ ǅ ʰ ª º ¹ ²",
    "a\u2028line\u2029paragraph",
    "µ Ω Å K (signs)",
    "<b>bold</b> &amp; &nbsp;",
    "C:\\map\\bestand.txt ~/home $VAR {x}",
    "1\u20442 and 3⁄4",
)
_TABLES = tuple(f"Rij {number} | bedrag {number * 137},{number:02d} € | art. {number}" for number in range(50))
_DATES = tuple(f"le {day} mars 20{day:02d}, à {day}h{day + 20}" for day in range(1, 31))
_CODES = tuple(f"Ref. HR-{number:04d}/{number * 7}: see annex {chr(65 + number % 26)}." for number in range(60))

STRINGS: tuple[str, ...] = (*_DUTCH, *_FRENCH, *_ENGLISH, *_ODD, *_TABLES, *_DATES, *_CODES)

DECOMPOSED = (
    "re\u0301union",
    "ge\u0308integreerd",
    "franc\u0327ais",
    "A\u030angstro\u0308m",
    "Noe\u0308l a\u0300 vo\u0302tre",
)
"""Accents after their letters, as some PDF files hold them; the C engine leaves them apart."""

UNKNOWN_RUNS = ("voor \U000130b8\U000130b9\U000130ba na", "a\U0001d173\U00010000b")
"""Several characters in a row that no piece has: one unknown for us, as in SentencePiece, one each for the C engine."""
