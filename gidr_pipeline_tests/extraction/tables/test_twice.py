"""A label that stands on two rows: with other figures both are doubtful, with the same ones or none no other row is."""

import random
from decimal import Decimal

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.tables.wordings import pattern_of
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, is_figure, make_report, print_report

IN_ROWS = ("tabs", "markdown", "commas", "spaces", "aligned with spaces", "HTML", "boxes")


def read(made: Made, requests: Grid, layout: str) -> dict[tuple[str, str], Decimal | None]:
    tables = {name: LAYOUTS[layout](grid) for name, grid in {**grids(made), "requests": requests}.items()}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    return {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}


def row_at(grid: Grid, label: str) -> int:
    return next(i for i, row in enumerate(grid) if label in row)


@pytest.mark.parametrize("layout", [*IN_ROWS, "a cell a line", "a cell a line, tabs"])
@pytest.mark.parametrize(
    ("label", "over", "place", "row"),
    [
        ("二、上年结转政府信息公开申请数量", "（一）予以公开", 1, "carried_in"),
        ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", 0, "received"),
        ("1.属于国家秘密", "2.其他法律行政法规禁止公开", 2, "refused_state_secret"),
    ],
)
def test_a_label_on_two_rows_with_different_figures(layout: str, label: str, over: str, place: int, row: str) -> None:
    made = make_report(random.Random(3), "2021", size=60)
    grid = grids(made)["requests"]
    grid[row_at(grid, over)][place] = label
    cells = read(made, grid, layout)
    assert all(value in (None, made.cells["requests", *cell]) for cell, value in cells.items())
    assert {value for (code, _), value in cells.items() if code == row} == {None}


@pytest.mark.parametrize("layout", IN_ROWS)
@pytest.mark.parametrize("with_figures", [True, False])
def test_a_row_or_a_label_printed_again(layout: str, with_figures: bool) -> None:
    made = make_report(random.Random(3), "2021", size=60)
    grid = grids(made)["requests"]
    at = row_at(grid, "二、上年结转政府信息公开申请数量")
    grid.insert(at, [cell if with_figures or not is_figure(cell) else "" for cell in grid[at]])
    cells = read(made, grid, layout)
    opened = {code for (code, _), value in cells.items() if value is None}
    assert all(value in (None, made.cells["requests", *cell]) for cell, value in cells.items())
    assert opened <= {"received", "carried_in"}


@pytest.mark.parametrize("layout", [*IN_ROWS, "a cell a line", "a cell a line, tabs"])
@pytest.mark.parametrize("changed", [False, True])
def test_a_table_that_is_printed_twice(layout: str, changed: bool) -> None:
    """The same figures again are no doubt; others leave both open."""
    made = make_report(random.Random(3), "2021", size=60)
    grid = grids(made)["requests"]
    again = [list(row) for row in grid]
    if changed:
        again[-1] = [cell if not is_figure(cell) else str(int(cell) + 1) for cell in again[-1]]
    tables = {name: LAYOUTS[layout](each) for name, each in grids(made).items()}
    tables["requests"] += "\n\n" + LAYOUTS[layout](again)
    (report,) = extract_document(print_report(made, tables).encode()).reports
    cells = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    printed = {key[1:]: value for key, value in made.cells.items() if key[0] == "requests"}
    assert all(value in (None, printed[key]) for key, value in cells.items())
    assert (cells == printed) is not changed


def read_twice(other: str, over: str, changed: int) -> tuple[Made, dict[tuple[str, str], Decimal | None]]:
    """What is read of requests in rows and again in another layout, with words over it, as many of its last rows having
    other figures."""
    made = make_report(random.Random(3), "2021", size=60)
    again = [list(row) for row in grids(made)["requests"]]
    for row in again[-changed:] if changed else ():
        row[:] = [str(int(cell) + 1) if is_figure(cell) else cell for cell in row]
    tables = {name: LAYOUTS["tabs"](each) for name, each in grids(made).items()}
    tables["requests"] = f"2021年数据\n{tables['requests']}\n\n{over}\n{LAYOUTS[other](again)}"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    return made, {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}


@pytest.mark.parametrize("other", ["a cell a line", "spaces", "bars around"])
@pytest.mark.parametrize("changed", [0, 1, 3])
def test_a_table_in_two_layouts_is_read_where_both_say_the_same(other: str, changed: int) -> None:
    made, cells = read_twice(other, "【手机版】", changed)
    rows = [row.code for row in made.form.tables["requests"].rows]
    printed = {key[1:]: value for key, value in made.cells.items() if key[0] == "requests"}
    opened = rows[-changed:] if changed else []
    assert cells == {key: None if key[0] in opened else value for key, value in printed.items()}


