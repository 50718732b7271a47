"""What text extraction does to tables: each kind of damage takes a table's rows of cells and gives them back harmed.

The figures that the report printed are not changed, only their layout and legibility: what a reader makes of a
damaged table may be less than what was printed, never something else.
"""

import random
from collections.abc import Callable, Mapping

from gidr_pipeline_tests.made import Grid

Damage = Callable[[Grid, random.Random], Grid]


def _is_value(cell: str) -> bool:
    return cell.lstrip("+-").isdigit()


def _value_rows(grid: Grid, fewest: int = 5) -> list[int]:
    return [i for i, row in enumerate(grid) if sum(map(_is_value, row)) >= fewest]


def _places(row: list[str]) -> list[int]:
    return [i for i, cell in enumerate(row) if _is_value(cell)]


def _some_row(grid: Grid, rng: random.Random) -> list[str] | None:
    rows = _value_rows(grid)
    return grid[rng.choice(rows)] if rows else None


def lose_zero(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    zeros = [i for i in _places(row) if row[i] == "0"] if row else []
    if row and zeros:
        del row[rng.choice(zeros)]
    return grid


def lose_zero_in_many(grid: Grid, rng: random.Random) -> Grid:
    for _ in range(8):
        lose_zero(grid, rng)
    return grid


def lose_any(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        del row[rng.choice(_places(row))]
    return grid


def lose_two(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    for _ in range(2 if row else 0):
        del row[rng.choice(_places(row))]
    return grid


def double_zero(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    zeros = [i for i in _places(row) if row[i] == "0"] if row else []
    if row and zeros:
        row.insert(rng.choice(zeros), "0")
    return grid


def lose_first(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        del row[_places(row)[0]]
    return grid


def lose_last(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        del row[_places(row)[-1]]
    return grid


def lose_last_column(grid: Grid, rng: random.Random) -> Grid:
    for i in _value_rows(grid):
        if rng.random() < 0.7:
            del grid[i][_places(grid[i])[-1]]
    return grid


def shift_row(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        at = _places(row)[0]
        row[at:at] = [""] * rng.randint(1, 2)
    return grid


def shift_row_over_the_edge(grid: Grid, rng: random.Random) -> Grid:
    """A row moved aside in a grid of fixed width, so that its last figures are cut off."""
    row = _some_row(grid, rng)
    if row:
        by = rng.randint(1, 2)
        at = _places(row)[0]
        row[at:at] = [""] * by
        del row[-by:]
    return grid


def shift_row_left(grid: Grid, rng: random.Random) -> Grid:
    """A row whose first figures were lost and the rest moved up, in a grid of fixed width."""
    row = _some_row(grid, rng)
    if row:
        at = _places(row)[0]
        del row[at]
        row.append("")
    return grid


def merge_labels(grid: Grid, rng: random.Random) -> Grid:
    """Two labels on one line, the second's figures on the next without a label."""
    rows = [i for i in _value_rows(grid) if i + 1 in _value_rows(grid)]
    if rows and len(grid[0]) == 10:
        i = rng.choice(rows)
        grid[i][2] = (grid[i][2] or grid[i][1]) + " " + (grid[i + 1][2] or grid[i + 1][1])
        grid[i + 1][:3] = ["", "", ""]
    return grid


def slide_value(grid: Grid, rng: random.Random) -> Grid:
    """A value that slid to the line of its neighbour, into a place of its own."""
    rows = [i for i in _value_rows(grid) if i + 1 in _value_rows(grid)]
    if rows:
        i = rng.choice(rows)
        at = rng.choice(_places(grid[i]))
        grid[i + 1].insert(at, grid[i][at])
        grid[i][at] = ""
    return grid


def slide_value_away(grid: Grid, rng: random.Random) -> Grid:
    """A value that slid to a line of its own below the row, in its column."""
    rows = _value_rows(grid)
    if rows:
        i = rng.choice(rows)
        at = rng.choice(_places(grid[i]))
        grid.insert(i + 1, ["" if j != at else grid[i][at] for j in range(len(grid[i]))])
        grid[i][at] = ""
    return grid


def letters(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        at = rng.choice(_places(row))
        row[at] = row[at].translate(str.maketrans("015", "OlS"))
    return grid


def strange_characters(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        at = rng.choice(_places(row))
        row[at] = rng.choice(["?", "□", "�" + row[at][1:], row[at][:-1] + "*", "#"])
    return grid


def markup(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        at = rng.choice(_places(row))
        row[at] = rng.choice(["<b>{}</b>", "**{}**", "<i>{}</i>", "`{}`"]).format(row[at])
    return grid


def broken_number(grid: Grid, rng: random.Random) -> Grid:
    places = [(row, i) for row in grid for i in _places(row) if len(row[i]) > 1]
    if places:
        row, at = rng.choice(places)
        row[at] = row[at][:1] + " " + row[at][1:]
    return grid


def run_together(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        places = _places(row)
        at = rng.choice(places[:-1])
        row[at : at + 2] = [row[at] + rng.choice(["", " "]) + row[at + 1]]
    return grid


def blank_zeros(grid: Grid, rng: random.Random) -> Grid:
    return [["" if cell == "0" else cell for cell in row] for row in grid]


def dash_zeros(grid: Grid, rng: random.Random) -> Grid:
    dash = rng.choice(["-", "—", "/", "无"])
    return [[dash if cell == "0" else cell for cell in row] for row in grid]


def blank_some_zeros(grid: Grid, rng: random.Random) -> Grid:
    return [["" if cell == "0" and rng.random() < 0.2 else cell for cell in row] for row in grid]


def page_break(grid: Grid, rng: random.Random) -> Grid:
    rows = _value_rows(grid)
    if len(rows) > 3:
        at = rng.choice(rows[1:])
        header = [list(row) for row in grid[: rows[0]]]
        grid[at:at] = [[str(rng.randint(2, 9))], *(header if rng.random() < 0.7 else [])]
    return grid


def lose_label(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        for i in range(_places(row)[0]):
            row[i] = ""
    return grid


def lose_row(grid: Grid, rng: random.Random) -> Grid:
    rows = _value_rows(grid)
    if rows:
        del grid[rng.choice(rows)]
    return grid


def lose_values_of_row(grid: Grid, rng: random.Random) -> Grid:
    row = _some_row(grid, rng)
    if row:
        del row[_places(row)[0] :]
    return grid


def two_figures(grid: Grid, rng: random.Random) -> Grid:
    """A second figure for one cell on a line of its own, as scans give it."""
    rows = _value_rows(grid)
    if rows:
        i = rng.choice(rows)
        at = rng.choice(_places(grid[i]))
        grid.insert(i + 1, ["" if j != at else str(rng.randint(0, 9)) for j in range(len(grid[i]))])
    return grid


def repeat_row(grid: Grid, rng: random.Random) -> Grid:
    rows = _value_rows(grid)
    if rows:
        i = rng.choice(rows)
        grid.insert(i, list(grid[i]))
    return grid


DAMAGES: Mapping[str, Damage] = {
    function.__name__.replace("_", " "): function
    for function in (
        lose_zero, lose_zero_in_many, lose_any, lose_two, double_zero, lose_first, lose_last, lose_last_column,
        shift_row, shift_row_over_the_edge, shift_row_left, merge_labels, slide_value, slide_value_away, letters,
        strange_characters, markup, broken_number, run_together, blank_zeros, dash_zeros, blank_some_zeros,
        page_break, lose_label, lose_row, lose_values_of_row, two_figures, repeat_row,
    )
}  # fmt: skip
"""Name of a kind of damage to what it does to a table."""

UNDETECTABLE = {("slide value away", "a cell a line")}
"""Damage and layout that leave as many figures as before, in another order, with nothing in the text to tell."""
