"""Ways to lay a row of the first table: where its figures lie where the text keeps places, and what rivals do."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Span, Status
from gidr_pipeline.extraction.tables.model import Filling, Gap
from gidr_pipeline.extraction.tables.proactive.ways import Way, agreed
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.extraction.tables.proactive.alone import rows_of

TABLE = """第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | {}
行政规范性文件 | {}
第二十条第（五）项 | |||
信息内容 | 本年处理决定数量 | ||
行政许可 | {} | ||
第二十条第（六）项 | |||
信息内容 | 本年处理决定数量 | ||
行政处罚 | {} | ||
行政强制 | {} | ||
第二十条第（八）项 | |||
信息内容 | 本年收费金额（单位：万元） | ||
行政事业性收费 | {} | ||
"""


@pytest.mark.parametrize(
    ("row", "read_so"),
    [
        ("7 | 0 | 2 |", "7 0 2"),
        ("7 | | 2 |", "7 - 2"),
        ("12 | | 2 |", "? ? 2"),  # 1 and 2 may have run together
        ("7 | 2 | |", "? ? ?"),
        (" | 7 | 2 |", "? ? ?"),
        (" | | |", "- - -"),
        ("7 | 2 |", "? ? ?"),
        ("12 3 | 4 | 5 |", "? ? 5"),  # 123 and 4, or 12 and 34
        ("+12 3 | 4 | 5 |", "? ? 5"),
        (r"12 | \-3 8 | 5 |", "? ? ?"),
        ("4 | 1,48 | 2 |", "? ? ?"),
        ("4 | 1 | 5→3 |", "4 1 ?"),
        ("4 | 约3 | 5 |", "4 ? 5"),
        ("1.2万 | 增3减1 | 6件 |", "12000.0 ? 6"),
    ],
)
def test_a_row_with_empty_fields_in_a_table_that_prints_zeros(row: str, read_so: str) -> None:
    assert rows_of(TABLE.format(row, "0 | 0 | 0 |", 0, 0, 0, 0))["rules"] == read_so


@pytest.mark.parametrize(
    "note",
    [
        "注：1.以上数据为本机关2023年1月1日至12月31日数据。2.行政许可数量含下属单位\n12 件。",
        "    注：本表数据由各科室提供，经办公室汇总核对后填报，其中行政许可数量含下属单位办理的\n    37",
        "说明：本年收费金额为财政部门核定的数额，不含下属事业单位收取的费用，共计\n3项",
    ],
)
@pytest.mark.parametrize("layout", [" | ", "\n"])
def test_figures_in_a_note_below_the_last_row_are_none_of_it(note: str, layout: str) -> None:
    table = TABLE.format("1 | 2 | 3 |", "4 | 5 | 6 |", 7, 8, 9, 10).replace(" | ||", "").replace(" |\n", "\n")
    assert rows_of(table.replace(" | ", layout) + note)["fees"] == "10"


@pytest.mark.parametrize("behind", ["/ | /", "- |", "\\ | \\", "无 | 无"])
def test_signs_for_nothing_behind_the_cells_of_a_row_are_no_figures_of_it(behind: str) -> None:
    table = TABLE.replace("行政许可 | {} | ||", f"行政许可 | {{}} | {behind} |")
    assert rows_of(table.format("1 | 2 | 3 |", "0 | 0 | 0 |", 7, 0, 0, 0))["licensing"] == "7"


@pytest.mark.parametrize("row", ["21 | 无 | 37 | 无 |", "- | 2 | 14 | - |"])
def test_signs_for_nothing_in_a_row_wider_than_any_may_be_a_cell_of_it(row: str) -> None:
    """A figure of the row above slid into it."""
    assert rows_of(TABLE.format("1 | 2 | |", row, 7, 0, 0, 0))["normative_documents"] == "? ? ?"


SERVICES = """
信息内容 | 上一年项目数量 | 本年增/ | 处理决定数量 |
行政许可 | {} |
其他对外管理服务事项 | {} |
信息内容 | 上一年项目数量 | 本年增/ | 处理决定数量 |
行政处罚 | {} |
行政强制 | {} |
"""


def test_figures_between_empty_lines_are_not_in_order() -> None:
    """A row goes on for as many lines as the table has columns; the second figure is one more for its first cell."""
    fees = "信息内容 | 上一年项目数量 | 本年增/减 | ||\n行政事业性收费 | {} |\n"
    table = SERVICES.format("3 | 0 | 9 |", "0 | 0 | 1 |", "4 | 5 | 6 |", "7 | 0 | 2 |") + fees
    lines = table.replace(" | ||", " |").replace(" | ", " |\n")
    assert rows_of(lines.format("14 |\n3 |\n"))["fees"] == "14 3"
    assert rows_of(lines.format("14 |\n|\n|\n|\n3 |\n|\n"))["fees"] == "? ?"


@pytest.mark.parametrize("figure", ["19498 | | |", " | 6 | |"])
def test_a_figure_on_a_line_of_its_own_is_none_of_a_row_with_empty_places(figure: str) -> None:
    """Where rows have their figures beside their labels, it is of a row whose label is lost."""
    table = SERVICES.format(" | | ", "0 | 0 | 1", "4 | 0 | 2", " | 7 | ").replace("|\n其他", f"|\n | {figure}\n其他")
    framed = "\n".join(f"| {line}" for line in table.split("\n"))
    assert rows_of(framed)["licensing"] == "? ? ?"


@pytest.mark.parametrize(
    ("penalties", "coercion", "read_so"),
    [(" | | ", " | | ", "148 - -"), (" | | ", "5 | 1 | 2", "? ? ?"), (" | | ", "0 | 0 | 0", "? ? ?")],
)
def test_a_row_with_an_empty_end_beside_rows_that_are_all_empty(penalties: str, coercion: str, read_so: str) -> None:
    """Where several rows have nothing, and their places are kept, none has lost anything."""
    rows = rows_of(SERVICES.format("148 | | ", "257 | | ", penalties, coercion))
    assert rows["licensing"] == read_so


@pytest.mark.parametrize("row", ["7 | 2 | |", " | 7 | 2 |", " | | 12 |", "12 | | 2 |"])
def test_a_row_with_empty_fields_in_a_table_that_leaves_others_empty(row: str) -> None:
    rows = rows_of(TABLE.format(row, "5 | | 1 |", 3, "", 4, ""))
    assert rows["rules"] == " ".join(cell.strip() or "-" for cell in row.split("|")[:3])
    assert rows["normative_documents"] == "5 - 1"
    assert (rows["penalties"], rows["coercion"]) == ("-", "4")


def test_cells_on_lines_of_their_own_empty_ones_too() -> None:
    cells = ["规章", "", "", "66", "行政规范性文件", "", "72", "55"]
    singles = ["行政许可", "", "第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "7", "行政强制", ""]
    heads = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    rest = ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "9"]
    decisions = ["第二十条第（五）项", "信息内容", "本年处理决定数量"]
    rows = rows_of("\n".join([*heads, *cells, *decisions, *singles, *rest]))
    assert [*rows.values()] == ["- - 66", "- 72 55", "-", "7", "-", "9"]
    # Where a line more stands anywhere in a row, its lines keep no places.
    rows = rows_of("\n".join([*heads, *cells[:4], "", *cells[4:], *decisions, *singles, *rest]))
    assert rows["rules"] == "? ? ?"


SEEN = """信息内容        本年制发件数    本年废止件数    现行有效件数
规章                                            66212
行政规范性文件                  72433           55697
行政许可        3
"""


def test_cells_on_lines_of_their_own_and_empty_lines_between_rows() -> None:
    """As where a program takes the text of a page out of its tags, one line for each."""
    table = (
        "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n\n\n规章\n\n\n\n\n\n规范性文件\n1\n\n12\n\n\n"
        "第二十条第（五）项\n\n\n信息内容\n本年处理决定数量\n\n\n行政许可\n69\n\n\n"
        "第二十条第（六）项\n\n\n信息内容\n本年处理决定数量\n\n\n行政处罚\n28\n\n\n行政强制\n\n\n\n"
        "第二十条第（八）项\n\n\n信息内容\n本年收费金额（单位：万元）\n\n\n行政事业性收费\n5\n\n"
    )
    rows = rows_of(table)
    assert [rows[code] for code in ("rules", "normative_documents", "licensing", "penalties", "coercion")] == [
        "- - -", "1 - 12", "69", "28", "-",
    ]  # fmt: skip
    lost = rows_of(table.replace("1\n\n12\n", "1\n12\n"))
    assert lost["normative_documents"] == "? ? ?"


def test_cells_on_lines_of_their_own_of_which_only_the_last_row_has_all() -> None:
    cells = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "", "", ""]
    cells += ["行政规范性文件", "2", "", "7", "第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", ""]
    cells += ["第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "9"]
    assert [rows_of("\n".join(cells))[code] for code in ("rules", "normative_documents", "licensing", "fees")] == [
        "- - -", "2 - 7", "-", "9",
    ]  # fmt: skip


@pytest.mark.parametrize("figure", ["| 2913", "2913 |||"])
def test_a_figure_above_a_label_on_a_line_of_its_own_is_that_of_the_row_above(figure: str) -> None:
    """A piece of a number stands above a label that has another beside it."""
    cells = ["信息内容", "本年处理决定数量", "行政处罚", "{}", "行政强制", "136", "第二十条第（八）项"]
    start, end = figure.split("2913")
    table = "\n".join(f"{start}{cell}{end}" for cell in cells).format("2913")
    rows = rows_of(table)
    assert (rows["penalties"], rows["coercion"]) == ("2913", "136")


def test_a_sign_for_nothing_does_not_void_rows_that_are_all_empty() -> None:
    """Where the other tables leave zeros blank."""
    others = Case(3, "tabs", size=400, damages=("zeros left blank",)).text
    own = TABLE.format(" | | |", "2 | | |", 52, "", "", "-")
    text = re.sub(r"(?s)(二、主动公开[^\n]*\n).*?(?=\n三、收到)", lambda head: head[1] + own, others)
    (report,) = extract_document(text.encode()).reports
    read = [(cell.row, cell.value, cell.status) for cell in report.cells if cell.table == "proactive"][3:6]
    blank = ("normative_documents", None, Status.BLANK)
    assert read == [("normative_documents", 2, Status.REPORTED), blank, blank]


def test_two_figures_centred_under_the_last_head() -> None:
    head = "信息内容          本年制发件数    本年废止件数    现行有效件数"
    rows = rows_of(f"{head}\n规章{' ' * 51}20\n行政规范性文件{' ' * 41}0\n")
    assert (rows["rules"], rows["normative_documents"]) == ("- - 20", "- - 0")


def test_figures_aligned_under_their_heads() -> None:
    rows = rows_of(SEEN)
    assert (rows["rules"], rows["normative_documents"]) == ("- - 66212", "- 72433 55697")
    # The same where a Chinese character takes no more room than a digit, as PDF readers count.
    counted = [
        "信息内容       本年制发件数     本年废止件数           现行有效件数",
        "规章                                     66212",
        "行政规范性文件               72433            55697",
    ]
    rows = rows_of("\n".join(counted))
    assert (rows["rules"], rows["normative_documents"]) == ("- - 66212", "- 72433 55697")
    # Figures that stand under no heads tell nothing.
    assert rows_of(SEEN.replace("     72433", "72433     "))["rules"] == "? ? ?"


def test_a_label_that_explains_itself_over_several_lines() -> None:
    table = """信息内容            本年制发件数   本年废止件数   现行有效件数
