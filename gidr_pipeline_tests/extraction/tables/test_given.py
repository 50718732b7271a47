"""Tables of files that tell their cells: figures go under the names of their columns, or nowhere."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.extraction.documents import read_converted
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.forms import load_forms

TABLE = load_forms()[-1].tables["requests"]
NAMES = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
IN_ORDER, TOTAL_FIRST, BUSINESS_FIRST = (0, 1, 2, 3, 4, 5, 6), (6, 0, 1, 2, 3, 4, 5), (1, 0, 2, 3, 4, 5, 6)


def printed(row: int, column: int) -> int:
    """Figures of which no sum holds, and no two are alike."""
    return 100 * (row + 1) + column


def page(order: Sequence[int], heads: Sequence[str], wide_row: int | None = None) -> bytes:
    """A page with the requests table, its columns in an order under these heads; a row may begin with a wide cell."""
    rows = "".join(
        f"<tr><td>{label.label_zh}</td>"
        + "".join(
            f"<td colspan={2 if at == wide_row and place == 0 else 1}>{printed(at, column)}</td>"
            for place, column in enumerate(order)
        )
        + "</tr>"
        for at, label in enumerate(TABLE.rows)
    )
    names = "".join(f"<td>{name}</td>" for name in heads)
    return (
        "<h1>东平区水务局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>三、收到和处理政府信息公开申请情况</p>"
        f"<table><tr><td rowspan=2>（本列数据）</td><td colspan=7>申请人情况</td></tr><tr>{names}</tr>{rows}</table>"
    ).encode()


def wrong_and_read(data: bytes) -> tuple[int, int]:
    places = {
        (row.code, column.code): (at, to)
        for at, row in enumerate(TABLE.rows)
        for to, column in enumerate(TABLE.columns)
    }
    (report,) = read_converted(convert_apart(data)).reports
    cells = [cell for cell in report.cells if cell.table == "requests" and cell.value is not None]
    return sum(cell.value != printed(*places[cell.row, cell.column]) for cell in cells), len(cells)


@pytest.mark.parametrize("order", [IN_ORDER, TOTAL_FIRST, BUSINESS_FIRST])
def test_figures_go_under_the_names_of_their_columns(order: Sequence[int]) -> None:
    assert wrong_and_read(page(order, [NAMES[at] for at in order])) == (0, len(TABLE.rows) * len(NAMES))


@pytest.mark.parametrize(
    ("order", "other", "name"),
    [(TOTAL_FIRST, 0, "合计数"), (TOTAL_FIRST, 2, "企业单位"), (BUSINESS_FIRST, 0, "企业")],
)
def test_where_a_head_is_not_known_another_order_is_not_taken_for_the_forms(
    order: Sequence[int], other: int, name: str
) -> None:
    heads = [NAMES[at] for at in order]
    heads[other] = name
    assert wrong_and_read(page(order, heads))[0] == 0


@pytest.mark.parametrize("order", [IN_ORDER, TOTAL_FIRST, BUSINESS_FIRST])
def test_heads_outside_of_the_table_may_tell_another_order(order: Sequence[int]) -> None:
    above, rows = page(order, [NAMES[at] for at in order]).decode().split("</table>")[0].split("</td></tr><tr><td>一、")
    heads = "".join(f"<p>{NAMES[at]}</p>" for at in order)
    data = f"{above.split('<table>')[0]}{heads}<table><tr><td>一、{rows}</table>"
    wrong, read = wrong_and_read(data.encode())
    assert (wrong, read if order == IN_ORDER else 0) == (0, len(TABLE.rows) * len(NAMES) * (order == IN_ORDER))


def test_a_row_whose_cells_do_not_meet_the_heads_is_not_read_in_the_forms_order() -> None:
    assert wrong_and_read(page(TOTAL_FIRST, [NAMES[at] for at in TOTAL_FIRST], wide_row=3))[0] == 0


def test_words_in_a_cell_leave_its_neighbours_as_they_are() -> None:
    data = page(IN_ORDER, NAMES).replace(f"<td colspan=1>{printed(3, 2)}</td>".encode(), "<td>见附件</td>".encode())
    document = read_converted(convert_apart(data))
    cells = {(cell.row, cell.column): cell for cell in document.reports[0].cells if cell.table == "requests"}
    row, column = TABLE.rows[3].code, TABLE.columns[2].code
    span = cells[row, column].span
    assert span is not None
    assert document.text is not None
    assert document.text[slice(*span)] == "见附件"
    assert wrong_and_read(data) == (0, len(cells) - 1)


def test_the_name_of_a_group_may_have_a_row_of_its_own() -> None:
    rows = {row.label_zh: row for row in TABLE.rows}
    lines, groups = [], set[str]()
    for at, label in enumerate(rows):
        *over, own = label.split("：")
        if label.startswith("（一）"):
            over = ["三、本年度办理结果"]
        lines += [f"<tr><td>{each}</td>{'<td></td>' * 7}</tr>" for each in over if each not in groups]
        groups |= {*over}
        lines.append(f"<tr><td>{own}</td>{''.join(f'<td>{printed(at, column)}</td>' for column in range(7))}</tr>")
    names = "".join(f"<td>{name}</td>" for name in NAMES)
    data = (
        page(IN_ORDER, NAMES).decode().split("<table>")[0] + f"<table><tr><td></td>{names}</tr>{''.join(lines)}</table>"
    )
    assert wrong_and_read(data.encode()) == (0, len(TABLE.rows) * len(NAMES))


def test_a_label_over_two_lines_has_the_figures_beside_its_end() -> None:
    """As where a page tells no rows, and what stands beside the middle of a label is that of its second line."""
    label = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    at = next(at for at, row in enumerate(TABLE.rows) if row.label_zh.endswith(label))
    first, second = label[:16], label[16:]
    cells = f"<td>（六）其他处</td><td>{first}</td>{'<td></td>' * 7}</tr><tr><td>理</td><td>{second}</td>"
    data = (
        page(IN_ORDER, NAMES)
        .decode()
        .replace("<tr><td>", "<tr><td></td><td>")
        .replace("<td rowspan", "<td></td><td rowspan")
    )
    data = data.replace(f"<tr><td></td><td>{TABLE.rows[at].label_zh}</td>", f"<tr>{cells}")
    assert wrong_and_read(data.encode()) == (0, len(TABLE.rows) * len(NAMES))


@pytest.mark.parametrize("span", [1, 5])
def test_a_name_alone_on_its_line_is_over_all_heads_below(span: int) -> None:
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    channels = {
        "行政复议": "1 0 0 0 1",
        "行政诉讼（未经复议直接起诉）": "2 0 1 0 3",
        "行政诉讼（复议后起诉）": "0 0 0 1 1",
    }
    rows = [
        row
        for name, figures in channels.items()
        for row in (
            f"<td colspan={span}>{name}</td>{'<td></td>' * (5 - span)}",
            "".join(f"<td>{each}</td>" for each in results),
            "".join(f"<td>{each}</td>" for each in figures.split()),
        )
    ]
    head = page(IN_ORDER, NAMES).decode().split("<p>三、")[0]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    data = f"{head}<p>四、政府信息公开行政复议、行政诉讼情况</p><table>{table}</table>".encode()
    (report,) = read_converted(convert_apart(data)).reports
    values = [cell.value for cell in report.cells if cell.table == "challenges"]
    assert values == [int(figure) for figures in channels.values() for figure in figures.split()]


def test_names_of_results_that_a_row_breaks_give_no_channel_anothers_figures() -> None:
    """As a page that ends inside the heads breaks them: of one channel only the totals keep their name."""
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    figures = [2, 0, 1, 0, 3, 5, 0, 0, 0, 5, 7, 1, 0, 0, 8]
    rows = [
        "<td colspan=5 rowspan=2>行政复议</td><td colspan=10>行政诉讼</td>",
        "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>",
        "".join(f"<td>{name[:3]}</td>" for name in results[:4])
        + "".join(f"<td rowspan=2>{name}</td>" for name in ["总计", *results, *results]),
        "".join(f"<td>{name[3:]}</td>" for name in results[:4]),
        "".join(f"<td>{each}</td>" for each in figures),
    ]
    head = page(IN_ORDER, NAMES).decode().split("<p>三、")[0]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    data = f"{head}<p>四、政府信息公开行政复议、行政诉讼情况</p><table>{table}</table>".encode()
    (report,) = read_converted(convert_apart(data)).reports
    found = [cell.value for cell in report.cells if cell.table == "challenges"]
    assert all(value in (None, figure) for value, figure in zip(found, figures, strict=True))
    assert found[5:] == figures[5:]


@pytest.mark.parametrize(
    ("cells", "value"),
    [(["62", "", ""], 62), (["", "62", ""], 62), (["62", "62", "62"], 62), (["62", "", "7"], None)],
)
def test_one_field_of_a_head_that_stands_in_each_column_that_it_covered(
    cells: Sequence[str], value: int | None
) -> None:
    rows = [
        ["第二十条第（一）项"] * 4,
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        *([name, "0", "", "3"] for name in ("规章", "行政规范性文件")),
        ["第二十条第（五）项"] * 4,
        ["信息内容", *["本年处理决定数量"] * 3],
        ["行政许可", *cells],
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = page(IN_ORDER, NAMES).decode().split("<p>三、")[0]
    data = f"{head}<p>二、主动公开政府信息情况</p><table>{table}</table><p>三、收到</p>".encode()
    (report,) = read_converted(convert_apart(data)).reports
    assert [cell.value for cell in report.cells if cell.row == "licensing"] == [value]


def cards(figures: Sequence[str]) -> bytes:
    """A page with a table of two columns for each row of the requests, its label above, each with these figures."""
    table = "".join(f"<tr><td>{name}</td><td>{each}</td></tr>" for name, each in zip(NAMES, figures, strict=True))
    rows = "".join(f"<p>{row.label_zh.replace('：', ' ')}</p><table>{table}</table>" for row in TABLE.rows)
    return (
        "<h1>东平区水务局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>三、收到和处理政府信息公开申请情况</p>"
        f"{rows}<p>四、政府信息公开行政复议、行政诉讼情况</p><p>无</p>"
    ).encode()


@pytest.mark.parametrize("figures", ["1 0 0 2 0 0 3", "0 0 0 0 0 0 0", "4 _ _ _ _ 1 5", "4 2 1 0 0 1 _"])
def test_a_table_for_each_row_however_alike_they_are(figures: str) -> None:
    cells = [each.replace("_", "") for each in figures.split()]
    (report,) = read_converted(convert_apart(cards(cells))).reports
    found = [(cell.value, cell.status) for cell in report.cells if cell.table == "requests"]
    expected = [(Decimal(each), Status.REPORTED) if each else (None, Status.BLANK) for each in cells]
    assert found == expected * len(TABLE.rows)


@pytest.mark.parametrize(("begun", "rest"), [("（三）不予", "公开—6.属于四类过程性信息"), ("6.属于四", "类过程性信息")])
def test_a_row_whose_label_a_page_breaks_has_the_figures_at_its_beginning(begun: str, rest: str) -> None:
    (label,) = (row.label_zh for row in TABLE.rows if row.code == "refused_deliberative")
    whole = page(IN_ORDER, NAMES).decode()
    own = re.search(rf"<tr><td>{label}</td>(.*?)</tr>", whole)
    assert own is not None
    broken = f"<tr><td>{begun}</td>{own[1]}</tr><tr><td>{rest}</td>{'<td></td>' * len(NAMES)}</tr>"
    assert wrong_and_read(whole.replace(own[0], broken).encode()) == (0, len(TABLE.rows) * len(NAMES))


def cells_of(data: bytes, row: str) -> list[tuple[Status, Decimal | None]]:
    (report,) = read_converted(convert_apart(data)).reports
    return [(cell.status, cell.value) for cell in report.cells if cell.row == row]


@pytest.mark.parametrize("kept", range(3, 7))
@pytest.mark.parametrize("row", ["received", "granted_in_part", "carried_out"])
def test_cells_that_a_row_does_not_have_are_missing(row: str, kept: int) -> None:
    at = next(at for at, label in enumerate(TABLE.rows) if label.code == row)
    whole = page(IN_ORDER, NAMES).decode()
    cells = "".join(f"<td colspan=1>{printed(at, column)}</td>" for column in range(kept, 7))
    assert whole.count(cells) == 1
    figures = [(Status.REPORTED, Decimal(printed(at, column))) for column in range(kept)]
    assert cells_of(whole.replace(cells, "").encode(), row) == figures + [(Status.MISSING, None)] * (7 - kept)


@pytest.mark.parametrize(
    ("end", "status"),
    [("", Status.ILLEGIBLE), ("<", Status.REPORTED), ("</td", Status.REPORTED), ("</td>", Status.REPORTED)],
)
def test_the_last_figure_of_a_page_that_is_cut_off_in_it_is_open(end: str, status: Status) -> None:
    whole = page(IN_ORDER, NAMES).decode()
    figure = f"<td colspan=1>{printed(1, 3)}"
    cut = whole[: whole.index(figure) + len(figure)] + end
    *before, last = cells_of(cut.encode(), "carried_in")[:4]
    assert before == [(Status.REPORTED, Decimal(printed(1, column))) for column in range(3)]
    assert last[0] is status


@pytest.mark.parametrize("damage", ["\0", "\ufffd"])
def test_a_figure_of_a_page_that_touches_damaged_bytes_is_open_and_they_are_counted(damage: str) -> None:
    figure = f"<td colspan=1>{printed(1, 3)}</td>"
    bytes_of = {"\0": b"\0", "\ufffd": b"\xff"}
    left, right = page(IN_ORDER, NAMES).decode().split(figure)
    figure_bytes = figure.encode().replace(b"</td>", bytes_of[damage] + b"</td>")
    data = left.encode() + figure_bytes + right.encode() + b"<p>" + "信息公开工作".encode() * 200 + b"</p>"
    document = read_converted(convert_apart(data))
    (report,) = document.reports
    cell = next(each for each in report.cells if (each.row, each.column) == ("carried_in", TABLE.columns[3].code))
    assert cell.status is Status.ILLEGIBLE
    assert any("damaged: 1" in note for note in document.notes)


@pytest.mark.parametrize("dropped", range(6))
def test_a_row_that_lacks_a_cell_before_its_total_gives_no_figure_to_another(dropped: int) -> None:
    at = next(at for at, label in enumerate(TABLE.rows) if label.code == "carried_out")
    figures = [1, 1, 0, 0, 0, 0, 2]
    whole = page(IN_ORDER, NAMES).decode()
    row = "".join(f"<td colspan=1>{printed(at, column)}</td>" for column in range(7))
    assert whole.count(row) == 1
    short = "".join(f"<td>{figure}</td>" for place, figure in enumerate(figures) if place != dropped)
    cells = cells_of(whole.replace(row, short).encode(), "carried_out")
    assert all(value in (None, figure) for (_, value), figure in zip(cells, figures, strict=True))


def test_no_figure_is_given_to_two_cells() -> None:
    whole = page(IN_ORDER, NAMES).decode()
    row = "".join(f"<td colspan=1>{printed(0, column)}</td>" for column in range(7))
    short = "<td></td><td>1</td><td></td><td>1</td><td>2</td>"
    (report,) = read_converted(convert_apart(whole.replace(row, short).encode())).reports
    spans = [cell.span for cell in report.cells if cell.span and cell.status is Status.REPORTED]
    assert len(set(spans)) == len(spans)


@pytest.mark.parametrize("at", [3, 5, 17, 24])
@pytest.mark.parametrize("by", [0, 7])
def test_a_row_that_is_printed_twice_is_open_if_its_figures_are_others(at: int, by: int) -> None:
    row = TABLE.rows[at]
    label = row.label_zh.rpartition("：")[2]
    again = "".join(f"<td>{printed(at, column) + by}</td>" for column in range(len(NAMES)))
    own = f"<tr><td>{row.label_zh}</td>"
    data = page(IN_ORDER, NAMES).decode().replace(own, f"<tr><td>{label}</td>{again}</tr><tr><td>{label}</td>")
    (report,) = read_converted(convert_apart(data.encode())).reports
    cells = [cell for cell in report.cells if cell.table == "requests"]
    assert {cell.row for cell in cells if cell.value is None} == ({row.code} if by else set())


def report_with(table: str, section: str = "四、政府信息公开行政复议、行政诉讼情况") -> bytes:
    return f"<h1>东平区水务局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>{section}</p>{table}".encode()


def row_of(*cells: object, wide: int = 1) -> str:
    return f"<tr>{''.join(f'<td colspan={wide}>{cell}</td>' for cell in cells)}</tr>"


RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@pytest.mark.parametrize("figures", [(0, 0, 0, 0, 0), (4, 0, 1, 0, 5), (3, "", "", 2, 5)])
@pytest.mark.parametrize("over", ["<p>行政复议</p><table>", "<table>" + row_of("行政复议", wide=5)])
def test_a_table_of_one_channel_has_its_cells_and_no_others(over: str, figures: Sequence[object]) -> None:
    data = report_with(f"{over}{row_of(*RESULTS)}{row_of(*figures)}</table>")
    own = [value if value is None else str(value) for _, value in cells_of(data, "reconsideration")]
    assert own == [str(figure) if figure != "" else None for figure in figures]
    assert {status for status, _ in cells_of(data, "litigation_direct")} == {Status.MISSING}


def test_a_figure_of_no_known_channel_leaves_few_cells_open() -> None:
    rows = [row_of("行政复议", wide=5), row_of(*RESULTS), row_of(1, 0, 0, 0, 1), row_of(9)]
    data = report_with(f"<table>{''.join(rows)}</table>")
    assert {value for _, value in cells_of(data, "reconsideration")} == {None}


def test_a_table_of_one_measure_has_its_cells_and_no_others() -> None:
    data = report_with(
        f"<table>{row_of('信息内容', '本年制发件数')}{row_of('规章', 0)}{row_of('规范性文件', 7)}</table>",
        "二、主动公开政府信息情况",
    )
    assert [value for _, value in cells_of(data, "rules")] == [0, None, None]
    assert [value for _, value in cells_of(data, "normative_documents")] == [7, None, None]
