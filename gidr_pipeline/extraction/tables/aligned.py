"""Figures in columns that the eye sees: rows with blanks whose figures stand under those of the rows that have none.

What belongs here: telling the columns of figures that are aligned with spaces, and placing short rows by them, where
the sums down all columns agree. What does not: rows whose places separators tell (`rows`).
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.tables.doubts import failing
from gidr_pipeline.extraction.tables.heads import wide_in
from gidr_pipeline.extraction.tables.options import count_of
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.style import holds
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line

_FEWEST_WHOLE = 2


def in_columns(rows: Mapping[str, RowText], region: Sequence[Line], printed: str, sums: Sums) -> dict[str, RowText]:
    """The rows, those too short placed in the columns of the whole ones, blanks between. `printed` is the text before
    it was normalised.

    Columns can lie: a row is placed only if it adds up so, and if with all rows placed the sums hold down every column
    but one at most, which may have a misprint. Had a figure moved, two of them would fail.
    """
    whole = [row.placed for row in rows.values() if row.placed and row.is_on_one_line and None not in row.placed]
    short = {code: row for code, row in rows.items() if 0 < len(row.loose) < len(whole[0])} if whole else {}
    others = [row for code, row in rows.items() if row.loose and not (code in short and row.is_on_one_line)]
    figures = [[token for token in row if token] for row in whole]
    if not short or others or len(whole) < _FEWEST_WHOLE or any(t.column is not None for row in figures for t in row):
        return dict(rows)
    begins = {line.number: line.span.start for line in region}
    measures = [_Columns.of(figures, _start_by(of, printed, begins)) for of in (len, _seen)]
    columns = min((each for each in measures if each), key=lambda each: each.wide, default=None)
    found = {code: placed for code, row in short.items() if (placed := columns and columns.place(row.loose))}
    if found.keys() < short.keys() or not _agree({**rows, **found}, sums):
        return dict(rows)
    fits = {code: row for code, row in found.items() if holds(_counts(row), sums.along)}
    return {**rows, **fits}


def _start_by(wide: Callable[[str], int], printed: str, begins: Mapping[int, int]) -> Callable[[Token], int]:
    """Where a figure starts on its line, by how wide the text before it is."""
    return lambda token: wide(printed[begins[token.line] : token.span.start])


def _seen(text: str) -> int:
    """How wide a text is where Chinese characters are twice as wide as others."""
    return len(text) + wide_in(text)


class _Columns(NamedTuple):
    """Columns of figures side by side."""

    start: Callable[[Token], int]
    """How far from the beginning of its line a figure starts."""
    between: Sequence[float]
    """The middle of the space between each two."""
    wide: int
    """How wide they are together."""

    @classmethod
    def of(cls, rows: Sequence[Sequence[Token]], start: Callable[[Token], int]) -> "_Columns | None":
        """The columns of whole rows; None where one reaches below the next."""
        bounds = [
            (min(map(start, column)), max(start(token) + len(token.text) for token in column))
            for column in zip(*rows, strict=True)
        ]
        if any(end > start for (_, end), (start, _) in pairwise(bounds)):
            return None
        between = [(end + start) / 2 for (_, end), (start, _) in pairwise(bounds)]
        return cls(start, between, sum(end - start for start, end in bounds))

    def place(self, figures: Sequence[Token]) -> RowText | None:
        """A row with each figure in the nearest column; None where two are nearest to the same."""
        at = {bisect_left(self.between, self.start(token) + len(token.text) / 2): token for token in figures}
        width = len(self.between) + 1
        return RowText(placed=tuple(map(at.get, range(width)))) if len(at) == len(figures) else None


def _counts(row: RowText) -> list[int | None]:
    return [0 if token is None else count_of(token) for token in row.placed or ()]


def _agree(rows: Mapping[str, RowText], sums: Sums) -> bool:
    """Whether every row of a sum has all its figures, blanks as zeros, and the sums hold down every column but one."""
    counts = {code: _counts(row) for code, row in rows.items() if row.placed}
    known = all(each.signs.keys() <= counts.keys() for each in sums.down)
    legible = all(None not in values for values in counts.values())
    return bool(sums.down) and known and legible and len({at for s in sums.down for at in failing(s, counts)}) <= 1
