"""Typst sources that several tests set."""

from __future__ import annotations

PAGE = '#set page(width: 105mm, height: 148mm, margin: 18mm)\n#set text(size: 10pt, lang: "nl", hyphenate: true)\n'
JUSTIFIED = PAGE + "#set par(justify: true)\n"
POLICY = (
    '#set document(title: "Reisbeleid van de dienst")\n'
    + JUSTIFIED
    + """
#set page(header: [Dienst voor proeven #h(1fr) Reisbeleid])
#set page(footer: context [versie 2 #h(1fr) #counter(page).display()])
#set heading(numbering: "1.1")
= Dienstreizen
== Toestemming
Een personeelslid vraagt de toestemming voor een dienstreis tien werkdagen vooraf aan.#footnote[De termijn telt
vanaf de dag na de aanvraag, ook in de vakanties.] De leiding beslist binnen drie werkdagen.

Wie geen antwoord krijgt, mag niet vertrekken, tenzij de reis dringend is#footnote[Dringend is een reis die laat bekend
werd.]: dan volstaat een mondeling akkoord, dat de leiding daarna binnen een week op papier bevestigt.
#for n in range(1, 8) [

Alinea #n bepaalt dat de vergoedingsregeling van toepassing blijft op iedereen die verantwoordelijkheid draagt voor de
ondersteuningsmaatregelen en de innovatiesubsidies van de dienst, en dat de uitbetaling binnen dertig dagen volgt.
]
== Bedragen
Tabel met bedragen per land:
#table(columns: (1fr, auto, auto), table.header([*Land*], [*Hotel*], [*Dag*]),
  ..range(1, 31).map(n => ([Land nummer #n], [#(100 + n) euro], [#(30 + n) euro])).flatten())
Na de tabel volgt een slotzin.
== Lijsten
De aanvraag bevat:
- de bestemming;
- het doel, met een toelichting die zo lang is dat ze niet op een enkele regel past;
  - eerste onderdeel;
  - tweede onderdeel;
- de kosten.
Stappen:
+ vragen
+ wachten
+ reizen
"""
)
LANDSCAPE = """
#set page(width: 20cm, height: 10cm, margin: 1cm)
Boven de tabel staat een zin.
#table(columns: 2, table.header([*Soort*], [*Bedrag*]), [Trein], [40 euro], [Vliegtuig], [190 euro])
"""
