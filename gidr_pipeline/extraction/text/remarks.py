"""Remarks in brackets that the lines of their cells break, where columns are aligned with spaces.

What belongs here: taking such a remark away, and making one line of those over which its cell goes. What does not:
remarks that end on their line (`figures`), and cells kept apart by separators (`lines`).

                  0 (含2                          一、… 0 1 0, the figures from left to right
    一、本年新收           1    0
                  件并案)
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gidr_pipeline.extraction.text.figures import Kind
from gidr_pipeline.extraction.text.line import Line, line_of

# Two spaces before it are those between columns; in a paragraph that breaks at its margin there is one.
_OPENED = re.compile(r"\d(?<=\s\s\d)[\d,]* ?(?P<remark>\((?:[^()\s]| (?! ))*)(?=\s{2}|\s*$)")
_PIECE = re.compile(r"\S+(?: \S+)*")
_FIGURE = re.compile(r"[\d,.]+")
_ALONE = re.compile(r"(?<!\S)\d[\d,]*(?!\S)")
_ROW = 3
_MOST_LINES = 6
_WIDE = "\u1100"


class Band(NamedTuple):
    """The first and the last of the lines over which the cells of a row go."""

    first: int
    last: int


def without_broken_remarks(text: str) -> tuple[str, list[Band]]:
    """The text with spaces in the place of remarks that go over several lines, and the lines of each row of such; as it
    is where the other figures of such a row stand elsewhere."""
    if not _OPENED.search(text.replace("\n", "  \n")):
        return text, []
    lines = text.split("\n")
    bands: list[Band] = []
    for number, line in enumerate(lines):
        for opened in _OPENED.finditer(line) if "\t" not in line and "|" not in line else ():
            pieces = _pieces_of(lines, number, opened)
            for at, start, end in pieces:
                lines[at] = lines[at][:start] + " " * (end - start) + lines[at][end:]
            if pieces:
                bands.append(Band(number, pieces[-1][0]))
    rows = _joined(bands)
    figures = [sum(len(_ALONE.findall(line)) for line in lines[row.first : row.last + 1]) for row in rows]
    own = [sum(row.first <= band.first <= row.last for band in bands) for row in rows]
    if any(many <= few for many, few in zip(figures, own, strict=True)):
        return text, []
    return "\n".join(lines), rows


def with_rows_joined(lines: Sequence[Line], text: str, bands: Sequence[Band]) -> list[Line]:
    """The lines with all that stands in a band on its first one: words from top to bottom, figures from left to
    right."""
    result = list(lines)
    for first, last in bands:
        own = lines[first : last + 1]
        tokens = [(_place(text, line, token.span.start), token) for line in own for token in line.tokens]
        words = [token for _, token in tokens if token.kind is Kind.WORDS]
        figures = [token for _, token in sorted(tokens, key=lambda each: each[0]) if token.kind is not Kind.WORDS]
        joined = [token._replace(line=first) for token in (*words, *figures)]
        result[first] = line_of(first, own[0].span._replace(end=own[-1].span.end), joined)
        for number, line in enumerate(own[1:], first + 1):
            result[number] = Line(number, line.span)
    return result


def _pieces_of(lines: Sequence[str], number: int, opened: re.Match[str]) -> list[tuple[int, int, int]]:
    """Each piece of a remark, by its line and where it stands there; nothing where it does not end below."""
    left, right = _extent(lines[number], opened.start(), opened.end())
    pieces = [(number, *opened.span("remark"))]
    for at in range(number + 1, min(number + _MOST_LINES, len(lines))):
        below = [
            piece
            for piece in _PIECE.finditer(lines[at])
            if (extent := _extent(lines[at], *piece.span()))[0] < right and left < extent[1]
        ]
        if not below:
            if min(len(_ALONE.findall(lines[each])) for each in (number, at)) >= _ROW:
                return []  # a row of its own, which leaves this cell empty
            continue
        if len(below) > 1 or _FIGURE.fullmatch(below[0][0]):
            return []
        pieces.append((at, *below[0].span()))
        if ")" in below[0][0]:
            return pieces if below[0][0].endswith(")") else []
    return []


def _joined(bands: Sequence[Band]) -> list[Band]:
    """The bands, those that share a line as one."""
    joined: list[Band] = []
    for band in sorted(bands):
        if joined and band.first <= joined[-1].last:
            joined[-1] = Band(joined[-1].first, max(joined[-1].last, band.last))
        else:
            joined.append(band)
    return joined


def _place(text: str, line: Line, at: int) -> int:
    return _extent(text[slice(*line.span)], at - line.span.start, at - line.span.start)[0]


def _extent(line: str, start: int, end: int) -> tuple[int, int]:
    """Where characters stand to the eye, Chinese ones taking two places."""
    left = start + sum(character >= _WIDE for character in line[:start])
    return left, left + end - start + sum(character >= _WIDE for character in line[start:end])
