"""Gold questions: what a good answer must quote, as `eval/gold/*.jsonl` holds them, one a line.

Evidence is a verbatim quotation on a document, never a passage id, so that splitting anew never breaks a question.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from eval.locate import letters_of
from polycite.model import PUBLIC, Language

QuestionType = Literal[
    "figure",
    "date",
    "definition",
    "list",
    "table_cell",
    "who",
    "comparison",
    "yes_no",
    "reason",
    "procedure",
    "as_of",
    "two_fact",
]
Absence = Literal["near_domain", "false_premise", "out_of_domain"]
Style = Literal["plain", "short", "keywords", "typo", "acronym", "polite", "indirect"]
Split = Literal["train", "development", "test"]
TYPES: tuple[QuestionType, ...] = get_args(QuestionType)
ABSENCES: tuple[Absence, ...] = get_args(Absence)
SPLITS: tuple[Split, ...] = get_args(Split)


def _telling(words: str) -> str:
    """Words with a letter or digit: without any, every passage would hold them."""
    if not letters_of(words):
        raise ValueError("holds no letter or digit")
    return words


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Telling = Annotated[Words, AfterValidator(_telling)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]


class Gold(BaseModel):
    """A part of a gold question; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quotation(Gold):
    """Words of a document that prove an answer, and the page they stand on where the format has pages (1-based)."""

    document: Words
    quote: Telling
    page: Annotated[int, Field(ge=1)] | None = None

    @property
    def language(self) -> str:
        """The language of the folder the document is in."""
        return self.document.partition("/")[0]


Need = Annotated[tuple[Quotation, ...], Field(min_length=1)]
"""One thing an answer must quote: any of these alternatives does, such as the versions of one text."""
KeyFact = Annotated[tuple[Words, ...], Field(min_length=1)]
"""One thing the quoted evidence must name: any of these spellings does."""


class Canary(Gold):
    """What a person outside the group must never see: a restricted document, and words that stand only there."""

    document: Words
    tokens: Annotated[tuple[Telling, ...], Field(min_length=1)]


class GoldQuestion(Gold):
    """A question with its reference: evidence, or the kind of its absence, or what it must not bring to light.

    `groups` is who asks; `as_of` is the day asked about (None: the day of the suite); `triple` names the three
    wordings of one question in three languages. `correction` is what a document says in place of a false premise:
    quoting that is as right as declining.
    """

    id: Name
    question: Words
    language: Language
    family: Name
    style: Style = "plain"
    type: QuestionType | None = None
    evidence: tuple[Need, ...] = ()
    must_contain: tuple[KeyFact, ...] = ()
    unanswerable: Absence | None = None
    correction: tuple[Quotation, ...] = ()
    canary: Canary | None = None
    as_of: date | None = None
    triple: Name | None = None
    groups: Annotated[tuple[Name, ...], Field(min_length=1)] = (PUBLIC,)
    note: str = ""

    @model_validator(mode="after")
    def _one_reference(self) -> GoldQuestion:
        given = [bool(self.evidence), self.unanswerable is not None, self.canary is not None]
        if sum(given) != 1:
            raise ValueError("give exactly one of evidence, unanswerable and canary")
        if self.evidence and (self.type is None or not self.must_contain):
            raise ValueError("a question with evidence needs a type and must_contain")
        if not self.evidence and (self.type is not None or self.must_contain):
            raise ValueError("type and must_contain belong to a question with evidence")
        if self.correction and self.unanswerable != "false_premise":
            raise ValueError("a correction belongs to a false premise")
        if self.type == "two_fact" and len(self.evidence) < 2:
            raise ValueError("a two_fact question needs two needs in evidence")
        return self

    @property
    def is_cross_lingual(self) -> bool:
        """Whether no document in the question's language holds its evidence."""
        return bool(self.evidence) and self.language not in self.evidence_languages

    @property
    def evidence_languages(self) -> tuple[str, ...]:
        """The languages its evidence is found in, sorted."""
        return tuple(sorted({one.language for need in self.evidence for one in need}))

    @property
    def kind(self) -> str:
        """Its type, its kind of absence, or `canary`: the row it stands in."""
        return self.type or self.unanswerable or "canary"
