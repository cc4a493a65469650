"""What stands on the shelf of the web tests, and a question it answers."""

from __future__ import annotations

from datetime import date

TEXTS = {
    "telewerk.txt": "Telewerk is toegestaan op twee dagen per week. De leidinggevende beslist binnen tien werkdagen.\n"
    "Wie thuis werkt, krijgt een vergoeding van 145 euro per maand.",
    "conges.pdf": "Le personnel a droit à vingt-six jours de congé par an. "
    "La demande se fait trois semaines à l'avance.",
    "security.txt": "Passwords have at least fourteen characters. Report a lost laptop within two hours to the desk.",
    "telewerk-2019.txt": "Proefregeling 2019: thuis één dag, na akkoord van de directie en de vakbonden.",
    "salaries.txt": "The salary of the director is confidential and stands in the sealed annex of the payroll.",
}
FACTS: dict[str, dict[str, object]] = {
    "telewerk.txt": {"title": "Nota <telewerk> & thuis", "supersedes": ("telewerk-2019.txt",), "publisher": "HR"},
    "telewerk-2019.txt": {"title": "Nota 2019", "valid_to": date(2019, 12, 31)},
    "salaries.txt": {"title": "Salaries", "readers": ("hr",)},
}
QUESTION = "Hoeveel dagen telewerk per week zijn toegestaan?"
QUOTE = "Telewerk is toegestaan op twee dagen per week."