地方政府规章             10             2              0
规范性文件(行政
机关制定发布的决         8              0              4
定、公告等)
行政许可                 3
"""
    assert rows_of(table)["normative_documents"] == "8 0 4"


@pytest.mark.parametrize(
    ("digits", "read_so"),
    [("000", "0 0 0"), ("0012", "0 0 12"), ("0102", "0 10 2"), ("705", "? ? ?"), ("1000", "? ? ?")],
)
def test_figures_that_run_together_with_their_label(digits: str, read_so: str) -> None:
    """`705` may be a number of which two others are lost; what begins with a zero is none."""
    table = f"信息内容本年制发件数本年废止件数现行有效件数\n规章{digits}\n行政规范性文件000\n行政许可4\n行政处罚0\n"
    rows = rows_of(table)
    assert (rows["rules"], rows["normative_documents"]) == (read_so, "0 0 0")


def test_a_remark_makes_no_gap() -> None:
    assert (
        rows_of("信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 6（含上年1件） 3\n行政许可 4\n")["rules"]
        == "0 6 3"
    )


@pytest.mark.parametrize(
    ("heads", "read_so"),
    [
        ("现行有效\n信息内容\n本年制发件数\n本年废止件数\n件数", "7 1 2"),
        ("现行有效件数\n信息内容\n本年制发件数\n本年废止件数\n（件）", "7 1 2"),
        ("信息内容\n现行有效件数\n本年制发件数\n本年废止件数", "? ? ?"),
    ],
)
def test_heads_by_the_height_of_their_words_tell_no_order(heads: str, read_so: str) -> None:
    table = f"{heads}\n规章\n7\n1\n2\n行政规范性文件\n3\n4\n5\n行政许可\n6\n"
    assert rows_of(table)["rules"] == read_so


def test_an_amount_in_an_unclear_unit_leaves_the_other_figures_of_its_row() -> None:
    table = (
        "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t4\t5\t6\n"
        "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t1\t2\t3\n"
        "信息内容\t采购项目数量\t采购总金额（万元，元）\n政府集中采购\t47\t520\n"
    )
    assert rows_of(table)["procurement"] == "47 ?"


def figure(value: int) -> Token:
    return Token(Kind.FIGURE, Span(value, value + 1), str(value), 0, None, Decimal(value))


FILLINGS = st.one_of(st.integers(0, 2).map(figure), st.sampled_from([Gap.BLANK, Gap.UNSEEN]))
WAYS = st.builds(Way, st.floats(0, 3), st.tuples(FILLINGS, FILLINGS, FILLINGS))


@given(st.lists(WAYS, min_size=1, max_size=4), WAYS)
def test_a_rival_takes_away_and_never_adds(ways: list[Way], rival: Way) -> None:
    least = min(way.cost for way in ways)
    rival = rival._replace(cost=max(rival.cost, least))
    before, after = agreed(ways, 3), agreed([*ways, rival], 3)
    assert all(new in (old, Gap.UNSEEN) for old, new in zip(before, after, strict=True))


@given(st.tuples(FILLINGS, FILLINGS, FILLINGS), st.floats(0, 5))
def test_one_way_alone_is_read_where_it_costs_less_than_to_explain_nothing(
    cells: tuple[Filling, ...], cost: float
) -> None:
    assert list(agreed([Way(cost, cells)], 3)) == (list(cells) if cost < 2 else [Gap.UNSEEN] * 3)
