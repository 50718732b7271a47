"""What agencies print beside figures or instead of them, as changes to a table's rows of cells.

What belongs here: blanks and dashes, separators, units, remarks, marks, and rows and columns that the form has not.
What does not: what text extraction does (`damage`). A cell that is left blank stays in the grid as a `Figure` without
digits, so that what a report prints can be read off the grid.
"""

# ruff: noqa: ARG001 - every kind takes the same arguments, whether it needs chance or not

import random
import re
from collections.abc import Callable, Mapping

from gidr_pipeline_tests.damage import Damage, places, value_rows
from gidr_pipeline_tests.made import Figure, Grid, is_figure


def _blank(cell: str, mark: str = "") -> str:
    return cell.left_blank(mark) if isinstance(cell, Figure) else mark


def _each_figure(grid: Grid, change: Callable[[str], str]) -> Grid:
    return [[change(cell) if is_figure(cell) else cell for cell in row] for row in grid]


def _some_figures(form: Callable[[str], str], share: float) -> Damage:
    return lambda grid, rng: _each_figure(grid, lambda cell: form(cell) if rng.random() < share else cell)


def blank_zeros(grid: Grid, rng: random.Random) -> Grid:
    return _each_figure(grid, lambda cell: _blank(cell) if cell == "0" else cell)


def dash_zeros(grid: Grid, rng: random.Random) -> Grid:
    dash = rng.choice(["-", "—", "/", "无"])
    return _each_figure(grid, lambda cell: _blank(cell, dash) if cell == "0" else cell)


def _zeros_as(mark: str) -> Damage:
    return lambda grid, _: _each_figure(grid, lambda cell: _blank(cell, mark) if cell == "0" else cell)


def blank_some_zeros(grid: Grid, rng: random.Random) -> Grid:
    return _each_figure(grid, lambda cell: _blank(cell) if cell == "0" and rng.random() < 0.2 else cell)


def blank_zeros_of_rows(grid: Grid, rng: random.Random) -> Grid:
    for i in value_rows(grid):
        if rng.random() < 0.3:
            grid[i] = [_blank(cell) if cell == "0" else cell for cell in grid[i]]
    return grid


def blank_totals(grid: Grid, rng: random.Random) -> Grid:
    for i in value_rows(grid):
        at = places(grid[i])[-1]
        grid[i][at] = _blank(grid[i][at])
    return grid


def totals_only(grid: Grid, rng: random.Random) -> Grid:
    for i in value_rows(grid):
        last = places(grid[i])[-1]
        grid[i] = [_blank(cell) if is_figure(cell) and j != last else cell for j, cell in enumerate(grid[i])]
    return grid


def blank_zeros_and_totals_of_outcomes(grid: Grid, rng: random.Random) -> Grid:
    """Zeros, and of the outcomes of requests the totals as well."""

    def change(cell: str) -> str:
        is_total = isinstance(cell, Figure) and cell.key[0] == "requests" and cell.key[2] == "total"
        blank = cell == "0" or (is_total and cell.key[1] not in _FRAME)  # type: ignore[attr-defined]
        return _blank(cell) if blank else cell

    return _each_figure(grid, change)


def blank_zeros_but_totals(grid: Grid, rng: random.Random) -> Grid:
    """A zero is printed as a total and nowhere else."""

    def change(cell: str) -> str:
        is_total = isinstance(cell, Figure) and cell.key[2] == "total"
        return _blank(cell) if cell == "0" and not is_total else cell

    return _each_figure(grid, change)


def all_blank(grid: Grid, rng: random.Random) -> Grid:
    return _each_figure(grid, _blank)


def subtotal_column(grid: Grid, rng: random.Random) -> Grid:
    """A column 法人小计 before or after those that it adds up."""
    at = rng.choice([4, 9])
    name = rng.choice(["小计", "法人小计", "法人或其他组织小计"])
    if len(grid) < 3 or max(map(len, grid)) != 10:
        return grid
    for row in grid:
        figures = row[4:9]
        both = len(row) == 10
        row.insert(at, str(sum(map(int, figures))) if both and all(map(is_figure, figures)) else "")
    grid[2][at] = name
    return grid


