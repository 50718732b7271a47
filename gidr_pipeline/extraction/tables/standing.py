"""Where the names of a table's columns stand over it, where columns are aligned with spaces and names may be broken
over lines.

What belongs here: bounds of names. What does not: what stands below them (`side_by_side`), or whether names that are
not aligned are in the form's order (`columns`, `heads`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.tables.align import plain, printed_label
from gidr_pipeline.extraction.tables.view import Bounds, View, Wide
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

_HEADER_REACH = 12


class _Piece(NamedTuple):
    """Words without a space between them, as a line has them."""

    line: int
    text: str
    bounds: Bounds


def standing_names(columns: Sequence[Label], header: Sequence[Line], view: View, wide: Wide) -> list[Bounds] | None:
    """The bounds of the names of all columns; None where one of them does not stand there once, or where they don't
    stand beside each other in the form's order."""
    pieces = [
        _Piece(
            line.number, plain(found[0]), view.bounds(wide, line.number, *(word.span.start + at for at in found.span()))
        )
        for line in [line for line in header if line.tokens][-_HEADER_REACH:]
        for word in line.words
        for found in re.finditer(r"\S+", word.text)
    ]
    names = [set(_spelled(printed_label(column), pieces)) for column in columns]
    if any(len(places) != 1 for places in names):
        return None
    bounds = [places.pop() for places in names]
    return bounds if all(one.end <= other.start for one, other in pairwise(bounds)) else None


def _spelled(name: str, pieces: Sequence[_Piece], above: _Piece | None = None) -> Iterator[Bounds]:
    """The bounds of all ways to spell a name with pieces one below the other, the first below `above`."""
    for piece in pieces:
        below = above is None or (piece.line > above.line and piece.bounds.overlaps(above.bounds))
        if below and name.startswith(piece.text):
            so_far = piece._replace(bounds=piece.bounds.joined(above.bounds)) if above else piece
            if name == piece.text:
                yield so_far.bounds
            else:
                yield from _spelled(name[len(piece.text) :], pieces, so_far)
