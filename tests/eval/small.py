"""A corpus quick to ingest, yet large enough that an answer stands out in it, and its gold questions."""

from __future__ import annotations

from pathlib import Path

from tests.eval.gold import Line, absent, answered, canary

RULE = "Telewerk mag twee dagen per week."
FILES = {
    "nl/telewerk.txt": f"""{RULE} De leidinggevende beslist binnen tien werkdagen.

Wie thuis werkt, krijgt een vergoeding van 145 euro per maand voor verwarming en internet.

Een verloren laptop meldt u binnen twee uur aan de helpdesk.

Een aankoop boven 30.000 euro vraagt drie offertes.

Klachten worden binnen dertig dagen beantwoord door de ombudsdienst.

Dossiers worden tien jaar bewaard en daarna vernietigd.
""",
    "fr/conges.md": """# Congés

Le personnel a droit à vingt-six jours de congé par an.

La demande se fait trois semaines à l'avance auprès du chef de service.

Les frais de mission sont remboursés sur présentation des factures originales.

Le mot de passe compte quatorze signes et change chaque année.

La visite médicale a lieu dans le mois qui suit l'engagement.
""",
    "en/pay.txt": "A director earns 4 321 euros a month.\n",
    "en/leave.txt": """Staff may carry five days of leave over to March.

Parental leave lasts four months and can be taken part time.

Fire drills take place every spring in both buildings.

Visitors sign in at the reception and wear a badge.
""",
}
CATALOG = """
[[document]]
path = "nl/telewerk.txt"
title = "Telewerk"
language = "nl"
family = "telework"

[[document]]
path = "fr/conges.md"
title = "Congés"
language = "fr"
family = "leave"

[[document]]
path = "en/leave.txt"
title = "Leave"
language = "en"
family = "leave"

[[document]]
path = "en/pay.txt"
title = "Pay"
language = "en"
family = "pay"
readers = ["board"]
"""
PLAN = """day = 2026-11-21
seed = "1"

[groups.telework]
families = ["telework"]
split = "development"
why = "alone"

[groups.leave]
families = ["leave"]
split = "development"
why = "alone"

[groups.pay]
families = ["pay"]
split = "test"
why = "alone"
"""
_LEAVE: Line = {
    "evidence": [[{"document": "fr/conges.md", "quote": "vingt-six jours de congé"}]],
    "must_contain": [["26", "vingt-six"]],
    "family": "leave",
    "language": "fr",
}
_PAY: Line = {
    "evidence": [[{"document": "en/pay.txt", "quote": "A director earns 4 321 euros a month."}]],
    "must_contain": [["4321"]],
    "family": "pay",
    "language": "en",
    "groups": ["board"],
}
QUESTIONS = (
    answered("telework-1", question="Hoeveel dagen telewerk per week?"),
    answered("leave-1", question="Combien de jours de congé par an ?", **_LEAVE),
    answered("pay-1", question="What does a director earn a month?", **_PAY),
    absent(question="Wie wint het wereldkampioenschap voetbal?"),
    canary(),
)
"""Four that are answered or rightly declined by anybody, and one that only the board can ask."""


def write_corpus(root: Path) -> Path:
    """The documents and their catalogue."""
    for path, text in (FILES | {"catalog.toml": CATALOG}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
