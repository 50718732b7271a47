"""How tables look as text when a row is spread over several lines, or its figures stand away from its label.

What belongs here: wrapped labels, boxes drawn with rules, column by column, labels before figures. What does not:
rows and cells on lines of their own (`layouts`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from gidr_pipeline_tests.made import Grid, is_figure

_PAGE = 12


def width(text: str) -> int:
    """How many columns of a terminal it takes."""
    return sum(2 if ord(character) > 0x2000 else 1 for character in text)


def label_places(grid: Grid) -> int:
    """How many places to the left are for labels: three in the table of requests, one in the first table, none in
    that of challenges."""
    columns = max(len(row) for row in grid)
    return 1 if columns < 8 else 3 if columns < 14 else 0


def _first_row(grid: Grid) -> int:
    """The first row with figures; all of them are header where there is none."""
    return next((i for i, row in enumerate(grid) if any(map(is_figure, row))), len(grid))


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns; figures stay whole."""
    if is_figure(text) or width(text) <= columns:
        return [text]
    lines = [""]
    for character in text:
        if width(lines[-1] + character) > columns:
            lines.append("")
        lines[-1] += character
    return lines


def _boxes(
    grid: Grid, line_of_figures: Callable[[int], int], row_of: Callable[[Sequence[str]], str], columns: int
) -> Iterable[list[str]]:
    """Each row as lines: labels wrapped from the top, figures on one of the lines that the labels take."""
    count = max(len(row) for row in grid)
    widths = [min(columns, max((width(row[i]) for row in grid if i < len(row)), default=1)) for i in range(count)]
    widths = [
        max(2, w, *(width(row[i]) for row in grid if i < len(row) and is_figure(row[i]))) for i, w in enumerate(widths)
    ]
    for row in grid:
        wrapped = [wrap(cell, widths[i]) for i, cell in enumerate([*row, *[""] * (count - len(row))])]
        height = max(map(len, wrapped))
        at = line_of_figures(height)
        for i, lines in enumerate(wrapped):
            above = at if is_figure(lines[0]) else 0
            wrapped[i] = [*[""] * above, *lines, *[""] * (height - above - len(lines))]
        yield [
            row_of([cell + " " * (w - width(cell)) for cell, w in zip(line, widths, strict=True)])
            for line in zip(*wrapped, strict=True)
        ]


def _wrapped(line_of_figures: Callable[[int], int]) -> Callable[[Grid], str]:
    def layout(grid: Grid) -> str:
        rows = _boxes(grid, line_of_figures, lambda cells: "  ".join(cells).rstrip(), 14)
        return "".join(f"{line}\n" for lines in rows for line in lines)

    return layout


def _apart(grid: Grid) -> str:
    """Wrapped labels, an empty line between rows, as pandoc's plain tables."""
    rows = _boxes(grid, lambda _: 0, lambda cells: "  ".join(cells).rstrip(), 14)
    return "".join("\n".join(lines) + "\n\n" for lines in rows)


def _ruled(grid: Grid) -> str:
    """Boxes of `+`, `-` and bars, labels wrapped inside them."""
    rows = [*_boxes(grid, lambda _: 0, lambda cells: f"| {' | '.join(cells)} |", 14)]
    rule = "+" + "+".join("-" * (width(part)) for part in rows[0][0].split("|")[1:-1]) + "+"
    return rule + "\n" + "".join("\n".join([*lines, rule]) + "\n" for lines in rows)


def _label(row: Sequence[str], places: int) -> str:
    return "".join(row[:places])


def _wrapped_words(line_of_figures: Callable[[int], int]) -> Callable[[Grid], str]:
    """Labels over several lines without alignment: words and figures with single spaces between."""

    def layout(grid: Grid) -> str:
        places = label_places(grid)
        lines: list[str] = []
        for row in grid:
            label = wrap(_label(row, places), 16)
            figures = " ".join(cell for cell in row[places:] if cell)
            at = line_of_figures(len(label))
            lines += [f"{part} {figures}".strip() if i == at else part for i, part in enumerate(label)]
        return "".join(f"{line}\n" for line in lines if line)

    return layout


