"""What text extraction does to the labels and rows of tables, as `damage` does to their figures.

What belongs here: labels that are lost, cut or joined, rows that are torn, moved, lost or repeated, page breaks. What
does not: damage to single figures (`damage`), or rows that agencies add (`habits`).
"""

# ruff: noqa: ARG001 - every kind takes the same arguments, whether it needs chance or not

import random
from collections.abc import Mapping

from gidr_pipeline_tests.damage import Damage, places, some_row, value_rows
from gidr_pipeline_tests.made import Grid


def merge_labels(grid: Grid, rng: random.Random) -> Grid:
    """Two labels on one line, the second's figures on the next without a label."""
    rows = [i for i in value_rows(grid) if i + 1 in value_rows(grid)]
    if rows and len(grid[0]) == 10:
        i = rng.choice(rows)
        grid[i][2] = (grid[i][2] or grid[i][1]) + " " + (grid[i + 1][2] or grid[i + 1][1])
        grid[i + 1][:3] = ["", "", ""]
    return grid


def two_labels_then_values(grid: Grid, rng: random.Random) -> Grid:
    """Two labels on one line, both rows of figures on the next two lines."""
    rows = [i for i in value_rows(grid) if i + 1 in value_rows(grid)]
    if rows:
        i = rng.choice(rows)
        first = places(grid[i])[0]
        heads = ["".join(pair) for pair in zip(grid[i][:first], grid[i + 1][:first], strict=False)]
        for row in (grid[i], grid[i + 1]):
            row[:first] = [""] * first
        grid.insert(i, heads)
    return grid


def merge_rows(grid: Grid, rng: random.Random) -> Grid:
    """Two rows in one: their labels joined, each cell with both figures."""
    rows = [i for i in value_rows(grid) if i + 1 in value_rows(grid)]
    if rows:
        i = rng.choice(rows)
        grid[i : i + 2] = [[f"{a} {b}".strip() for a, b in zip(grid[i], grid[i + 1], strict=False)]]
    return grid


def tear_row(grid: Grid, rng: random.Random) -> Grid:
    """The figures of a row on two rows, from some column on the lower one."""
    rows = value_rows(grid)
    if rows:
        i = rng.choice(rows)
        at = rng.choice(places(grid[i]))
        grid.insert(i + 1, [""] * at + grid[i][at:])
        grid[i][at:] = [""] * len(grid[i][at:])
    return grid


def page_break(grid: Grid, rng: random.Random) -> Grid:
    rows = value_rows(grid)
    if len(rows) > 3:
        at = rng.choice(rows[1:])
        header = [list(row) for row in grid[: rows[0]]]
        grid[at:at] = [[str(rng.randint(2, 9))], *(header if rng.random() < 0.7 else [])]
    return grid


def page_number(grid: Grid, rng: random.Random) -> Grid:
    """A bare page number between two rows, without a place."""
    rows = value_rows(grid)
    if rows:
        grid.insert(rng.choice(rows), [rng.choice(["{}", "- {} -", "第{}页", "{} / 9"]).format(rng.randint(1, 9))])
    return grid


def lose_header(grid: Grid, rng: random.Random) -> Grid:
    rows = value_rows(grid)
    return grid[rows[0] :] if rows else grid


def lose_label(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        for i in range(places(row)[0]):
            row[i] = ""
    return grid


def lose_half_of_labels(grid: Grid, rng: random.Random) -> Grid:
    for i in value_rows(grid):
        if rng.random() < 0.5:
            first = places(grid[i])[0]
            grid[i][:first] = [""] * first
    return grid


def cut_labels(grid: Grid, rng: random.Random) -> Grid:
    """Labels that lost their last characters, as narrow columns leave them."""
    for i in value_rows(grid):
        for j in range(places(grid[i])[0]):
            if rng.random() < 0.5:
                grid[i][j] = grid[i][j][: rng.randint(3, 8)]
    return grid


def repeat_label(grid: Grid, rng: random.Random) -> Grid:
    rows = value_rows(grid)
    if rows:
        i = rng.choice(rows)
        first = places(grid[i])[0]
        grid.insert(i, [*grid[i][:first], *[""] * (len(grid[i]) - first)])
    return grid


def move_rows(grid: Grid, rng: random.Random) -> Grid:
    """Two rows that changed places, each with its label."""
    rows = value_rows(grid)
    if len(rows) > 1:
        i, j = rng.sample(rows, 2)
        grid[i], grid[j] = grid[j], grid[i]
    return grid


def lose_row(grid: Grid, rng: random.Random) -> Grid:
    rows = value_rows(grid)
    if rows:
        del grid[rng.choice(rows)]
    return grid


def lose_values_of_row(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        del row[places(row)[0] :]
    return grid


def slip_figures(grid: Grid, rng: random.Random) -> Grid:
    """The figures of one row lost, and those of all rows below moved up or down by one."""
    rows = [i for i in value_rows(grid) if len(places(grid[i])) > 4]
    if len(rows) > 3:
        at = rng.randrange(1, len(rows) - 1)
        figures = [[grid[i][j] for j in places(grid[i])] for i in rows[at:]]
        up = rng.random() < 0.5
        moved = [*figures[1:], []] if up else [[], *figures[:-1]]
        if not up:
            grid.insert(rows[-1] + 1, [""] * places(grid[rows[-1]])[0] + figures[-1])
        for i, new in zip(rows[at:], moved, strict=True):
            grid[i][places(grid[i])[0] :] = new
    return grid


def repeat_row(grid: Grid, rng: random.Random) -> Grid:
    rows = value_rows(grid)
    if rows:
        i = rng.choice(rows)
        grid.insert(i, list(grid[i]))
    return grid


def stop_in_the_middle(grid: Grid, rng: random.Random) -> Grid:
    """A table that ends in one of its rows."""
    rows = value_rows(grid)
    if rows:
        i = rng.choice(rows)
        del grid[i + 1 :]
        del grid[i][rng.choice(places(grid[i])) :]
    return grid


_KINDS = (
    merge_labels, two_labels_then_values, merge_rows, tear_row, page_break, page_number, lose_header,
    lose_label, lose_half_of_labels, cut_labels, repeat_label, move_rows, lose_row, lose_values_of_row,
    slip_figures, repeat_row, stop_in_the_middle,
)  # fmt: skip
ROW_DAMAGES: Mapping[str, Damage] = {function.__name__.replace("_", " "): function for function in _KINDS}
"""Name of a kind of damage to what it does to a table."""