def serial_column(grid: Grid, rng: random.Random) -> Grid:
    rows = value_rows(grid)
    for i, row in enumerate(grid):
        row.insert(0, str(rows.index(i) + 1) if i in rows else "序号" if i == 0 else "")
    return grid


def subtotal_rows(grid: Grid, rng: random.Random) -> Grid:
    """A row of sums above or below each group: `（三）不予公开 小计`."""
    if len(grid) < 3 or max(map(len, grid)) != 10:
        return grid
    rows: Grid = []
    group: Grid = []
    above = rng.random() < 0.5
    for row in [*grid, [""] * 10]:
        inside = len(row) == 10 and row[2] and not row[0] and all(is_figure(cell) or not cell for cell in row[3:])
        if group and (not inside or row[1]):
            sums = [str(sum(int(each[i] or 0) for each in group)) for i in range(3, 10)]
            subtotal = ["", group[0][1], "小计", *sums]
            rows += [subtotal, *group] if above else [*group, subtotal]
            group = []
        if inside:
            group.append(row)
        else:
            rows.append(row)
    return rows[:-1]


def unit_row(grid: Grid, rng: random.Random) -> Grid:
    return [["单位：件"], *grid]


def note_row(grid: Grid, rng: random.Random) -> Grid:
    return [*grid, [rng.choice(["注：本表数据截至12月31日。", "备注：含下属单位3家", "填表人：李某 2023年1月9日"])]]


def unit_of_money(grid: Grid, rng: random.Random) -> Grid:
    """The unit in the cell of an amount."""
    units = {"amount_10k_yuan": "万元", "amount_yuan": "元"}
    return [
        [f"{cell}{units[cell.key[2]]}" if isinstance(cell, Figure) and cell.key[2] in units else cell for cell in row]
        for row in grid
    ]


def unit_in_head(grid: Grid, rng: random.Random) -> Grid:
    """A fee in yuan, as its head says."""
    written = rng.choice(
        ["（元）", "/元", "（人民币元）", "（以元为单位）", "（单位：人民币/元）", "，元", "（单位：元）"]
    )

    def change(cell: str) -> str:
        if isinstance(cell, Figure) and cell.key[2] == "amount_10k_yuan" and is_figure(cell) and cell != "0":
            return Figure(f"{cell}0000", cell.key)
        return cell.replace("（单位：万元）", written) if "收费金额" in cell else cell

    return [[change(cell) for cell in row] for row in grid]


def last_cells_repeated(grid: Grid, rng: random.Random) -> Grid:
    """In the first table each row's last cell, merged with the places behind it, repeated in all of them."""
    if max(map(len, grid)) != 4:
        return grid
    filled = [[*filter(None, row)] for row in grid]
    return [[*cells, *cells[-1:] * (len(row) - len(cells))] for cells, row in zip(filled, grid, strict=True)]


def explained_heads(grid: Grid, rng: random.Random) -> Grid:
    """Units and explanations in brackets behind the names of columns."""
    change = re.compile(r"(数量?$|^(?:自然人|商业企业|科研机构|总计|结果维持)$)")
    return [[cell if isinstance(cell, Figure) else change.sub(r"\1（件）", cell) for cell in row] for row in grid]


def provincial_form(grid: Grid, rng: random.Random) -> Grid:
    """A form that explains itself in labels and heads and has a row more, which is none of the official form's."""
    year = rng.randint(2019, 2024)
    change = f"本年增/减（指{year}年增加或减少的事项数，减用负值表示，如-8）"
    explained = {
        "规范性文件": "规范性文件（行政机关制定发布的决定、公告等）",
        "行政规范性文件": "行政规范性文件（行政机关制定发布的决定、公告等）",
        "本年增/减": change,
    }
    rows: Grid = []
    for row in grid:
        rows.append([explained.get(cell, cell) for cell in row])
        if rows[-1] != row and len(row) > 3 and all(map(is_figure, row[1:4])):
            count = rng.randint(1, 90)
            extra = [str(count), str(count), str(3 * count)]
            rows.append(["其他主动公开文件（含以本单位名义印发的通知）", *extra])
    return rows