def _groups_between(grid: Grid) -> str:
    """A merged label in the middle of its rows, on a line of its own, as PDF text in lines gives it."""
    places = label_places(grid)
    first = _first_row(grid) if places == 3 else len(grid)
    starts = [i for i, row in enumerate(grid) if i >= first and len(row) > 3 and row[1] and row[2]]
    lines = ["  ".join(cell for cell in row[1 if i in starts else 0 :] if cell) for i, row in enumerate(grid)]
    for start in reversed(starts):
        inside = 1
        while start + inside < len(grid) and not any(grid[start + inside][:2]):
            inside += 1
        lines[start] = "  ".join(cell for cell in grid[start][2:] if cell)
        lines.insert(start + inside // 2, grid[start][1])
    return "".join(f"{line}\n" for line in lines)


def _over_two_lines(grid: Grid) -> str:
    """Figures of a row broken over two lines."""
    places = label_places(grid)
    lines: list[str] = []
    for row in grid:
        cells = [cell for cell in row[places:] if cell]
        half = len(cells) // 2 + 1 if sum(map(is_figure, cells)) > 4 else len(cells)
        lines.append(" ".join([*(cell for cell in row[:places] if cell), *cells[:half]]))
        lines.append(" ".join(cells[half:]))
    return "".join(f"{line}\n" for line in lines if line)


def _under_labels(grid: Grid) -> str:
    """A line of labels, a line of figures."""
    places = label_places(grid)
    lines = [part for row in grid for part in (_label(row, places), " ".join(c for c in row[places:] if c))]
    return "".join(f"{line}\n" for line in lines if line)


def _by_columns(grid: Grid, rows: int = 99) -> str:
    """Each column from top to bottom, one cell a line, page by page of so many rows."""
    lines: list[str] = []
    for start in range(0, len(grid), rows):
        page = grid[start : start + rows]
        for i in range(max(len(row) for row in page)):
            lines += [row[i] for row in page if i < len(row) and row[i]] + [""]
    return "".join(f"{line}\n" for line in lines)


def _by_columns_in_pages(grid: Grid) -> str:
    return _by_columns(grid, _PAGE)


def _figures_by_columns(grid: Grid) -> str:
    """The header, all labels, then each column's figures together, one a line."""
    places, first = label_places(grid), _first_row(grid)
    header = [cell for row in grid[:first] for cell in row if cell]
    labels = [_label(row, places) for row in grid[first:]]
    columns = [[row[i] for row in grid[first:] if i < len(row)] for i in range(places, max(len(row) for row in grid))]
    blocks = [header, labels, *columns]
    return "\n".join("".join(f"{cell}\n" for cell in block if cell) for block in blocks)


def _labels_first(grid: Grid) -> str:
    """All labels, then the figures row by row, one a line."""
    places = label_places(grid)
    blocks = [[_label(row, places) for row in grid], *(row[places:] for row in grid)]
    return "\n".join("".join(f"{cell}\n" for cell in block if cell) for block in blocks)


def _labels_first_rows(grid: Grid) -> str:
    """All labels, then the figures, a row a line."""
    places = label_places(grid)
    lines = [*(_label(row, places) for row in grid), *(" ".join(c for c in row[places:] if c) for row in grid)]
    return "".join(f"{line}\n" for line in lines if line)


SPREAD: Mapping[str, Callable[[Grid], str]] = {
    "wrapped, figures on the first line": _wrapped(lambda _: 0),
    "wrapped, figures in the middle": _wrapped(lambda lines: lines // 2),
    "wrapped, figures on the last line": _wrapped(lambda lines: lines - 1),
    "wrapped words, figures on the first line": _wrapped_words(lambda _: 0),
    "wrapped words, figures in the middle": _wrapped_words(lambda lines: lines // 2),
    "wrapped words, figures on the last line": _wrapped_words(lambda lines: lines - 1),
    "wrapped, rows apart": _apart,
    "boxes": _ruled,
    "group labels between rows": _groups_between,
    "figures over two lines": _over_two_lines,
    "figures under labels": _under_labels,
    "column by column": _by_columns,
    "column by column, in pages": _by_columns_in_pages,
    "labels, then figures by column": _figures_by_columns,
    "labels, then figures": _labels_first,
    "labels, then figures in rows": _labels_first_rows,
}
"""Name of a layout to what it makes of a table."""
