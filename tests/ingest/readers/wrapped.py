"""Plain text whose lines were broken because they were full."""

from __future__ import annotations

WRAPPED = """De dienst Vervoer leent fietsen uit aan wie in een van onze drie gebouwen
werkt. Een fiets blijft hoogstens vijf werkdagen bij dezelfde
collega.
Wie een fiets kwijtraakt, meldt dat dezelfde dag aan het onthaal, dat de
verzekering verwittigt en een nieuwe fiets uitzoekt voor
de volgende werkdag.
"""