def another_word_for_total(grid: Grid, rng: random.Random) -> Grid:
    return [[cell.replace("总计", "合计") if "总计" in cell else cell for cell in row] for row in grid]


def words_for_change(grid: Grid, rng: random.Random) -> Grid:
    """增 and 减 instead of a sign."""

    def change(cell: str) -> str:
        if not isinstance(cell, Figure) or cell.key[2] != "items_change" or not is_figure(cell) or cell == "0":
            return cell
        return f"减{cell[1:]}" if cell.startswith("-") else f"增{cell.lstrip('+')}"

    return [[change(cell) for cell in row] for row in grid]


_FRAME = ("received", "carried_in", "carried_out")
"""Rows of the requests table that are no outcomes."""
_MARKS = re.compile(r"(?<=\d)(?:\.00| ?件| ?（[^（）]*）|[*①²。])+$|^[+（](?=\d)|(?<=\d)）$|(?<=\d),(?=\d{3})")


def without_marks(cell: str) -> str:
    """The figure of a cell without what the habits below put around it."""
    return _MARKS.sub("", cell)


HABITS: Mapping[str, Damage] = {
    "zeros left blank": blank_zeros,
    "zeros as dashes": dash_zeros,
    "zeros as slashes": _zeros_as("/"),
    "zeros as hyphens": _zeros_as("-"),
    "zeros as a word": _zeros_as("无"),
    "some zeros left blank": blank_some_zeros,
    "zeros left blank in some rows": blank_zeros_of_rows,
    "totals left blank": blank_totals,
    "totals only": totals_only,
    "zeros and totals of outcomes left blank": blank_zeros_and_totals_of_outcomes,
    "zeros as totals alone": blank_zeros_but_totals,
    "all blank": all_blank,
    "thousands separators": _some_figures(lambda cell: f"{int(cell):,}" if cell.isdecimal() else cell, 1),
    "counters": _some_figures(lambda cell: f"{cell}件", 0.3),
    "counters apart": _some_figures(lambda cell: f"{cell} 件", 0.3),
    "figures in brackets": _some_figures(lambda cell: f"（{cell}）", 0.1),
    "remarks": _some_figures(lambda cell: f"{cell}（其中转办{len(cell)}件）", 0.1),
    "remarks apart": _some_figures(lambda cell: f"{cell} （含2件并案）", 0.1),
    "plus signs": _some_figures(lambda cell: f"+{cell}" if cell.isdecimal() else cell, 0.2),
    "asterisks": _some_figures(lambda cell: f"{cell}*", 0.05),
    "circled marks": _some_figures(lambda cell: f"{cell}①", 0.05),
    "raised marks": _some_figures(lambda cell: f"{cell}²", 0.05),
    "leading zeros": _some_figures(lambda cell: f"0{cell}" if cell.isdecimal() else cell, 0.05),
    "decimals": _some_figures(lambda cell: f"{cell}.00" if cell.isdecimal() else cell, 1),
    "full stops": _some_figures(lambda cell: f"{cell}。", 0.05),
    "subtotal column": subtotal_column,
    "serial column": serial_column,
    "subtotal rows": subtotal_rows,
    "unit above": unit_row,
    "note below": note_row,
    "units of money": unit_of_money,
    "words for change": words_for_change,
    "another unit in the head": unit_in_head,
    "last cells repeated": last_cells_repeated,
    "another word for total": another_word_for_total,
    "explanations in heads": explained_heads,
    "a provincial form": provincial_form,
}
"""Name of a habit to what it does to a table."""
