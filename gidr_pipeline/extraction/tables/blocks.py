"""Which lines with values stand by which labels: a block for each label, or for labels that share lines.

What belongs here: cutting the lines of a table into blocks, and which of their places hold values. What does not: to
which cells of a row the values of a block belong (`rows`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from gidr_pipeline.extraction.tables.align import Found, plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token, is_label
from gidr_pipeline.extraction.text.line import Line

_CHINESE_NUMBER = re.compile(r"[零一二两三四五六七八九十百千万]+")
_DIGIT = re.compile(r"\d")
_FEW = 2
"""Figures on a line that may be the number of a page, or a remark's."""


@dataclass(slots=True)
class Block:
    """Labels that share lines, and the lines with values from there to the next label."""

    rows: list[int]
    first_line: int
    last_line: int
    begins: bool
    """Whether no part of the first label may stand above the first line."""
    values: list[Sequence[Token]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    room: int = 0
    """How many empty places follow the last word on the lines of the label."""
    cells: list[Token] = field(default_factory=list)
    """Where each cell has a line of its own: values and empty places up to the end of the row."""
    contested: tuple[Token, ...] = ()
    """Figures that may be this block's or its neighbour's."""
    repeats: bool = False
    """Whether lines with values below the label have the label of a row too."""
    goes_on: bool = False
    """Whether any lines below the label have the label of a row too."""

    @property
    def inside(self) -> bool:
        """Whether figures stand on the lines of the label itself."""
        return any(values[0].line <= self.last_line for values in self.values)


def find_blocks(
    found: Sequence[Found], lines: Sequence[Line], labels: re.Pattern[str], *, below_header: bool
) -> list[Block]:
    """The blocks of the lines of a table, from top to bottom. See `rows.read_rows` for the parameters."""
    blocks: list[Block] = []
    for each in found:
        if blocks and each.first_line <= blocks[-1].last_line:
            blocks[-1].rows.append(each.row)
            blocks[-1].last_line = max(blocks[-1].last_line, each.last_line)
        else:
            blocks.append(Block([each.row], each.first_line, each.last_line, each.begins))
    offset = lines[0].number
    first_places = _first_places(lines)
    first_cells = _first_places([line for line in lines if len(line.values) > _FEW])
    for block, following in zip_longest(blocks, blocks[1:]):
        stop = following.first_line if following else lines[-1].number + 1
        ended = False
        for line in lines[block.first_line - offset : stop - offset]:
            if line.number <= block.last_line and line.places:
                last = max((token.column or 0 for token in line.words), default=line.places)
                block.room = max(block.room, line.places - 1 - last)
            if not following and block.values and line.words and line.number > block.last_line:
                break  # what comes after the last row is no longer the table
            values = _values_of(line, first_places.get(line.places, 0)) if below_header else line.values
            if values:
                block.values.append(values)
                block.places.append(0 if _label_reaches(line, first_cells) else line.places)
            if line.number > block.last_line and any(labels.search(plain(word.text)) for word in line.words):
                block.repeats = block.repeats or bool(values)
                block.goes_on = True
            if line.number > block.last_line and not ended:
                if not line.tokens:
                    ended = bool(block.cells)
                elif line.places == 0 and len(line.tokens) == 1 and (line.lead or line.values):
                    block.cells += [token for token in line.tokens if token.kind is not Kind.WORDS]
                else:
                    ended = True
    return blocks


def _first_places(lines: Sequence[Line]) -> dict[int, int]:
    """For lines with so many places the first place in which any of them has a value; left of it are labels."""
    first: dict[int, int] = {}
    for line in lines:
        for token in line.values:
            if token.column is not None:
                first[line.places] = min(token.column, first.get(line.places, token.column))
    return first


def _label_reaches(line: Line, first_cells: Mapping[int, int]) -> bool:
    """Whether a label stands right before the figures in a place where other lines with so many places have their first
    one: then empty places are left out, and as many places are not the same ones."""
    if not (line.words and line.values and len(line.values) > _FEW):
        return False
    label, first = line.words[-1], line.values[0].column or 0
    labelled = len(label.text) > 2 and is_label(label.text)
    return labelled and first_cells.get(line.places, first) <= (label.column or 0) == first - 1


def _values_of(line: Line, first_place: int) -> Sequence[Token]:
    """The values of a line.

    From the first place of the values on, words right of its label that belong to none stand where a figure should, and
    can't be read as one: a cell with `涉密` or `5余` is not an empty one.
    """
    if line.places < 3 or not line.words:
        return line.values
    # A figure before the label is the number of the row.
    labels = [token.column or 0 for token in line.words if len(token.text) > 2 and is_label(token.text)]
    values: list[Token] = []
    labelled = False
    worded = {token.column for token in line.words}
    for token in line.tokens:
        if token.kind in VALUES:
            if values and token.column in worded:
                values.append(token._replace(kind=Kind.ILLEGIBLE, value=None))  # behind figures, these are a remark's
            elif not labels or (token.column or 0) > labels[0]:
                values.append(token)
        elif token.kind is Kind.WORDS and _CHINESE_NUMBER.fullmatch(token.text) is None and is_label(token.text):
            labelled = labelled or len(token.text) > 2 or token is line.words[0]
        elif token.kind is Kind.EMPTY or not labelled or (token.column or 0) < first_place:
            continue
        elif any(map(str.isalnum, token.text)) and not (values and token.column == values[-1].column):
            values.append(token._replace(kind=Kind.ILLEGIBLE))  # not what goes on in the same cell, broken over lines
    if line.values:
        return values
    # Where no figure stands beside them, words are more likely the rest of a label, unless they speak of a number.
    return [token for token in values if _DIGIT.search(token.text) or _CHINESE_NUMBER.fullmatch(token.text)]


def contest(blocks: Sequence[Block]) -> None:
    """Take from the blocks the lines of figures that may belong to another: those between two labels the second of
    which may begin higher up, and where labels have their figures beside them, those below one that has none there
    when the next label is lost."""
    beside = sum(block.inside for block in blocks) * 2 > len(blocks)
    for block, following in pairwise(blocks):
        lost_next = beside and not block.inside and following.rows[0] > block.rows[-1] + 1
        if following.begins and not lost_next:
            continue
        below = [values for values in block.values if values[0].line > block.last_line]
        block.places = block.places[: len(block.places) - len(below)]
        block.values = block.values[: len(block.values) - len(below)]
        figures = tuple(token for values in below for token in values)
        block.contested += figures
        if not following.begins:
            following.contested += figures
    for block in blocks:
        if block.contested and not block.inside:
            block.contested += tuple(token for values in block.values for token in values)
            block.values, block.places = [], []
