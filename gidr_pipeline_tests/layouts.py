"""How tables look as text when each row, or each cell, is a line: what most extractors make of them.

A layout takes a table's rows of cells and gives its text. What belongs here: rows and cells on lines of their own. What
does not: rows spread over several lines, or figures away from their labels (`spread`), or what merged cells leave of
themselves (`pages`).
"""

from collections.abc import Callable, Mapping, Sequence

from gidr_pipeline_tests.made import Grid, Made, grids, is_figure, print_report
from gidr_pipeline_tests.pages import PAGES
from gidr_pipeline_tests.spread import SPREAD, width


def _tabs(grid: Grid) -> str:
    return "".join("\t".join(row) + "\n" for row in grid)


def _tabs_stripped(grid: Grid) -> str:
    return "".join("\t".join(row).rstrip() + "\n" for row in grid)


def _bars(grid: Grid) -> str:
    return "".join("| " + " | ".join(row) + " |\n" for row in grid)


def _bars_inside(grid: Grid) -> str:
    return "".join("|".join(row) + "|\n" for row in grid)


def _markdown(grid: Grid) -> str:
    width = max(len(row) for row in grid)
    rows = [[*row, *[""] * (width - len(row))] for row in grid]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) + "\n"


def _markdown_without_gaps(grid: Grid) -> str:
    """As HTML with spans becomes Markdown where the converter knows no placeholder: empty heads are left out."""
    rows = [[cell for i, cell in enumerate(row) if cell or i > 2] for row in grid]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def _repeated(grid: Grid) -> str:
    """Merged cells repeated in each row and column that they cover."""
    rows: Grid = []
    for row in grid:
        full = list(row)
        words = [i for i, cell in enumerate(full) if cell and not is_figure(cell)]
        for i in range(3 if len(full) == 10 else 0):
            if not full[i] and rows:
                full[i] = (
                    full[i - 1]
                    if i and full[i - 1] and words and max(words) < i
                    else rows[-1][i]
                    if i < len(rows[-1])
                    else ""
                )
        rows.append(full)
    return _tabs(rows)


def _cells_on_lines(grid: Grid) -> str:
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in grid)


def _cells_on_lines_plain(grid: Grid) -> str:
    return "".join(f"{cell}\n" for row in grid for cell in row if cell)


def _spaces(grid: Grid) -> str:
    return "".join("  ".join(cell for cell in row if cell) + "\n" for row in grid)


def _commas(grid: Grid) -> str:
    return "".join(",".join(f'"{c}"' if "," in c else c for c in row) + "\n" for row in grid)


def _cell_marks(grid: Grid) -> str:
    """As Word keeps a table in its text: a mark ends each cell, and each row."""
    return "".join("".join(f"{cell}\x07" for cell in row) + "\x07" for row in grid) + "\n"


def _semicolons(grid: Grid) -> str:
    return "".join(";".join(row) + "\n" for row in grid)


def _full_width_semicolons(grid: Grid) -> str:
    """One behind each cell; empty places are left out."""
    return "".join("".join(f"{cell}；" for cell in row if cell) + "\n" for row in grid)


def _aligned(grid: Grid) -> str:
    wide = _widths(grid)
    return "".join(
        "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, wide, strict=False)).rstrip() + "\n"
        for row in grid
    )


def _aligned_right(grid: Grid) -> str:
    """Figures flush right, labels flush left, as `pdftotext -layout` prints most tables."""
    wide = _widths(grid)
    return "".join(
        "  ".join(
            " " * (w - width(cell)) + cell if is_figure(cell) else cell + " " * (w - width(cell))
            for cell, w in zip(row, wide, strict=False)
        ).rstrip()
        + "\n"
        for row in grid
    )


def _aligned_loosely(grid: Grid) -> str:
    """Columns that waver by a character or two, each row by another."""
    return "".join(" " * (i * 7 % 3) + line + "\n" for i, line in enumerate(_aligned(grid).splitlines()))


def _widths(grid: Grid) -> list[int]:
    columns = max(len(row) for row in grid)
    return [max((width(row[i]) for row in grid if i < len(row)), default=0) for i in range(columns)]


def _bars_for_merged(grid: Grid) -> str:
    """Bars without spaces, so that merged places are bars in a row."""
    return "".join(f"|{'|'.join(row)}|\n" for row in grid)


