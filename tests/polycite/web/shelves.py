"""What stands on the shelf of the web tests, a question it answers, and a shelf that is emptied meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from polycite.ask import Asker

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


def republishing(asker: Asker) -> Asker:
    """The same, but whenever it names an answer or a trace somebody publishes an empty generation."""

    def new_id() -> str:
        with asker.library.rebuild(asker.embedder.fingerprint, 64, "shelf"):
            pass
        return asker.new_id()

    return replace(asker, new_id=new_id)
