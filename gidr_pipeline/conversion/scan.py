"""Pages that are pictures: the cells that their ruling lines enclose, each read by itself, and the lines around them.

What belongs here: what is believed of what the models see. What does not: dots (`pictures`), models (`recognition`).

A figure counts if two readings of its cell, at two sizes and with different margins, say the same and are sure of each
character. A character that they are not sure of is `□` in a table, where sums may tell it, and in a sentence what
stands for lost characters, so that nothing is claimed by it. A dash or a slash alone in a cell is told by its dots.
"""

import math
import os
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gidr_pipeline.conversion.lattice import Lattice, lattices
from gidr_pipeline.conversion.limits import PICTURE_DOTS, PICTURED_PAGES, too_large
from gidr_pipeline.conversion.model import Converted, Unconvertible
from gidr_pipeline.conversion.paged import Part, Table, Text, in_order, write
from gidr_pipeline.conversion.placed import Placed
from gidr_pipeline.conversion.writer import Writer

os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"] = str(PICTURE_DOTS)  # is looked at when it is imported

import cv2
import numpy as np

from gidr_pipeline.conversion.colours import in_grey
from gidr_pipeline.conversion.pictures import DOUBTFUL, Box, Dots, Picture
from gidr_pipeline.conversion.recognition import Read, Recognition

UNSURE, LOST = "□", "\ufffd"
_SURE = 0.95
"""The chance that each of two readings gives each character of a figure."""
_SURE_IN_PROSE, _SURE_OF_LABELS = 0.9, 0.7
"""The chance of a character in a sentence, and in a label."""
_INSIDE = 0.5
"""Points between a ruling line and the cell."""
_MARGINS = ((0.3, 0.15), (0.6, 0.35))
"""Of the height of a line: the white at its sides and above it, for either reading."""
_LEAST_HEIGHT = 0.8
"""Of the usual height of lines: a dash is lower, but has as much room."""
_LOWEST = 4.0
"""Points that a line of characters is high, which a dash is not."""
_SLIM = 0.8
"""Width of a line of one character, of its height: a digit's, no Chinese character's."""
_DIGITS = 3
"""One of so many characters is a digit where a line may tell a figure."""
_LONG, _LINES_TOLD = 3.0, 12
"""How much longer than high a line is that tells which way a page is turned, and how many of them do."""
_BESIDE = 0.5
"""Of their height that figures of two rows of text stand beside each other, where a table bends and has no lines."""
_OF_A_FIGURE = frozenset("0123456789.,-/")
_POINTS_ACROSS = 595.0
_FEWEST_DOTS = 600
_NOTHING = "Nothing can be read in this picture. Scan it anew, upright and with 200 dots an inch or more."
_NO_PAGE = "This picture is too small to be a page of a report."


class _Line(NamedTuple):
    """A line of a cell: which cell, the line, and the room between the lines above and below."""

    cell: int
    box: Box
    room: Box
    alone: bool


def convert_picture(data: bytes) -> Converted:
    """The text and the tables of a picture file of one page or more. Raises Unconvertible."""
    try:
        read, pages = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_BGR)
    except cv2.error as error:  # which looks at the size before it makes anything of it
        raise too_large(f"a picture of more than {PICTURE_DOTS:,} dots") from error
    if len(pages or ()) > PICTURED_PAGES:
        raise too_large(f"more than {PICTURED_PAGES} pictures")
    if not read or not pages:
        raise Unconvertible("conversion_failed", "This picture can't be opened. Save it anew as PNG.")
    if min(page.shape[1] for page in pages) < _FEWEST_DOTS:
        raise Unconvertible("not_a_report", _NO_PAGE)
    writer = Writer()
    write([read_page(page, _scale(page)) for page in pages], writer)
    converted = writer.converted("picture")
    if not converted.text:
        raise Unconvertible("no_text_layer", _NOTHING)
    return converted


def _scale(page: Dots) -> float:
    """Dots a point of a page of A4, upright or on its side."""
    high, wide = page.shape[:2]
    return float(max(min(high, wide), wide / math.sqrt(2)) / _POINTS_ACROSS)