def _markdown_escaped(grid: Grid) -> str:
    escaped = [[cell.replace("+", "\\+").replace(".", "\\.").replace("-", "\\-") for cell in row] for row in grid]
    return _markdown(escaped)


def _quoted(grid: Grid) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in grid)


def _quoted_everywhere(grid: Grid) -> str:
    """Every cell in quotes, empty ones too."""
    return "\n".join("\t".join(f'"{cell}"' for cell in row) for row in grid)


def _quoted_tabs(grid: Grid) -> str:
    """As spreadsheets are pasted: a long label is quoted and has a line break inside."""
    return _tabs([[f'"{c[:5]}\n{c[5:]}"' if len(c) > 9 else c for c in row] for row in grid])


def _cells_far_apart(grid: Grid) -> str:
    return "".join(f"{cell}  \n\n" for row in grid for cell in row if cell)


def _places_on_lines(grid: Grid) -> str:
    """Every place a line of its own, empty ones too."""
    return "".join("".join(f"{cell}\n" for cell in row) for row in grid)


def _html(grid: Grid) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in grid)
    return f"<table>\n{rows}</table>\n"


def _html_on_one_line(grid: Grid) -> str:
    """As content management systems store it: the whole table on one line, merged cells printed once."""
    spans = len(grid[0]) == 10
    rows = [[cell for i, cell in enumerate(row) if cell or not spans or i > 2] for row in grid]
    cell = '<td style="width: 41.5pt; text-align: center;"><p>{}</p></td>'
    return f"<table><tbody>{''.join(f'<tr>{_each(cell, row)}</tr>' for row in rows)}</tbody></table>\n"


def _each(cell: str, row: Sequence[str]) -> str:
    return "".join(cell.format(content or "&nbsp;") for content in row)


def _html_pasted(grid: Grid) -> str:
    """With attributes and paragraphs, each cell over several lines."""
    cell = '<td style="width:41.5pt" valign="center">\n<p class="MsoNormal"><span>{}</span></p>\n</td>\n'
    rows = "".join("<tr>\n" + _each(cell, row) + "</tr>\n" for row in grid)
    return f'<table border="1" cellspacing="0"><tbody>\n{rows}</tbody></table>\n'


def _on_one_line(grid: Grid) -> str:
    """With all white space made one space, as scrapers do."""
    return " ".join(_spaces(grid).split()) + "\n"


_ROWS: Mapping[str, Callable[[Grid], str]] = {
    "tabs": _tabs,
    "tabs, trailing ones stripped": _tabs_stripped,
    "bars around": _bars,
    "bars between": _bars_inside,
    "markdown": _markdown,
    "markdown without placeholders": _markdown_without_gaps,
    "merged cells repeated": _repeated,
    "a cell a line, tabs": _cells_on_lines,
    "a cell a line": _cells_on_lines_plain,
    "spaces": _spaces,
    "aligned with spaces": _aligned,
    "commas": _commas,
}
_MORE_ROWS: Mapping[str, Callable[[Grid], str]] = {
    "bars for merged cells": _bars_for_merged,
    "markdown, escaped": _markdown_escaped,
    "quoted, commas": _quoted,
    "quoted, tabs": _quoted_tabs,
    "quoted everywhere": _quoted_everywhere,
    "a cell a line, far apart": _cells_far_apart,
    "a place a line": _places_on_lines,
    "HTML": _html,
    "HTML as pasted": _html_pasted,
    "aligned to the right": _aligned_right,
    "aligned loosely": _aligned_loosely,
}
_AS_STORED: Mapping[str, Callable[[Grid], str]] = {
    "HTML on one line": _html_on_one_line,
    "on one line": _on_one_line,
    "cell marks": _cell_marks,
    "semicolons": _semicolons,
    "full-width semicolons": _full_width_semicolons,
}
LAYOUTS: Mapping[str, Callable[[Grid], str]] = {**_ROWS, **_MORE_ROWS, **SPREAD, **_AS_STORED, **PAGES}
"""Name of a layout to what it makes of a table."""


def text_of(made: Made, layout: str) -> str:
    """The report as text in one of the layouts."""
    return print_report(made, {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()})
