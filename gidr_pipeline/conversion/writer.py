"""Text in the making: lines and rows of tables, with the places of their cells.

What belongs here: what a file's text looks like, whatever its format. What does not: finding out what it says.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from gidr_pipeline.conversion.limits import CELLS, COLUMNS, LINES, PLACES, TEXT, too_large
from gidr_pipeline.conversion.model import Converted, GridCell, GridRow
from gidr_pipeline.conversion.placed import PICTURE, Placed, one_line, parted, squeezed, with_unread
from gidr_pipeline.conversion.shifted import with_note

_SENTENCE = re.compile("[。；！？]")
_LONG, _SHORT = 60, 40
_FEWEST_FIGURES, _FEWEST_TABS = 3, 3
_FEWEST_ROWS, _NEARLY_ALL = 2, 0.8
_FEWEST_BARE = 10
"""Figures that stand alone on a line; fewer are numbers of pages or of visits."""
_GAP = re.compile(r"\t|\s{2,}+")
_DIGITS = re.compile(r"\d[\d,.]*")
_FIGURE = re.compile(r"[-+]?\d[\d,.]*|[-/—]+|无?")


def is_prose(words: str) -> bool:
    """Whether a cell holds sentences rather than a label or a figure."""
    return len(words) > _LONG and _SENTENCE.search(words) is not None


@dataclass
class Writer:
    """Takes lines and tables, and gives what they make."""

    has_figures: bool = False
    """Whether a row of a table has any, or one that spaces part, or so many lines that they are those of a table."""
    _bare: int = 0
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _rows: list[GridRow] = field(default_factory=list)
    _tabbed: list[str] = field(default_factory=list)
    _cells: int = 0
    _tables: int = 0
    _pictured: list[tuple[int, int]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What is written so far."""
        return "".join(self._parts)

    @contextmanager
    def pictured(self) -> Iterator[None]:
        """What is written meanwhile was read from a picture."""
        self._write_tabbed()
        start = self._length
        yield
        self._pictured.append((start, self._length))

    def line(self, words: str) -> None:
        """A line of its own; nothing for white space alone. Tabs stay between the cells of rows, where lines that
        follow each other have as many."""
        if words.count("\t") >= _FEWEST_TABS:
            self._tabbed.append(words)
        elif words := squeezed(words):
            self._bare += _DIGITS.fullmatch(words) is not None
            self.has_figures |= self._bare >= _FEWEST_BARE
            self._write(words + "\n")

    def spaced_line(self, words: str) -> None:
        """A line whose spaces keep its words in their columns."""
        if words := words.replace(PICTURE, "").rstrip():
            self._see_figures(words)
            self._write(words + "\n")

    def _see_figures(self, words: str) -> None:
        """Note whether a line with tabs or wide gaps has figures beside other cells."""
        cells = list(filter(None, map(str.strip, _GAP.split(words))))
        self.has_figures |= len(cells) > 1 and any(map(_DIGITS.fullmatch, cells))

    def table(self, cells: Sequence[Placed], *, rows_end: bool = False) -> None:
        """The rows of a table. A row that holds one cell, or prose and no figures, is text.

        Parameters
        ----------
        rows_end
            Whether a row of fewer cells ends behind its last, as in a page; it has further empty ones elsewhere.
        """
        _count([(cell.rows, cell.columns) for cell in cells])
        cells = parted(with_unread(cells))
        self._cells += len(cells)
        self._tables += 1
        if self._cells > CELLS:
            raise too_large(f"more than {CELLS:,} cells of tables")
        begins = sorted({cell.column for cell in cells})
        place = {column: at for at, column in enumerate(begins)}
        by_row: dict[int, list[Placed]] = {}
        covered: dict[int, list[int]] = {}
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
            by_row.setdefault(cell.row, []).append(cell)
            for below in range(cell.row + 1, cell.row + cell.rows):
                covered.setdefault(below, []).append(place[cell.column])
        for number, row in sorted(by_row.items()):
            if _is_text(row, alone=number not in covered):
                for cell in row:
                    whole = one_line(cell.lines)
                    for words in [whole] if len(whole) <= _SHORT else cell.lines:
                        self.line(words)
            else:
                ends = [sum(column < cell.column + cell.columns for column in begins) for cell in row]
                spans = [(place[cell.column], end - place[cell.column]) for cell, end in zip(row, ends, strict=True)]
                over = covered.get(number, [])
                last = max(*(column + columns for column, columns in spans), *(column + 1 for column in over), 0)
                ends_at = last if rows_end and last < len(begins) else None
                self._row(row, spans, over, len(begins), ends_at)

    def _row(
        self,
        row: Sequence[Placed],
        spans: Sequence[tuple[int, int]],
        covered: Sequence[int],
        width: int,
        ends_at: int | None,
    ) -> None:
        self._write_tabbed()
        start = self._length
        places = dict.fromkeys(covered, "")
        places |= {column: with_note(one_line(cell.lines)) for cell, (column, _) in zip(row, spans, strict=True)}
        columns = sorted(places)
        self.has_figures |= any(_DIGITS.fullmatch(words) is not None for words in places.values())
        words = "\t".join(places[column] for column in columns)
        if sum(map(bool, places.values())) < 2:
            words = words.rstrip("\t")  # the rest of a row of which only the label is filled in
        at: dict[int, int] = {}
        position = start
        for column in columns:
            at[column] = min(position, start + len(words))
            position += len(places[column]) + 1
        cells = [GridCell(at[column], at[column] + len(places[column]), column, over) for column, over in spans]
        self._write(words + "\n")
        self._rows.append(GridRow(start, self._length - 1, self._tables, width, cells, ends_at))

    def _write_tabbed(self) -> None:
        """Write the lines with tabs that wait for others."""
        lines, self._tabbed = self._tabbed, []
        numbers = Counter(words.count("\t") for words in lines)
        are_rows = max(numbers.values(), default=0) >= max(_FEWEST_ROWS, _NEARLY_ALL * len(lines))
        for words in lines:
            cells = map(squeezed, words.split("\t") if are_rows else [words])
            whole = "\t".join(cells)
            if whole.strip():
                self._write(whole + "\n")

    def _write(self, words: str) -> None:
        if self._tabbed:
            self._write_tabbed()
        self._parts.append(words)
        self._length += len(words)
        if self._length > TEXT or len(self._parts) > LINES:
            raise too_large(f"more than {TEXT:,} characters or {LINES:,} lines of text")

    def converted(self, encoding: str, titles: Sequence[str] = (), notes: Sequence[str] = ()) -> Converted:
        """All that was written."""
        self._write_tabbed()
        shown = tuple(dict.fromkeys(filter(None, map(squeezed, titles))))
        return Converted("".join(self._parts), encoding, self._rows, shown, notes, self._pictured)


def _count(sizes: Iterable[tuple[int, int]]) -> None:
    """Refuse a table before anything of its size is made."""
    places = 0
    for rows, columns in sizes:
        places += rows * min(columns, COLUMNS)
        if places > PLACES:
            raise too_large(f"a table of more than {PLACES:,} places")


def _is_text(row: Sequence[Placed], *, alone: bool) -> bool:
    if len(row) == 1 and alone:
        return True
    filled = [words for cell in row if (words := one_line(cell.lines))]
    figures = sum(_FIGURE.fullmatch(words) is not None for words in filled)
    return figures < _FEWEST_FIGURES and any(map(is_prose, filled))
