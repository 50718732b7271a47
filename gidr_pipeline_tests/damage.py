"""What text extraction does to the figures of tables: each kind of damage takes a table's rows of cells and gives them
back harmed.

The figures that the report printed are not changed, only their layout and legibility: what a reader makes of a
damaged table may be less than what was printed, never something else. What belongs here: figures that are lost,
doubled, moved, torn or illegible. What does not: labels and whole rows (`row_damage`), what agencies print beside or
instead of figures (`habits`), and what befalls a whole report (`text_damage`).
"""

import random
from collections.abc import Callable, Mapping

from gidr_pipeline_tests.made import Grid, is_figure

Damage = Callable[[Grid, random.Random], Grid]


def value_rows(grid: Grid) -> list[int]:
    """The rows with figures: those with five or more, in the first table all that have any."""
    counts = [sum(map(is_figure, row)) for row in grid]
    fewest = 5 if max(counts, default=0) >= 5 else 1
    return [i for i, count in enumerate(counts) if count >= fewest]


def places(row: list[str]) -> list[int]:
    """Where its figures are."""
    return [i for i, cell in enumerate(row) if is_figure(cell)]


def some_row(grid: Grid, rng: random.Random) -> list[str] | None:
    """One of the rows with figures, itself and no copy; None where there is none."""
    rows = value_rows(grid)
    return grid[rng.choice(rows)] if rows else None


