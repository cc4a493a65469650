"""A small corpus and the plan of its splits."""

from __future__ import annotations

FILES = {
    "nl/telewerk.txt": "Telewerk mag twee dagen per week.\n\nDe leidinggevende beslist binnen tien werkdagen.\n",
    "fr/conges.md": "# Congés\n\nLe personnel a droit à vingt-six jours de congé par an.\n",
    "en/pay.txt": "A director earns 4 321 euros a month.\n",
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
split = "train"
why = "alone"
[groups.pay]
families = ["pay"]
split = "test"
why = "alone"
"""
