"""Reconsiderations and lawsuits with a row, or a table, for each channel."""

from collections.abc import Callable

import pytest

from gidr_pipeline_tests.extraction.tables.challenges.section import HEADS, IN_TWO, LOST, RESULTS, commas, read

IN_ROWS = [f"\t{HEADS}", "行政复议\t0\t0\t2\t3\t5", "未经复议直接起诉\t0\t4\t2\t1\t7", "复议后起诉\t0\t5\t0\t3\t8"]


@pytest.mark.parametrize("numbers", ["012", "123", ""])
def test_numbers_of_rows_before_names_are_no_figures(numbers: str) -> None:
    before = [numbers[at - 1 : at] if 0 < at <= len(numbers) else "" for at in range(len(IN_ROWS))]
    assert read(barred([f"{number}\t{row}" for number, row in zip(before, IN_ROWS, strict=True)])) == [
        "0 0 2 3 5",
        "0 4 2 1 7",
        "0 5 0 3 8",
    ]


@pytest.mark.parametrize("first", [0, 1])
def test_numbers_of_rows_before_names_and_figures_are_none(first: int) -> None:
    """As where the heads of a data frame are among its rows."""
    rows = [
        ["", *["行政复议"] * 5, *["行政诉讼"] * 10],
        ["", *RESULTS, *["未经复议直接起诉"] * 5, *["复议后起诉"] * 5],
        [str(first), *RESULTS * 3],
        [str(first + 1), "9", "0", "0", "5", "14", "3", "0", "0", "2", "5", *["0"] * 5],
    ]
    assert read("\n".join(map(",".join, rows))) == ["9 0 0 5 14", "3 0 0 2 5", "0 0 0 0 0"]


def barred(table: list[str]) -> str:
    return "\n".join(f"| {row.replace(chr(9), ' | ')} |" for row in table)


def tabbed(table: list[str]) -> str:
    return "\n".join(table)


@pytest.mark.parametrize("style", [tabbed, barred])
@pytest.mark.parametrize(
    ("direct", "after"),
    [
        ("未经行政复议直接起诉", "行政复议后起诉"),
        ("未经复议直接起诉", "复议后起诉"),
        ("行政诉讼（未经复议）", "行政诉讼（复议后）"),
        ("直接诉讼", "复议后诉讼"),
    ],
)
def test_a_channel_by_its_name_in_full_is_no_other(style: Callable[[list[str]], str], direct: str, after: str) -> None:
    first, second, third = IN_ROWS[1:]
    rows = [IN_ROWS[0], first, second.replace("未经复议直接起诉", direct), third.replace("复议后起诉", after)]
    assert read(style(rows)) == ["0 0 2 3 5", "0 4 2 1 7", "0 5 0 3 8"]


@pytest.mark.parametrize("style", [tabbed, barred])
@pytest.mark.parametrize("empty", [1, 3])
def test_a_channel_that_is_left_empty_is_blank(style: Callable[[list[str]], str], empty: int) -> None:
    table = [row.split("\t")[0] + "\t" * 5 if at == empty else row for at, row in enumerate(IN_ROWS)]
    expected = [" ".join(row.split("\t")[1:]) for row in IN_ROWS[1:]]
    expected[empty - 1] = "- - - - -"
    assert read(style(table)) == expected


OTHER_ORDER = ["总计", "尚未审结", "其他结果", "结果纠正", "结果维持"]
BACKWARDS = {
    name: "\t".join(reversed(row.split())) for name, row in zip(("复议", "直接", "复议后"), IN_TWO, strict=True)
}
IN_ONE = """类别\t{heads}
行政诉讼（复议后起诉）\t{复议后}
行政诉讼—未经复议直接起诉\t{直接}
行政复议\t{复议}"""
IN_THREE = """1.行政复议
{heads}
{复议}
2.行政诉讼（复议后起诉）
{heads}
{复议后}
3.行政诉讼（未经复议直接起诉）
{heads}
{直接}"""


@pytest.mark.parametrize("layout", [str, commas, lambda table: table.replace("\t", " | ")])
@pytest.mark.parametrize("table", [IN_ONE, IN_THREE])
def test_channels_and_results_in_another_order_are_read_by_their_names(
    table: str, layout: Callable[[str], str]
) -> None:
    assert read(layout(table.format(heads="\t".join(OTHER_ORDER), **BACKWARDS))) == IN_TWO


@pytest.mark.parametrize("layout", [str, commas])
@pytest.mark.parametrize("figures", ["9\t0\t8\t0\t0", "8\t0\t8\t0\t", "8\t0\t8\t0"])
def test_results_in_another_order_are_open_where_a_channel_does_not_add_up(layout: type[str], figures: str) -> None:
    heads, last = "\t".join(OTHER_ORDER), BACKWARDS["复议后"]
    table = f"类别\t{heads}\n行政复议\t{figures}\n未经复议直接起诉\t{BACKWARDS['直接']}\n复议后起诉\t{last}"
    assert read(layout(table)) == [LOST, LOST, LOST]