def read_page(dots: Dots, scale: float) -> list[Part]:
    """What a page says that was scanned with so many dots a point, in grey or in colour, from top to bottom."""
    if dots.shape[0] * dots.shape[1] > PICTURE_DOTS:
        raise too_large(f"a picture of more than {PICTURE_DOTS:,} dots")
    picture = Picture.of(_on_its_feet(in_grey(dots, scale)), scale)
    picture.complete(lattices(picture.rules))
    tables = lattices(picture.rules)
    around = picture.without_rules.copy()
    for table in tables:
        box = _box(picture, table)
        around[box.y0 : box.y1, box.x0 : box.x1] = 255
    return in_order([*(_filled(picture, table) for table in tables), *_prose(picture, around)])


def _on_its_feet(dots: Dots) -> Dots:
    """The page turned by as many quarters as it takes for its lines to go from left to right, and to be read so."""
    boxes = _long_lines(dots)
    if 2 * sum(box.height > box.width for box in boxes) > len(boxes):
        dots = np.rot90(dots)
        boxes = _long_lines(dots)
    cuts = [dots[max(box.y0, 0) : box.y1, max(box.x0, 0) : box.x1] for box in boxes]
    upright, turned = (_chance_of(some) for some in (cuts, [np.rot90(cut, 2) for cut in cuts]))
    return np.ascontiguousarray(np.rot90(dots, 2) if turned > upright else dots)


def _long_lines(dots: Dots) -> list[Box]:
    """Some of the lines on a page, the longest, whether they lie or stand."""
    boxes = [box for box in _recognition().lines(dots) if _is_long(box)]
    return sorted(boxes, key=lambda box: -max(box.width, box.height))[:_LINES_TOLD]


def _is_long(box: Box) -> bool:
    return max(box.width, box.height) > _LONG * min(box.width, box.height) > 0


def _chance_of(lines: Sequence[Dots]) -> float:
    """How sure the models are of lines: the sum of the chances of all characters, as part of their number."""
    chances = [chance for read in _recognition().words(lines) for chance in read.chances]
    return sum(chances) / len(chances) if chances else 0.0


@cache
def _recognition() -> Recognition:
    return Recognition()


def _box(picture: Picture, table: Lattice) -> Box:
    return picture.box(table.xs[0], table.ys[0], table.xs[-1], table.ys[-1])


def _filled(picture: Picture, table: Lattice) -> Table:
    lines = list(_lines(picture, table))
    words = _read_lines(picture, lines)
    inside: dict[int, list[str]] = {}
    for line, said in zip(lines, words, strict=True):
        inside.setdefault(line.cell, []).append(said)
    cells = [
        Placed(inside.get(at, []), each.row, each.column, each.rows, each.columns)
        for at, each in enumerate(table.fields)
    ]
    return Table(table, cells, len(table.ys) - 1, is_pictured=True)


