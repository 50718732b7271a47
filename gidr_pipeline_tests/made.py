"""Reports made for tests: random figures that reconcile, as grids of cells, with prose around them.

What belongs here: the figures and what a report prints. What does not: how a table is laid out as text (`layouts`),
what becomes of it on its way (`damage` and its neighbours), or what is tested.
"""

import random
from collections.abc import Mapping
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
        columns = form.tables["challenges"].columns
        most, share = max(1, size // 10), min(0.5, size / 30)
        results = [rng.randint(0, most) if rng.random() < share else 0 for _ in columns[:-1]]
        for column, value in zip(columns, [*results, sum(results)], strict=True):
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


class Figure(str):
    """A figure in a grid that knows its cell of the form. What damage writes in its place is mostly a plain string."""

    __slots__ = ("key",)
    key: Key

    def __new__(cls, text: str, key: Key) -> "Figure":
        figure = super().__new__(cls, text)
        figure.key = key
        return figure

    def left_blank(self, mark: str = "") -> "Figure":
        """The same cell, empty or with a dash, as the agency printed it."""
        return Figure(mark, self.key)


Grid = list[list[str]]


def grids(made: Made) -> Mapping[TableName, Grid]:
    """The three tables as rows of cells, merged cells printed once, as a word processor would export them."""
    return {
        "proactive": _proactive_grid(made),
        "requests": _requests_grid(made),
        "challenges": _challenges_grid(made),
    }


def is_figure(cell: str) -> bool:
    """Whether a cell of a grid holds a whole number and nothing else."""
    return cell.lstrip("+-").isdecimal()


def _cells(made: Made, table: Table, row: str) -> list[str]:
    keys = [(table.name, row, column.code) for column in table.columns if (table.name, row, column.code) in made.cells]
    return [Figure(printed(made.cells[key], key[2]), key) for key in keys]


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
    first, *others, last = [column.label_zh for column in table.columns]
    beside = len(table.columns) - 1
    grid: Grid = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况", *[""] * beside],
        ["", "", "", first, "法人或其他组织", *[""] * (beside - 2), last],
        ["", "", "", "", *others, ""],
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
    empty = [""] * (len(results) - 1)
    return [
        ["行政复议", *empty, "行政诉讼", *empty, "", *empty],
        [*results, "未经复议直接起诉", *empty, "复议后起诉", *empty],
        [*empty, "", *results, *results],
        [value for row in table.rows for value in _cells(made, table, row.code)],
    ]


_PROSE = {
    "overview": "{year}年，本机关认真贯彻落实《中华人民共和国政府信息公开条例》，全年通过门户网站公开信息{some}条。",
    "problems": "公开的主动性有待提高。下一步，将加强培训，完善3项制度。",
    "other_matters": "无其他需要报告的事项。",
}


def print_report(made: Made, tables: Mapping[TableName, str], prose: Mapping[str, str] = _PROSE) -> str:
    """The text of the whole report around its printed tables; `prose` for the sections overview, problems and
    other_matters."""
    said = {section: text.format(year=made.year, some=made.year // 3) for section, text in prose.items()}
    return (
        f"{made.agency}{made.year}年政府信息公开工作年度报告\n\n"
        f"一、总体情况\n{said['overview']}\n"
        f"二、主动公开政府信息情况\n{tables['proactive']}\n"
        f"三、收到和处理政府信息公开申请情况\n{tables['requests']}\n"
        f"四、政府信息公开行政复议、行政诉讼情况\n{tables['challenges']}\n"
        f"五、存在的主要问题及改进情况\n{said['problems']}\n"
        f"六、其他需要报告的事项\n{said['other_matters']}\n"
    )