def lose_zero(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    zeros = [i for i in places(row) if row[i] == "0"] if row else []
    if row and zeros:
        del row[rng.choice(zeros)]
    return grid


def lose_zero_in_many(grid: Grid, rng: random.Random) -> Grid:
    for _ in range(8):
        lose_zero(grid, rng)
    return grid


def lose_any(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        del row[rng.choice(places(row))]
    return grid


def lose_two(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    for _ in range(2):
        if row and places(row):
            del row[rng.choice(places(row))]
    return grid


def double_zero(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    zeros = [i for i in places(row) if row[i] == "0"] if row else []
    if row and zeros:
        row.insert(rng.choice(zeros), "0")
    return grid


def lose_first(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        del row[places(row)[0]]
    return grid


def lose_last(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        del row[places(row)[-1]]
    return grid


def lose_last_column(grid: Grid, rng: random.Random) -> Grid:
    for i in value_rows(grid):
        if rng.random() < 0.7:
            del grid[i][places(grid[i])[-1]]
    return grid


def shift_row(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        at = places(row)[0]
        row[at:at] = [""] * rng.randint(1, 2)
    return grid


def shift_row_over_the_edge(grid: Grid, rng: random.Random) -> Grid:
    """A row moved aside in a grid of fixed width, so that its last figures are cut off."""
    row = some_row(grid, rng)
    if row:
        by = rng.randint(1, 2)
        at = places(row)[0]
        row[at:at] = [""] * by
        del row[-by:]
    return grid


def shift_row_left(grid: Grid, rng: random.Random) -> Grid:
    """A row whose first figures were lost and the rest moved up, in a grid of fixed width."""
    row = some_row(grid, rng)
    if row:
        at = places(row)[0]
        del row[at]
        row.append("")
    return grid


def slide_value(grid: Grid, rng: random.Random) -> Grid:
    """A value that slid to the line of its neighbour, into a place of its own."""
    rows = [i for i in value_rows(grid) if i + 1 in value_rows(grid)]
    if rows:
        i = rng.choice(rows)
        at = rng.choice(places(grid[i]))
        grid[i + 1].insert(at, grid[i][at])
        grid[i][at] = ""
    return grid


def slide_value_away(grid: Grid, rng: random.Random) -> Grid:
    """A value that slid to a line of its own below the row, in its column."""
    rows = value_rows(grid)
    if rows:
        i = rng.choice(rows)
        at = rng.choice(places(grid[i]))
        grid.insert(i + 1, ["" if j != at else grid[i][at] for j in range(len(grid[i]))])
        grid[i][at] = ""
    return grid


def two_figures(grid: Grid, rng: random.Random) -> Grid:
    """A second figure for one cell on a line of its own, as scans give it."""
    rows = value_rows(grid)
    if rows:
        i = rng.choice(rows)
        at = rng.choice(places(grid[i]))
        grid.insert(i + 1, ["" if j != at else str(rng.randint(0, 9)) for j in range(len(grid[i]))])
    return grid


def tear_number(grid: Grid, rng: random.Random) -> Grid:
    """One number in two cells, as table finders do where a rule is a hair off."""
    torn = [(row, i) for row in grid for i in places(row) if len(row[i]) > 1 and row[i].isdecimal()]
    if torn:
        row, at = rng.choice(torn)
        cut = rng.randint(1, len(row[at]) - 1)
        row[at : at + 1] = [row[at][:cut], row[at][cut:]]
    return grid


def broken_number(grid: Grid, rng: random.Random) -> Grid:
    long = [(row, i) for row in grid for i in places(row) if len(row[i]) > 1]
    if long:
        row, at = rng.choice(long)
        row[at] = row[at][:1] + " " + row[at][1:]
    return grid


def run_together(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        pairs = [at for at in places(row) if at + 1 in places(row)]
        if pairs:
            at = rng.choice(pairs)
            row[at : at + 2] = [row[at] + rng.choice(["", " "]) + row[at + 1]]
    return grid


def spill_over(grid: Grid, rng: random.Random) -> Grid:
    """A piece of a number in the place of its neighbour, as table finders do: `26 | 123` becomes `26 12 | 3`."""
    pairs = [(row, at) for row in grid for at in places(row) if at + 1 in places(row)]
    long = [(row, at) for row, at in pairs if row[at + 1].isdecimal() and len(row[at + 1]) > 1]
    if long:
        row, at = rng.choice(long)
        cut = rng.randint(1, len(row[at + 1]) - 1)
        row[at], row[at + 1] = f"{row[at]} {row[at + 1][:cut]}", row[at + 1][cut:]
    return grid


def run_into_neighbour(grid: Grid, rng: random.Random) -> Grid:
    """Two numbers run together in the place of one, that of the other left empty."""
    row = some_row(grid, rng)
    pairs = [at for at in places(row) if at + 1 in places(row)] if row else []
    if row and pairs:
        at = rng.choice(pairs)
        both = row[at] + row[at + 1]
        row[at], row[at + 1] = (both, "") if rng.random() < 0.5 else ("", both)
    return grid


def wrap_number(grid: Grid, rng: random.Random) -> Grid:
    """A long number in a narrow column: its beginning on a line of its own above the row, or its end below."""
    long = [(i, at) for i, row in enumerate(grid) for at in places(row) if len(row[at]) > 3]
    if long:
        i, at = rng.choice(long)
        cut = rng.randint(3, len(grid[i][at]) - 1)
        begin, end = grid[i][at][:cut], grid[i][at][cut:]
        above = rng.random() < 0.5
        grid[i][at] = end if above else begin
        piece = ["" if j != at else begin if above else end for j in range(len(grid[i]))]
        grid.insert(i if above else i + 1, piece)
    return grid


def letters(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        at = rng.choice(places(row))
        row[at] = row[at].translate(str.maketrans("015", "OlS"))
    return grid


def strange_characters(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        at = rng.choice(places(row))
        row[at] = rng.choice(["?", "□", "�" + row[at][1:], row[at][:-1] + "*", "#"])
    return grid


def strange_sum(grid: Grid, rng: random.Random) -> Grid:
    """A total that nobody can read."""
    row = some_row(grid, rng)
    if row:
        at = places(row)[-1]
        row[at] = rng.choice(["#", "?", f"{row[at]}?", "#REF!"])
    return grid


def markup(grid: Grid, rng: random.Random) -> Grid:
    row = some_row(grid, rng)
    if row:
        at = rng.choice(places(row))
        row[at] = rng.choice(["<b>{}</b>", "**{}**", "<i>{}</i>", "`{}`"]).format(row[at])
    return grid


_KINDS = (
    lose_zero, lose_zero_in_many, lose_any, lose_two, double_zero, lose_first, lose_last, lose_last_column,
    shift_row, shift_row_over_the_edge, shift_row_left, slide_value, slide_value_away, two_figures,
    tear_number, broken_number, run_together, spill_over, run_into_neighbour, wrap_number, letters,
    strange_characters, strange_sum, markup,
)  # fmt: skip
FIGURE_DAMAGES: Mapping[str, Damage] = {function.__name__.replace("_", " "): function for function in _KINDS}
"""Name of a kind of damage to what it does to a table."""