@pytest.mark.parametrize("over", ["申请量较去年增加", "（一）与上年对比情况", "附：2020年1月下属单位数据"])
def test_words_that_speak_of_another_year_make_no_table_that_of_the_year_before(over: str) -> None:
    made = make_report(random.Random(3), "2021", size=60)
    other = make_report(random.Random(4), "2021", size=60)
    tables = {name: LAYOUTS["tabs"](each) for name, each in grids(made).items()}
    tables["requests"] = f"{over}\n{tables['requests']}\n\n下属单位情况\n{LAYOUTS['tabs'](grids(other)['requests'])}"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    printed = [{key[1:]: value for key, value in each.cells.items() if key[0] == "requests"} for each in (made, other)]
    both = {key: value if value == printed[1][key] else None for key, value in printed[0].items()}
    assert {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"} == both


@pytest.mark.parametrize("layout", ["tabs", "a cell a line", "spaces", "bars around", "HTML"])
@pytest.mark.parametrize(("table", "row"), [("proactive", 2), ("requests", 0), ("requests", 9)])
def test_a_table_printed_again_with_one_row_corrected_is_open_where_it_says_another(
    layout: str, table: str, row: int
) -> None:
    made = make_report(random.Random(3), "2021", size=60)
    code = made.form.tables[table].rows[row].code
    labels = pattern_of(made.form.tables[table].rows[row])
    again = [list(cells) for cells in grids(made)[table]]
    for cells in again:
        if any(labels.search(cell) for cell in cells):
            cells[:] = [str(int(cell) + 1) if is_figure(cell) else cell for cell in cells]
    tables = {name: LAYOUTS[layout](each) for name, each in grids(made).items()}
    tables[table] += f"\n\n更正后的表格如下：\n{LAYOUTS[layout](again)}"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    read = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == table}
    printed = {key[1:]: value for key, value in made.cells.items() if key[0] == table}
    assert read == {key: None if key[0] == code else value for key, value in printed.items()}


def test_of_tables_that_say_other_things_neither_is_read() -> None:
    _, cells = read_twice("a cell a line", "下属单位情况", 20)
    assert set(cells.values()) == {None}


@pytest.mark.parametrize("other", ["tabs", "spaces", "bars around"])
@pytest.mark.parametrize(
    "over",
    ["上年同期数据如下", "2020年数据", "附：2020年度收到和处理政府信息公开申请情况（上年度数据，供对照）"],
)
def test_a_table_of_an_earlier_year_is_not_read(other: str, over: str) -> None:
    made, cells = read_twice(other, over, 25)
    assert cells == {key[1:]: value for key, value in made.cells.items() if key[0] == "requests"}


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("2024年情况（上年情况供参考）", "2023年情况"),
        ("本年度（对照去年）", "去年度数据"),
        ("2024年度", "2023年度（上年数据）"),
    ],
)
def test_the_later_table_is_read_though_its_caption_speaks_of_the_other(own: str, other: str) -> None:
    made, before = (make_report(random.Random(seed), "2021", size=60) for seed in (3, 4))
    tables = {name: LAYOUTS["tabs"](each) for name, each in grids(made).items()}
    tables["requests"] = f"{own}\n{tables['requests']}\n{other}\n{LAYOUTS['tabs'](grids(before)['requests'])}"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    cells = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    assert cells == {key[1:]: value for key, value in made.cells.items() if key[0] == "requests"}


@pytest.mark.parametrize("layout", ["tabs", "a cell a line", "spaces", "bars around", "HTML"])
@pytest.mark.parametrize(("years", "is_read"), [(-1, True), (-3, True), (0, False), (1, False)])
def test_a_table_whose_caption_names_a_year_before_the_reports_is_not_read(
    layout: str, years: int, is_read: bool
) -> None:
    made, before = (make_report(random.Random(seed), "2021", size=60) for seed in (3, 4))
    tables = {name: LAYOUTS[layout](each) for name, each in grids(made).items()}
    over = f"附：{made.year + years}年收到和处理政府信息公开申请情况"
    tables["requests"] += f"\n{over}\n{LAYOUTS[layout](grids(before)['requests'])}"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    cells = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    printed = {key[1:]: value for key, value in made.cells.items() if key[0] == "requests"}
    assert (cells == printed) is is_read
    assert all(value in (None, printed[key]) for key, value in cells.items())


@pytest.mark.parametrize("over", ["上年同期收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请情况（供对比）"])
def test_nor_is_a_first_table_that_says_that_it_is_of_the_year_before(over: str) -> None:
    made, before, other = (make_report(random.Random(seed), "2021", size=60) for seed in (3, 4, 6))
    tables = {name: LAYOUTS["tabs"](each) for name, each in grids(made).items()}
    first, second = (LAYOUTS["tabs"](grids(each)["requests"]) for each in (before, other))
    tables["requests"] = f"{over}\n{first}\n附：{made.year - 2}年收到和处理政府信息公开申请情况\n{second}"
    (report,) = extract_document(print_report(made, tables).encode()).reports
    cells = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    printed = {key[1:]: value for key, value in before.cells.items() if key[0] == "requests"}
    assert cells != printed


