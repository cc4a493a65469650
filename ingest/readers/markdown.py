"""Markdown: blocks found by markdown-it (CommonMark and tables), offsets kept in the file as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.decoding import read_text
from ingest.readers.front_matter import front_matter_of
from ingest.readers.marks import broken_words, marks_of, merged
from ingest.readers.tabular import bars
from ingest.reading import Block, Reading
from ingest.sentences import trimmed
from polycite.model import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_NESTING = 100
_EXTRA_MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # Struck out, words included: what was withdrawn is no rule.
        r"(?<![~\\])~~(?=[^\s~])(?:(?!~~|\r?\n[ \t]*\r?\n)[\s\S])*+(?<=\S)~~(?!~)",
        r"\\(?=[!-/:-@\[-`{-~])",  # a backslash before a sign is not drawn
        r"\[\^[^\]\s]{1,40}\]:?",  # a footnote's mark
        r"^[ \t>]*(?:```|~~~)[^\r\n]*",
        r"~~",
        r"\\$",
    )
)
_REFERENCE = re.compile(r"!?\[(?P<kept>[^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]")
_TAG = re.compile(r"<[^<>]{1,400}>")
_BAR = re.compile(r"(?<!\\)\|")


def read_markdown(path: Path) -> Reading:
    """A Markdown file; the canonical text is the decoded file. Raises BadSource(binary, too_large)."""
    text, warnings = read_text(path)
    return markdown_reading(text, warnings)


def markdown_reading(text: str, warnings: tuple[str, ...] = ()) -> Reading:
    """What Markdown reads as; front matter gives facts and no block."""
    facts = front_matter_of(text)
    blocks = tuple(_Walk(text, facts.end).blocks())
    title = next((_plain(text, block) for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Reading(
        text=text,
        blocks=blocks,
        marks=merged((Span(0, facts.end), *_marks(text), *bars(text, blocks))),
        title=facts.title or title,
        language=facts.language,
        publisher=facts.publisher,
        published=facts.published,
        warnings=warnings,
    )


def _marks(text: str) -> Iterator[Span]:
    yield from marks_of(text)
    yield from broken_words(text)
    for pattern in _EXTRA_MARKS:
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end())
    for match in _REFERENCE.finditer(text):
        yield Span(match.start(), match.start("kept"))
        yield Span(match.end("kept"), match.end())


def _plain(text: str, block: Block) -> str:
    """The words of a heading."""
    words = block.span.of(text)
    for mark in reversed(merged(_marks(words))):
        words = words[: mark.start] + words[mark.end :]
    return " ".join(words.split())


class _Walk:
    """One pass over the tokens of a text, from the offset where its front matter ends."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._starts = [start + match.start() for match in _LINE.finditer(text[start:])]
        parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
        self._tokens = parser.parse(text[start:])
        self._lists = 0
        self._bullet: int | None = None  # the line of a list item whose first paragraph is still to come
        self._table = 0
        self._in_head = False

    def blocks(self) -> Iterator[Block]:
        """The blocks in order; only those with a letter or a figure in them."""
        for token in self._tokens:
            block = self._block(token)
            if block is not None and any(map(str.isalnum, block.span.of(self._text))):
                yield block

    def _block(self, token: Token) -> Block | None:
        self._place(token)
        first, last = token.map or (0, 0)
        match token.type:
            case "heading_open":
                return Block("heading", self._lines(first, last), int(token.tag[1:]))
            case "paragraph_open":
                return self._paragraph(first, last)
            case "fence":
                return self._inside(first + 1, last - self._is_closed(token))
            case "code_block" | "html_block":
                return self._inside(first, last)
            case "tr_open":
                return self._row(first)
        return None

    def _place(self, token: Token) -> None:
        """Keep track of lists and tables."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif token.type == "list_item_open" and token.map:
            self._bullet = token.map[0]
        elif token.type == "table_open":
            self._table += 1
        elif token.type in ("thead_open", "thead_close"):
            self._in_head = token.type == "thead_open"

    def _paragraph(self, first: int, last: int) -> Block:
        if not self._lists:
            return Block("prose", self._lines(first, last))
        begins = first if self._bullet is None else min(first, self._bullet)
        self._bullet = None
        return Block("item", self._lines(begins, last), self._lists)

    def _inside(self, first: int, last: int) -> Block | None:
        """Code or HTML as a paragraph, where words are left without tags."""
        span = self._lines(first, max(first, last))
        words = _TAG.sub("", span.of(self._text))
        return Block("prose", span) if any(map(str.isalnum, words)) else None

    def _is_closed(self, token: Token) -> bool:
        """Whether a fence has a last line of its own."""
        first, last = token.map or (0, 0)
        return self._lines(last - 1, last).of(self._text).strip("> \t").startswith(token.markup) and last - 1 > first

    def _row(self, line: int) -> Block:
        span = self._lines(line, line + 1)
        return Block("row", span, cells=tuple(self._cells(span)), header=self._in_head, table=self._table)

    def _cells(self, span: Span) -> Iterator[Span]:
        row = span.of(self._text)
        bars = [match.start() for match in _BAR.finditer(row)]
        edges = ([] if bars[:1] == [0] else [-1]) + bars + ([] if bars[-1:] == [len(row) - 1] else [len(row)])
        for left, right in pairwise(edges):
            yield trimmed(self._text, Span(span.start + left + 1, span.start + right))

    def _lines(self, first: int, last: int) -> Span:
        """The span of lines `first` up to `last`, trimmed."""
        ends = [*self._starts, len(self._text)]
        return trimmed(self._text, Span(ends[first], max(ends[first], ends[min(last, len(ends) - 1)])))