def _lines(picture: Picture, table: Lattice) -> Iterator[_Line]:
    for at, each in enumerate(table.fields):
        cell = picture.box(
            table.xs[each.column] + _INSIDE,
            table.ys[each.row] + _INSIDE,
            table.xs[each.column + each.columns] - _INSIDE,
            table.ys[each.row + each.rows] - _INSIDE,
        )
        boxes = picture.lines(cell)
        bounds = [cell.y0, *((a.y1 + b.y0) // 2 for a, b in pairwise(boxes)), cell.y1]
        for box, (above, below) in zip(boxes, pairwise(bounds), strict=False):
            yield _Line(at, box, cell._replace(y0=above, y1=below), len(boxes) == 1)


def _read_lines(picture: Picture, lines: Sequence[_Line]) -> list[str]:
    """What each line of some cells says. A line that may tell a figure is read twice."""
    if not lines:
        return []
    high = [line.box.height for line in lines if line.box.height >= _LOWEST * picture.scale]
    height = _LEAST_HEIGHT * (median(high) if high else _LOWEST * picture.scale)

    def read(some: Sequence[_Line], margins: tuple[float, float]) -> list[tuple[Read, Read]]:
        return _recognition().both([picture.cut_out(line.box, line.room, margins, height) for line in some])

    first = read(lines, _MARGINS[0])
    figures = {at for at, line in enumerate(lines) if _may_be_figure(line, first[at][0], height)}
    twice = [at for at, line in enumerate(lines) if at in figures or (line.alone and _is_numeral(first[at][0]))]
    again = dict(zip(twice, read([lines[at] for at in twice], _MARGINS[1]), strict=True))
    said = []
    for at, line in enumerate(lines):
        kind = 1 if at in figures else 0
        one = first[at][kind]
        if line.alone and (stroke := picture.stroke(line.box, height)):
            said.append(UNSURE if stroke == DOUBTFUL else stroke)
        elif at not in again:
            said.append(_with_doubts(one))
        elif kind == 1 and _is_unsure(picture, line.box, height):
            said.append(UNSURE * max(len(one.words), 1))
        else:
            said.append(_agreed(one, again[at][kind]))
    return said


def _is_unsure(picture: Picture, box: Box, height: float) -> bool:
    """Whether a line that is read as a figure may be dirt, or two figures."""
    return picture.is_doubtful(box) or picture.is_parted(box, height) or picture.is_crossed(box)


def _with_doubts(read: Read) -> str:
    """The words of a label; which character stands where it is unsure the form may tell."""
    return "".join(
        UNSURE if chance < (_SURE if character.isdigit() else _SURE_OF_LABELS) and character.isalnum() else character
        for character, chance in zip(read.words, read.chances, strict=True)
    )


def _may_be_figure(line: _Line, read: Read, height: float) -> bool:
    """Whether a line is all that a cell holds, and nothing but a figure, or one slim character."""
    slim = line.box.width < _SLIM * max(line.box.height, height) and len(read.words) <= 1
    return line.alone and (slim or _OF_A_FIGURE.issuperset(read.words))


def _is_numeral(read: Read) -> bool:
    """Whether much of a line are digits: a figure with its unit, a remark or a sign."""
    return _DIGITS * sum(map(str.isdigit, read.words)) >= len(read.words)


def _agreed(one: Read, other: Read) -> str:
    """What two readings say, a character as unsure that belongs to a figure and that they do not both surely give."""
    if len(one.words) != len(other.words) or not one.words:
        return "".join(UNSURE if each in _OF_A_FIGURE else each for each in one.words) or UNSURE
    return "".join(
        UNSURE if a in _OF_A_FIGURE and (a != b or min(chances) < _SURE) else a
        for a, b, *chances in zip(one.words, other.words, one.chances, other.chances, strict=True)
    )


def _prose(picture: Picture, around: Dots) -> Iterator[Text]:
    """The lines of text outside tables."""
    boxes = _in_rows(_recognition().lines(around))
    flat = [box for row in boxes for box in row]
    cuts = [around[max(box.y0, 0) : box.y1, max(box.x0, 0) : box.x1] for box in flat]
    read = iter(_recognition().words([cut for cut in cuts if cut.size]))
    words = iter([_with_lost(next(read)) if cut.size else "" for cut in cuts])
    said = [[next(words) for _ in row] for row in boxes]
    figures = [
        [box for box, each in zip(row, words, strict=True) if _is_figure(each)]
        for row, words in zip(boxes, said, strict=True)
    ]
    for at, row in enumerate(boxes):
        near = [*figures[max(at - 1, 0) : at], *figures[at + 1 : at + 2]]
        if any(_overlap(figures[at], other) for other in near):
            said[at] = [LOST * len(each) if _is_figure(each) else each for each in said[at]]
        line = " ".join(filter(None, said[at]))
        if line:
            yield Text(line, row[0].y0 / picture.scale, is_pictured=True)


def _is_figure(words: str) -> bool:
    return bool(words) and _OF_A_FIGURE.issuperset(words)


def _overlap(figures: Sequence[Box], others: Sequence[Box]) -> bool:
    """Whether figures of two rows stand half beside each other: which row they are of is unsure."""
    return any(
        min(one.y1, other.y1) - max(one.y0, other.y0) > _BESIDE * min(one.height, other.height)
        for one in figures
        for other in others
    )


def _with_lost(read: Read) -> str:
    """The words of a line, with a lost character for each digit, letter or Chinese character that is doubtful."""
    return "".join(
        LOST if character.isalnum() and chance < _SURE_IN_PROSE else character
        for character, chance in zip(read.words, read.chances, strict=True)
    )


def _in_rows(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes beside each other, from left to right, these rows from top to bottom."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.y0 + box.y1):
        if rows and (box.y0 + box.y1) / 2 < rows[-1][0].y1 - rows[-1][0].height / 4:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]