GRID = """+------+------+------+------+------+
| 行政 |      |      |      |      |
| 复议 |      |      |      |      |
+------+------+------+------+------+
| 结果 | 结果 | 其他 | 尚未 | 总计 |
| 维持 | 纠正 | 结果 | 审结 |      |
+------+------+------+------+------+
| 0    | 0    | 8    | 0    | 8    |
+------+------+------+------+------+
| 行政 |      |      |      |      |
| 诉讼 |      |      |      |      |
| （未 |      |      |      |      |
| 经复 |      |      |      |      |
| 议） |      |      |      |      |
+------+------+------+------+------+
| 0    | 31   | 4    | 0    | 35   |
+------+------+------+------+------+
| 行   |      |      |      |      |
| 政诉 |      |      |      |      |
| 讼（ |      |      |      |      |
| 复议 |      |      |      |      |
| 后起 |      |      |      |      |
| 诉） |      |      |      |      |
+------+------+------+------+------+
| 0    | 0    | 11   | 0    | 11   |
+------+------+------+------+------+"""


def test_names_in_pieces_within_a_cell_of_a_grid() -> None:
    heads = GRID.split("\n")[4:7]
    at = [i for i, line in enumerate(GRID.split("\n")) if line.startswith("+")]
    lines = GRID.split("\n")
    whole = [*lines[: at[4] + 1], *heads, *lines[at[4] + 1 : at[6] + 1], *heads, *lines[at[6] + 1 :]]
    assert read("\n".join(whole)) == IN_TWO


@pytest.mark.parametrize(
    "names",
    [
        "（列：结果维持 结果纠正 其他结果 尚未审结 总计）",
        "(channel, 结果维持, 结果纠正, 其他结果, 尚未审结, 总计) VALUES",
    ],
)
def test_names_of_results_may_touch_other_words(names: str) -> None:
    labels = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    rows = [
        f"{label} → {figures}" for label, figures in zip(labels, ["0 1 0 0 1", "0 0 0 0 2", "0 0 2 0 2"], strict=True)
    ]
    assert read("\n".join([names, *rows])) == ["0 1 0 0 1", "0 0 0 0 2", "0 0 2 0 2"]


@pytest.mark.parametrize("style", [tabbed, barred])
def test_totals_alone_are_those_of_their_channels(style: Callable[[list[str]], str]) -> None:
    rows = ["行政复议\t\t\t\t\t0", "行政诉讼（未经复议直接起诉）\t\t\t\t\t2", "行政诉讼（复议后起诉）\t\t\t\t\t12"]
    assert read(style([f"类型\t{HEADS}", *rows])) == ["- - - - 0", "- - - - 2", "- - - - 12"]


@pytest.mark.parametrize("style", [tabbed, barred])
def test_heads_that_stand_in_both_rows_which_they_are_merged_over(style: Callable[[list[str]], str]) -> None:
    one, two = "行政复议\t\t\t\t", "行政诉讼\t\t\t\t\t\t\t\t\t"
    channels = "未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t"
    table = style([one, HEADS, HEADS, "1\t0\t2\t0\t3"]) + "\n" + style([two, channels, f"{HEADS}\t{HEADS}"])
    figures = style(["0\t4\t2\t1\t7\t0\t5\t0\t3\t8"])
    assert read(f"{table}\n{figures}") == ["1 0 2 0 3", "0 4 2 1 7", "0 5 0 3 8"]


@pytest.mark.parametrize("style", [tabbed, barred])
@pytest.mark.parametrize("empty", [(1,), (2,), (1, 2), (3,), (2, 3)])
def test_a_table_for_each_channel_of_which_some_are_left_empty(
    style: Callable[[list[str]], str], empty: tuple[int, ...]
) -> None:
    table, expected = list[str](), list[str]()
    for at, row in enumerate(IN_ROWS[1:], 1):
        name, *figures = row.split("\t")
        shown = [""] * 5 if at in empty else ["" if figure == "0" else figure for figure in figures]
        rule = ["\t".join(["---"] * 5)] if style is barred else []
        table += [f"### {name}", style([HEADS, *rule, "\t".join(shown)])]
        expected.append(" ".join(figure or "-" for figure in shown))
    assert read("\n".join(table)) == expected


@pytest.mark.parametrize("style", [tabbed, barred])
@pytest.mark.parametrize(("last", "read_so"), [("0\t5\t0\t3\t8", "0 5 0 3 8"), ("\t\t\t\t", "- - - - -")])
def test_of_two_rows_below_the_heads_of_a_channel_the_first_may_be_that_of_the_one_before(
    style: Callable[[list[str]], str], last: str, read_so: str
) -> None:
    rule = ["\t".join(["---"] * 5)] if style is barred else []
    rows = {"行政复议": ["\t\t\t\t"], "未经复议直接起诉": ["1\t0\t2\t0\t3", "0\t4\t2\t1\t7"], "复议后起诉": [last]}
    table = [f"### {name}\n{style([HEADS, *rule, *figures])}" for name, figures in rows.items()]
    assert read("\n".join(table)) == ["1 0 2 0 3", "0 4 2 1 7", read_so]
