"""Made-up gold for tests: questions as a file holds them, and folders of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Line = dict[str, object]
DEFAULT_PLAN = """day = 2026-11-21
seed = "1"
joined = []

[groups.telework]
families = ["telework", "telework-2022"]
split = "train"
why = "one supersedes the other"

[groups.leave]
families = ["leave"]
split = "test"
why = "alone"
"""


def answered(id: str = "telework-1", **changes: object) -> Line:
    """A question with evidence in nl/telewerk.txt."""
    quote = {"document": "nl/telewerk.txt", "quote": "Telewerk mag twee dagen per week."}
    line: Line = {
        "id": id,
        "question": f"Hoeveel dagen thuis werken ({id})?",
        "language": "nl",
        "family": "telework",
        "type": "figure",
        "evidence": [[quote]],
        "must_contain": [["twee"]],
    }
    return line | changes


def absent(id: str = "absent-1", kind: str = "near_domain", **changes: object) -> Line:
    """A question no document answers."""
    family = "out-of-domain" if kind == "out_of_domain" else "telework"
    question = f"Krijg ik een bureaustoel ({id})?"
    line: Line = {"id": id, "question": question, "language": "nl", "family": family, "unanswerable": kind}
    return line | changes


def canary(id: str = "canary-1", **changes: object) -> Line:
    """A question by somebody who may not read the answer."""
    secret = {"document": "en/pay.txt", "tokens": ["4 321 euros"]}
    question = f"What does a director earn ({id})?"
    line: Line = {"id": id, "question": question, "language": "en", "family": "pay", "canary": secret}
    return line | changes


def write_gold(folder: Path, files: Mapping[str, Sequence[Line | str]], plan: str | None = DEFAULT_PLAN) -> Path:
    """A folder of gold; a string stands in the file as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        written = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines]
        (folder / name).write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
    if plan is not None:
        (folder / "splits.toml").write_text(plan, encoding="utf-8")
    return folder