@pytest.mark.parametrize("layout", IN_ROWS)
def test_rows_that_stand_there_again_below_another_are_none_of_its_figures(layout: str) -> None:
    """As where a page repeats the rows of the one before; one of them has a misprint."""
    made = make_report(random.Random(3), "2021", size=60)
    grid = grids(made)["requests"]
    first, last = (row_at(grid, label) for label in ("4.保护第三方合法权益", "7.属于行政执法案卷"))
    printed = next(at for at, cell in enumerate(grid[last]) if is_figure(cell)) + 3
    grid[last][printed] = "88"
    column = made.form.tables["requests"].columns[3].code
    cells = read(made, [*grid[: last + 1], *grid[first : last + 1], *grid[last + 1 :]], layout)
    known = made.cells | {("requests", "refused_enforcement_file", column): 88}
    assert all(value == known["requests", *cell] for cell, value in cells.items())


@pytest.mark.parametrize("layout", ["tabs", "markdown", "a cell a line, tabs"])
@pytest.mark.parametrize("captions", [("（一）2023年度（本年度）", "（二）2022年度（上年度）"), ("", "")])
def test_last_years_table_below_one_that_is_mostly_blank_is_not_read(layout: str, captions: tuple[str, str]) -> None:
    rng = random.Random(5)
    made, before = (make_report(rng, "2021", size=size) for size in (2, 60))
    grid = [["" if cell == "0" else cell for cell in row] for row in grids(made)["requests"]]
    own, other = (LAYOUTS[layout](each) for each in (grid, grids(before)["requests"]))
    if captions[0]:
        own, other = (
            f"{caption}收到和处理政府信息公开申请情况{behind}\n{table}"
            for caption, behind, table in zip(captions, ("", "，供对照"), (own, other), strict=True)
        )
    tables = {name: LAYOUTS[layout](each) for name, each in grids(made).items()}
    (report,) = extract_document(print_report(made, {**tables, "requests": f"{own}\n{other}"}).encode()).reports
    values = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    own_values = {key[1:]: value or None for key, value in made.cells.items() if key[0] == "requests"}
    assert all(value in (None, own_values[key]) for key, value in values.items())
    assert (values == own_values) is bool(captions[0])


def without_rows_of_zeros(grid: Grid) -> Grid:
    """The rows with a figure above zero and the heads, the name of a group beside the first that is left of it."""
    kept: Grid = []
    groups = ["", ""]
    for row in grid:
        groups = [name or groups[at] for at, name in enumerate(row[:2])] if any(map(is_figure, row)) else groups
        if not any(map(is_figure, row)) or any(is_figure(cell) and cell != "0" for cell in row):
            is_below = row[:2] != groups and not row[0] and bool(row[2])
            kept.append([*(groups if is_below else row[:2]), *row[2:]])
            groups = ["", ""] if is_below else groups
    return kept


@pytest.mark.parametrize("layout", [*IN_ROWS, "a cell a line"])
@pytest.mark.parametrize("is_first", [False, True])
@pytest.mark.parametrize("over", ["附：2021年度收到和处理政府信息公开申请情况（供对比）", "2021年情况（仅供参考）"])
def test_a_table_to_compare_is_not_read_though_the_own_one_lacks_rows(layout: str, is_first: bool, over: str) -> None:
    rng = random.Random(6)
    made, before = (make_report(rng, "2021", size=size) for size in (20, 400))
    own = LAYOUTS[layout](without_rows_of_zeros(grids(made)["requests"]))
    other = f"{over}\n{LAYOUTS[layout](grids(before)['requests'])}"
    texts = [other, f"2022年情况\n{own}"] if is_first else [own, other]
    tables = {name: LAYOUTS[layout](each) for name, each in grids(made).items()}
    (report,) = extract_document(print_report(made, {**tables, "requests": "\n".join(texts)}).encode()).reports
    values = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    printed = {key[1:]: value for key, value in made.cells.items() if key[0] == "requests"}
    filled = {row for (row, _), value in printed.items() if value}
    assert {key: value for key, value in values.items() if value is not None} == {
        key: value for key, value in printed.items() if key[0] in filled
    }


def test_a_year_in_a_heading_makes_no_table_one_to_compare() -> None:
    made = make_report(random.Random(5), "2021", size=60)
    grid = [["" if cell == "0" else cell for cell in row] for row in grids(made)["requests"]]
    tables = {name: LAYOUTS["tabs"](each) for name, each in {**grids(made), "requests": grid}.items()}
    text = (
        print_report(made, tables).replace("二、主动公开", "二、2021年主动公开").replace("三、收到", "三、2022年收到")
    )
    text = text.replace("一、总体情况\n", "一、总体情况\n2025年\n行政许可12条\n行政处罚3条\n（一）予以公开3件\n")
    (report,) = extract_document(text.encode()).reports
    values = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    assert {key: value for key, value in values.items() if value not in (None, made.cells[key])} == {}
    assert sum(value is not None for (name, *_), value in values.items() if name == "requests") > 40
