"""A text as words and figures in turn: what the plain reading looks at.

What belongs here: dividing the text, and the cells of figures whose places are known. What does not: whose figures they
are (`plain`).

    …信息内容 本年制发件数 … 规章 0 1 7 行政规范性文件 0 …      words `…规章` and three figures, `行政规范性文件` and …
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gidr_pipeline.extraction.model import Cells, Span, Status
from gidr_pipeline.extraction.tables.cells import read_cell
from gidr_pipeline.extraction.text.figures import PAGE, Kind, Token, read_place
from gidr_pipeline.forms import Label, TableName

MOST_WORDS = 240
"""Characters between the figures of two rows: a head that is repeated on a new page, but no paragraph."""
_PIECES = {separator: re.compile(rf"[^\s|{separator}]+") for separator in ("", ",", ";")}
_MANY_ZEROS = 20
"""Zeros between commas or semicolons: these separate cells, then."""
_VALUE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?|--?|/|无")
_BESIDE_TABLES = re.compile(rf"[-:=+]{{3,}}|{PAGE.pattern}|https?://[^㐀-鿿]+")
"""Rulers, and what browsers print at the edges of a page."""

Place = tuple[str, Label]
"""A cell of a table: the code of its row, and its column."""


@dataclass(slots=True)
class Run:
    """Words without white space, where they begin, and the figures and blanks that follow them."""

    words: str
    start: int
    figures: list[re.Match[str]]

    @property
    def counts(self) -> list[int | None]:
        """The whole numbers that the figures are, a blank as zero."""
        return [_count(figure[0]) for figure in self.figures]


def runs_of(text: str, begin: int) -> list[Run]:
    """The runs of the text from `begin` on, up to the first words long enough for prose that have figures before
    them."""
    runs: list[Run] = []
    words: list[str] = []
    start, length = begin, 0
    figures: list[re.Match[str]] = []
    separator = next((each for each in ",;" if text.count(f"{each}0{each}") >= _MANY_ZEROS), "")
    for piece in _PIECES[separator].finditer(text, begin):
        content = piece[0]
        if _token(content):
            figures.append(piece)
        elif not _BESIDE_TABLES.fullmatch(content):
            if figures:
                runs.append(Run("".join(words), start, figures))
                words, figures, start, length = [], [], piece.start(), 0
            if words and content == words[-1]:
                continue  # a merged cell, repeated
            words.append(content)
            length += len(content)
            if length > 2 * MOST_WORDS and runs:
                break
    runs.append(Run("".join(words), start, figures))
    return runs


def cells_of(table: TableName, places: Sequence[Place], figures: Sequence[re.Match[str]]) -> Cells:
    """The cells at these places of a table, each with its figure or blank."""
    simple = [_simple(figure[0]) for figure in figures]
    if None in simple:
        return Cells.of(read_cell(table, *place, _at(figure)) for place, figure in zip(places, figures, strict=True))
    many = len(places)
    return Cells(
        tables=(table,) * many,
        rows=tuple(row for row, _ in places),
        columns=tuple(column.code for _, column in places),
        statuses=tuple(status for status, _ in filter(None, simple)),
        values=tuple(value for _, value in filter(None, simple)),
        starts=tuple(figure.start() for figure in figures),
        ends=tuple(figure.end() for figure in figures),
        notes=(None,) * many,
    )


@lru_cache(maxsize=4096)
def _token(content: str) -> Token | None:
    """The figure or blank that a piece of text is, as if it stood alone; None for words."""
    if _VALUE.fullmatch(content):
        (token, *_) = read_place(content, 0, len(content), 0, None)
        if token.kind in (Kind.FIGURE, Kind.BLANK):
            return token
    return None


@lru_cache(maxsize=4096)
def _count(content: str) -> int | None:
    token = _token(content)
    assert token is not None  # figures and blanks alone are asked for
    value = token.value
    return 0 if value is None else int(value) if value >= 0 and value % 1 == 0 else None


@lru_cache(maxsize=4096)
def _simple(content: str) -> tuple[Status, Decimal | None] | None:
    """How a blank or a figure without signs and separators reads in whatever cell it stands; None for any other."""
    token = _token(content)
    if token and (token.kind is Kind.BLANK or content.isdigit()):
        return (Status.BLANK if token.kind is Kind.BLANK else Status.REPORTED), token.value
    return None


def _at(figure: re.Match[str]) -> Token:
    """The token of a figure in its place."""
    token = _token(figure[0])
    assert token is not None
    return token._replace(span=Span(figure.start() + token.span.start, figure.start() + token.span.end))
