"""Reports made for tests: random figures that reconcile, printed in the layouts in which such reports reach people.

What belongs here: the figures, the layouts, prose around them. What does not: damage (`damage`), or what is tested.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gidr_pipeline.forms import Form, Table, TableName, form_of

Key = tuple[TableName, str, str]
Figures = dict[Key, int | Decimal | None]

_GROUP = {
    "refused": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "unprocessed": "（五）不予处理",
    "other": "（六）其他处理",
}
_AGENCIES = (
    "青江市水务局",
    "云岭县人民政府",
    "东平区市场监督管理局",
    "白沙镇人民政府",
    "北原省财政厅",
    "南岸区教育委员会",
)


@dataclass(frozen=True)
class Made:
    """A report before it is printed: `cells` has a value for every cell of the form, None where it is left blank."""

    edition: str
    agency: str
    year: int
    cells: Figures

    @property
    def form(self) -> Form:
        return form_of(self.edition)


def make_report(rng: random.Random, edition: str | None = None, size: int | None = None) -> Made:
    """Figures in realistic sizes with which every sum of the form holds. `size` is about how many requests of one
    outcome natural persons make, 0 to 400."""
    edition = edition or rng.choice(["2019", "2021", "2021"])
    form = form_of(edition)
    size = rng.choice([0, 1, 3, 10, 60, 400]) if size is None else size
    cells: Figures = {("proactive", *cell): _proactive(rng, cell[1]) for cell in form.tables["proactive"].cells()}
    requests = form.tables["requests"]
    outcomes = next(i for i in form.identities if i.rule == "request_outcomes")
    applicants = [column.code for column in requests.columns][:-1]
    counts = {(row.code, a): 0 for row in requests.rows for a in applicants}
    for term in outcomes.left:
        for position, applicant in enumerate(applicants):
            if rng.random() < (0.6 if position == 0 else 0.12) * min(1.0, size / 20 + 0.15):
                counts[term.code, applicant] = rng.randint(0, max(1, size // (1 if position == 0 else 8)))
    for applicant in applicants:
        resolved = sum(counts[term.code, applicant] for term in outcomes.left)
        carried_in = rng.randint(0, resolved) if rng.random() < 0.3 else 0
        carried_out = rng.randint(0, max(1, size // 10)) if size and rng.random() < 0.3 else 0
        counts["resolved_total", applicant] = resolved
        counts["carried_in", applicant] = carried_in
        counts["carried_out", applicant] = carried_out
        counts["received", applicant] = resolved + carried_out - carried_in
    for row in requests.rows:
        for applicant in applicants:
            cells["requests", row.code, applicant] = counts[row.code, applicant]
        cells["requests", row.code, "total"] = sum(counts[row.code, applicant] for applicant in applicants)
    for channel in form.tables["challenges"].rows:
        results = [rng.randint(0, max(1, size // 10)) if rng.random() < min(0.5, size / 30) else 0 for _ in range(4)]
        for column, value in zip(form.tables["challenges"].columns, [*results, sum(results)], strict=True):
            cells["challenges", channel.code, column.code] = value
    return Made(edition, rng.choice(_AGENCIES), rng.randint(2019, 2024), cells)


def _proactive(rng: random.Random, measure: str) -> int:
    if measure == "items_change":
        return rng.choice([0, 0, rng.randint(-40, 40)])
    return rng.choice([0, 0, 0, rng.randint(1, 30), rng.randint(10, 90000)])


def printed(value: int | Decimal | None, measure: str = "") -> str:
    if value is None:
        return ""
    return f"+{value}" if measure == "items_change" and value > 0 else str(value)


Grid = list[list[str]]


def grids(made: Made) -> Mapping[TableName, Grid]:
    """The three tables as rows of cells, merged cells printed once, as a word processor would export them."""
    return {
        "proactive": _proactive_grid(made),
        "requests": _requests_grid(made),
        "challenges": _challenges_grid(made),
    }


def _cells(made: Made, table: Table, row: str) -> list[str]:
    return [
        printed(made.cells[table.name, row, column.code], column.code)
        for column in table.columns
        if (table.name, row, column.code) in made.cells
    ]


_CLAUSES = {"rules": "一", "licensing": "五", "penalties": "六", "fees": "八", "procurement": "九"}


def _proactive_grid(made: Made) -> Grid:
    table = made.form.tables["proactive"]
    grid: Grid = []
    for row in table.rows:
        if row.code in _CLAUSES:
            grid.append([f"第二十条第（{_CLAUSES[row.code]}）项", "", "", ""])
            heads = [column.label_zh for column in table.columns if column.code in (row.columns or ())]
            grid.append(["信息内容", *heads, *[""] * (3 - len(heads))])
        values = _cells(made, table, row.code)
        grid.append([row.label_zh, *values, *[""] * (3 - len(values))])
    return grid


def _requests_grid(made: Made) -> Grid:
    table = made.form.tables["requests"]
    grid: Grid = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况", *[""] * 6],
        ["", "", "", "自然人", "法人或其他组织", *[""] * 4, "总计"],
        ["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
    ]
    group = ""
    for row in table.rows:
        label = row.label_zh.rpartition("：")[2]
        named = _GROUP.get(row.code.split("_")[0], "")
        if row.code in ("received", "carried_in", "carried_out"):
            heads = [label, "", ""]
        elif "：" in row.label_zh:
            heads = ["", "" if named == group else named, label]
        else:
            heads = ["三、本年度办理结果" if row.code == "granted" else "", label, ""]
        group = named
        grid.append([*heads, *_cells(made, table, row.code)])
    return grid


def _challenges_grid(made: Made) -> Grid:
    table = made.form.tables["challenges"]
    results = [column.label_zh for column in table.columns]
    return [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*results, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *results, *results],
        [value for row in table.rows for value in _cells(made, table, row.code)],
    ]


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
        words = [i for i, cell in enumerate(full) if cell and not cell.lstrip("+-").isdigit()]
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


def _aligned(grid: Grid) -> str:
    width = max(len(row) for row in grid)
    wide = [max((_wide(row[i]) for row in grid if i < len(row)), default=0) for i in range(width)]
    return "".join(
        "  ".join(cell + " " * (w - _wide(cell)) for cell, w in zip(row, wide, strict=False)).rstrip() + "\n"
        for row in grid
    )


def _wide(text: str) -> int:
    return sum(2 if ord(character) > 0x2000 else 1 for character in text)


LAYOUTS: Mapping[str, Callable[[Grid], str]] = {
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
"""Name of a layout to what it makes of a table."""


def print_report(made: Made, tables: Mapping[TableName, str]) -> str:
    """The text of the whole report around its printed tables."""
    year = made.year
    return (
        f"{made.agency}{year}年政府信息公开工作年度报告\n\n"
        f"一、总体情况\n{year}年，本机关认真贯彻落实《中华人民共和国政府信息公开条例》，"
        f"全年通过门户网站公开信息{year // 3}条。\n"
        f"二、主动公开政府信息情况\n{tables['proactive']}\n"
        f"三、收到和处理政府信息公开申请情况\n{tables['requests']}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{tables['challenges']}\n"
        "五、存在的主要问题及改进情况\n公开的主动性有待提高。下一步，将加强培训，完善3项制度。\n"
        "六、其他需要报告的事项\n无其他需要报告的事项。\n"
    )


def text_of(made: Made, layout: str) -> str:
    """The report as text in one of the layouts."""
    return print_report(made, {name: LAYOUTS[layout](grid) for name, grid in grids(made).items()})
