"""How tables look in the text of real pages, as extractors of web pages and PDF leave them.

What belongs here: what follows from merged cells, such as bars in a row, heads over several lines and words repeated,
and a cell a paragraph. What does not: cells that know no merging (`layouts`, `spread`).
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from gidr_pipeline_tests.made import Figure, Grid
from gidr_pipeline_tests.spread import label_places, width, wrap

_LONG = 9
_NUMBER = re.compile(r"[+＋－（(-]?\d[^一-鿿]*$")


@dataclass(frozen=True)
class _Cell:
    """A cell with the places that it takes, from its own to the right and down."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def _merged(grid: Grid) -> list[list[_Cell]]:
    """The cells that begin in each row. An empty place that is no figure's belongs to the cell above or to its left."""
    taken_by: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, owner in _owners(grid).items():
        taken_by.setdefault(owner, []).append(place)
    cells: list[list[_Cell]] = [[] for _ in grid]
    for (row, column), taken in taken_by.items():
        rows, columns = ({place[axis] for place in taken} for axis in (0, 1))
        cells[row].append(_Cell(grid[row][column], row, column, len(rows), len(columns)))
    return cells


def _holds_number(cell: str) -> bool:
    return isinstance(cell, Figure) or bool(_NUMBER.match(cell))


def _owners(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Each place to the first one of its cell."""
    labels, narrow = label_places(grid), max(map(len, grid)) < 8
    first = next((i for i, row in enumerate(grid) if any(map(_holds_number, row))), len(grid))
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for i, row in enumerate(grid):
        for j, text in enumerate(row):
            above, left = owners.get((i - 1, j)), owners.get((i, j - 1))
            down = above if above and above[1] == j and not _holds_number(grid[above[0]][j]) else None
            owner: tuple[int, int] | None = None
            if text or isinstance(text, Figure):
                pass
            elif i < first:
                owner = down or left
            elif j < labels and any(row[:labels]):
                owner = left if left and left[0] == i else down
            elif narrow and not any(row[j:]):
                owner = left
            owners[i, j] = owner or (i, j)
    return owners


def _fields(grid: Grid, covered: bool = False) -> Iterator[tuple[list[str], str]]:
    """The cells of each row, where wanted an empty one for each place that a cell above covers, and a run of bars for
    the columns that are left."""
    columns = max(map(len, grid))
    for cells, row in zip(_merged(grid), grid, strict=True):
        texts = [cell.text for cell in cells]
        if covered:
            begin = next((j for j, text in enumerate(row) if text), 0)
            texts = [*[""] * begin, *(cell.text for cell in cells if cell.column >= begin)]
        yield texts, "|" * (columns - len(texts))


def _behind(texts: list[str]) -> list[str]:
    return [f"{text} |".lstrip() for text in texts]


def _lines(rows: Iterator[list[str]], between: str = " ") -> str:
    return "".join(f"{between.join(parts)}\n" for parts in rows if parts)


def _bars_behind(grid: Grid) -> str:
    return _lines(_behind(texts) for texts, _ in _fields(grid))


def _bars_behind_and_runs(grid: Grid) -> str:
    return _lines([*_behind(texts), run] if run else _behind(texts) for texts, run in _fields(grid))


def _covered_places_and_runs(grid: Grid) -> str:
    """A place that a cell above covers is an empty field, and one column that is left makes no run."""
    fields = _fields(grid, covered=True)
    return _lines([*_behind(texts), run] if len(run) > 1 else _behind(texts) for texts, run in fields)


def _lines_with_bars(grid: Grid) -> str:
    return _lines(([*_behind(texts), run] if run else _behind(texts) for texts, run in _fields(grid)), "\n")


def _lines_with_bars_and_runs(grid: Grid) -> str:
    """The run on the line of the last cell."""
    rows = ((texts or [""], run) for texts, run in _fields(grid))
    return _lines(([*_behind(texts[:-1]), f"{texts[-1]} | {run}".strip()] for texts, run in rows), "\n")


def _bars_around_and_runs(grid: Grid) -> str:
    return "".join(f"| {line}\n" for line in _bars_behind_and_runs(grid).splitlines())


def _lines_after_bars(grid: Grid) -> str:
    return _lines(([f"| {text}".rstrip() for text in texts] for texts, _ in _fields(grid)), "\n")


def _merged_once(grid: Grid) -> str:
    return _lines((texts for texts, _ in _fields(grid)), "\t")


def _bar_before_rows(grid: Grid) -> str:
    return _lines((["|", *filter(None, texts)] for texts, _ in _fields(grid)), "\n")


def _bars_on_lines(grid: Grid) -> str:
    return _lines(([part for text in texts for part in (text, "|") if part] for texts, _ in _fields(grid)), "\n")


def _figures_below(grid: Grid) -> str:
    """The label on one line, its figures with bars on the next."""
    labels = label_places(grid)
    rows = ([cell.text for cell in cells if cell.column < labels] for cells in _merged(grid))
    figures = ([cell.text for cell in cells if cell.column >= labels] for cells in _merged(grid))
    pairs = ((" ".join(filter(None, label)), " ".join(_behind(row))) for label, row in zip(rows, figures, strict=True))
    return _lines(([part for part in pair if part] for pair in pairs), "\n")


def _paragraphs(grid: Grid) -> str:
    return "".join(f"{cell}\n\n" for row in grid for cell in row if cell)


def _indented_paragraphs(grid: Grid) -> str:
    """Each begins as paragraphs of prose do, and some long labels are broken."""
    return "".join(f"　　{broken(cell, chr(10))}\n\n" for row in grid for cell in row if cell)


def broken(cell: str, by: str) -> str:
    """Every second long text with a break after its fourth character or later."""
    chance = zlib.crc32(cell.encode())
    at = 4 + chance // 2 % 4
    return f"{cell[:at]}{by}{cell[at:]}" if len(cell) > _LONG and chance % 2 else cell


def _paragraphs_of_rows(grid: Grid) -> str:
    return "".join("  ".join(cell for cell in row if cell) + "\n\n" for row in grid)


def _repeated(grid: Grid) -> Grid:
    owners = _owners(grid)
    return [[grid[i][j] for i, j in (owners[at, k] for k in range(len(row)))] for at, row in enumerate(grid)]


def _repeated_with_bars(grid: Grid) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in _repeated(grid))


def _csv_of_frame(grid: Grid) -> str:
    """As pandas writes a table of a page: its own numbers for columns and rows, merged cells repeated."""
    numbers = map(str, range(max(map(len, grid))))
    rows = [["", *numbers], *([str(i), *row] for i, row in enumerate(_repeated(grid)))]
    return "".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in rows)


def _short_ruler(grid: Grid) -> str:
    """Markdown whose first row has one cell, and so its ruler; line breaks of cells are tags."""
    lines = [f"| {' | '.join(broken(text, '<br>') for text in texts)} |" for texts, _ in _fields(grid)]
    return "\n".join([lines[0], "| --- |", *lines[1:]]) + "\n"


def _column_widths(grid: Grid) -> list[int]:
    """Narrow columns for figures, as wide as the widest, in some reports a little wider; the more, the narrower."""
    columns, labels = max(map(len, grid)), label_places(grid)
    figures = [[width(row[j]) for row in grid if j < len(row) and _NUMBER.match(row[j])] for j in range(columns)]
    least = [[22], [8, 10, 22], []][0 if labels == 1 else 1 if labels else 2]
    usual = 14 if labels == 1 else 6 + 2 * (sum(map(sum, figures)) % 2) if labels else 4
    wide = [max([usual, *(length + length % 2 for length in lengths)]) for lengths in figures]
    return [*least, *wide[len(least) :]]


def _printed(grid: Grid) -> str:
    """As `pdftotext -layout` gives the PDF of a word processor: cells are wrapped and stand in the middle of their
    height, so that words side by side are on lines of their own where one takes two lines and the other three."""
    widths = _column_widths(grid)
    lefts = [*accumulate((w + 2 for w in widths), initial=2)]
    cells = [
        (cell, wrap(cell.text, lefts[cell.column + cell.columns] - lefts[cell.column] - 2))
        for row in _merged(grid)
        for cell in row
    ]
    heights = [max([1, *(len(t) for c, t in cells if c.row == i and c.rows == 1)]) for i in range(len(grid))]
    for cell, text in cells:
        heights[cell.row + cell.rows - 1] += max(0, len(text) - sum(heights[cell.row : cell.row + cell.rows]))
    tops = [*accumulate(heights, initial=0)]
    printed: dict[int, list[tuple[int, str]]] = {}
    for cell, text in cells:
        left, right = lefts[cell.column], lefts[cell.column + cell.columns] - 2
        for i, line in enumerate(text):
            # Counted in half lines, from the middle of the cell.
            y = tops[cell.row] + tops[cell.row + cell.rows] - len(text) + 2 * i
            is_label = cell.column < label_places(grid)
            printed.setdefault(y, []).append((left + (0 if is_label else (right - left - width(line)) // 2), line))
    return "".join(_line(printed[y]) for y in sorted(printed))


def _line(words: list[tuple[int, str]]) -> str:
    line = ""
    for left, word in sorted(words):
        line += " " * max(left - width(line), 1 if line else 0) + word
    return f"{line.rstrip()}\n" if line.strip() else ""


def _words_down_the_page(grid: Grid) -> str:
    return "".join(f"{word}\n" for word in _printed(grid).split())


def _glued(grid: Grid) -> str:
    return "".join("".join(row) + "\n" for row in grid)


def _each_line_once(grid: Grid) -> str:
    """A cell a line; a line that the table had before is left out."""
    return "".join(f"{cell}\n" for cell in dict.fromkeys(cell for row in grid for cell in row if cell))


PAGES: Mapping[str, Callable[[Grid], str]] = {
    "a cell a paragraph": _paragraphs,
    "a cell a paragraph, indented": _indented_paragraphs,
    "a row a paragraph": _paragraphs_of_rows,
    "bars behind": _bars_behind,
    "bars behind, runs": _bars_behind_and_runs,
    "bars behind, covered places, runs": _covered_places_and_runs,
    "a cell a line, bars behind": _lines_with_bars,
    "a cell a line, bars behind, runs on the last": _lines_with_bars_and_runs,
    "a cell a line, bars before": _lines_after_bars,
    "bars around, runs": _bars_around_and_runs,
    "tabs, merged cells once": _merged_once,
    "a bar before each row": _bar_before_rows,
    "bars on lines of their own": _bars_on_lines,
    "figures with bars below their label": _figures_below,
    "merged cells repeated, heads as well": _repeated_with_bars,
    "csv of a data frame": _csv_of_frame,
    "markdown, short ruler": _short_ruler,
    "printed by a word processor": _printed,
    "words down the page": _words_down_the_page,
    "cells glued together": _glued,
    "each line once": _each_line_once,
}
"""Name of a layout to what it makes of a table."""
