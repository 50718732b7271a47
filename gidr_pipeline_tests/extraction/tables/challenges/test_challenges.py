"""The challenges table (四、复议诉讼) in one row or in several tables, with heads merged, torn or padded."""

from collections.abc import Callable, Sequence

import pytest

from gidr_pipeline_tests.extraction.tables.challenges.section import (
    HEADS,
    IN_TWO,
    LAWSUITS,
    LOST,
    OFFICIAL,
    RESULTS,
    TWO,
    commas,
    lines,
    read,
)


@pytest.mark.parametrize("layout", [str, lines, commas])
def test_two_tables(layout: type[str]) -> None:
    assert read(layout(TWO)) == IN_TWO


@pytest.mark.parametrize("layout", [str, lines, commas])
@pytest.mark.parametrize("names", ["维持\t纠正\t其他\t在审\t合计", "维持\t纠正\t其他\t未审结\t总计"])
def test_short_names_of_all_results_in_a_row(layout: type[str], names: str) -> None:
    assert read(layout(TWO.replace(HEADS, names))) == IN_TWO


def test_three_tables() -> None:
    names = ["行政复议", "行政诉讼\n未经复议直接起诉", "复议后起诉"]
    rows = [figures.replace(" ", "\t") for figures in IN_TWO]
    assert read("\n".join(f"{n}\n{HEADS}\n{row}" for n, row in zip(names, rows, strict=True))) == IN_TWO


@pytest.mark.parametrize("layout", [str, lines])
def test_a_misprint_in_one_of_two_tables_stands(layout: type[str]) -> None:
    assert read(layout(TWO.replace("35", "36"))) == ["0 0 8 0 8", "0 31 4 0 36", "0 0 11 0 11"]


def test_columns_that_a_finder_put_in() -> None:
    spread = "结果维持\t\t结果纠正\t其他结果\t\t尚未审结\t总计\t\t\t结果维持\t结果纠正\t\t其他结果\t尚未审结\t总计"
    figures = "12\t\t0\t25\t\t3\t40\t\t\t19\t0\t\t0\t0\t19"
    table = "行政复议" + "\t" * 14 + f"\n{HEADS}\n0\t0\t8\t0\t8\n{LAWSUITS}{spread}\n{{}}"
    assert read(table.format(figures))[1:] == ["12 0 25 3 40", "19 0 0 0 19"]
    # One of them is empty: what stands under heads tells its place, a figure beside them does not.
    assert read(table.format(figures.replace("12\t\t0", "\t\t0").replace("40", "28")))[1:] == [
        "- 0 25 3 28",
        "19 0 0 0 19",
    ]
    assert read(table.format(figures.replace("25\t", "\t25")))[1:] == ["12 0 25 3 40", "19 0 0 0 19"]
    assert read(table.format(figures.replace("25\t\t3", "\t25\t")))[1:] == [LOST, "19 0 0 0 19"]


def test_figures_below_heads_in_pieces_are_open_where_no_channel_speaks_for_their_order() -> None:
    heads = "结果\n结果\n其他\n尚未\n总计\n" * 3 + "维持\n纠正\n结果\n审结\n" * 3
    channels = "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n"
    table = channels + heads + "152 129 320 287 111 398 399 399 39 0 0 0 0 0 0".replace(" ", "\n")
    assert read(table) == [LOST, LOST, LOST]
    assert read(table.replace("\n111\n", "\n888\n"))[0] == "152 129 320 287 888"


@pytest.mark.parametrize("layout", [str, lines])
def test_a_zero_lost_in_one_of_two_tables(layout: type[str]) -> None:
    """It may have stood anywhere in its channel, but in no other: there the sum would fail."""
    assert read(layout(TWO.replace("\t0\t35\t", "\t35\t"))) == [IN_TWO[0], "0 ? ? ? ?", IN_TWO[2]]


@pytest.mark.parametrize(
    "torn",
    [
        lines(TWO).replace("31\n4\n0\n35\n", "31\n4\n35\n") + "\n\n7",
        TWO.replace(f"{HEADS}\t{HEADS}", HEADS),
        TWO.replace(f"{LAWSUITS}{HEADS}", f"{LAWSUITS}{HEADS.replace('结果纠正', '')}"),
    ],
    ids=["a zero lost and a page number", "one set of heads", "a head lost"],
)
def test_two_tables_of_which_one_is_torn(torn: str) -> None:
    assert all(channel in (LOST, "0 ? ? ? ?") for channel in read(torn)[1:])


@pytest.mark.parametrize("layout", [str, lines])
@pytest.mark.parametrize("order", [1, -1])
def test_a_second_pair_of_tables_is_not_read(layout: type[str], order: int) -> None:
    other = TWO.replace("31\t4\t0\t35", "1\t4\t0\t5").replace("8\t0\t8", "2\t0\t2")
    assert not {*read("\n".join([layout(TWO), "下属单位情况", layout(other)][::order]))} & {*IN_TWO, "0 1 4 0 5"}


def test_heads_that_stand_apart_place_nothing() -> None:
    """As when the columns of a page come out in any order: the last of five lines is the total of another table."""
    direct = "未经复议直接起诉\n结果\n其他\n尚未\n纠正\n结果\n审结\n0\n3\n3\n总计\n6\n结果维持\n0\n"
    text = f"结果\n维持\n行政复议\n结果\n其他\n尚未\n纠正\n结果\n审结\n0\n0\n3\n0\n行政诉讼\n总计\n3\n{direct}"
    assert read(f"{text}复议后起诉\n结果\n其他\n尚未\n纠正\n结果\n审结\n0\n0\n0\n总计\n0") == [LOST, LOST, LOST]


BLANKS = "\t36\t\t\t36\t\t10\t20\t\t30" + "\t" * 5


def test_blanks_under_as_many_heads() -> None:
    assert read(OFFICIAL + BLANKS) == ["- 36 - - 36", "- 10 20 - 30", "- - - - -"]
    for bars in (" | ", "|"):
        framed = "\n".join(f"|{line}|" for line in (OFFICIAL + BLANKS).replace("\t", bars).split("\n"))
        assert read(framed) == ["- 36 - - 36", "- 10 20 - 30", "- - - - -"]


@pytest.mark.parametrize(
    "row",
    [BLANKS[:-1], BLANKS[1:], "\t" + BLANKS, BLANKS.replace("30", "31"), "\t" + BLANKS[:-1]],
    ids=["a place lost", "the first place lost", "a place more", "a sum that fails", "moved by one"],
)
def test_blanks_that_may_have_moved(row: str) -> None:
    assert read(OFFICIAL + row) == [LOST, LOST, LOST]


def test_the_only_empty_place_beside_an_addend() -> None:
    """The value may have slid from there over a zero, which keeps the sum: neither of the two places is read."""
    row = "0 31 - 4 35 2 0 1 0 3 0 0 11 0 11".replace("-", "").split(" ")
    assert read(OFFICIAL + "\t".join(row))[0] == "0 ? ? ? ?"
    assert read(TWO.replace("0\t31\t4\t0", "0\t31\t\t4"))[1:] == ["0 ? ? ? ?", IN_TWO[2]]
    row[2:4] = ["4", ""]
    assert read(OFFICIAL + "\t".join(row))[0] == "0 ? ? ? ?"


def test_figures_broken_over_two_lines_of_a_cell() -> None:
    """The digits of both lines add up by themselves."""
    rule = "+" + "---+" * 15
    rows = ["", "3", "", "", "3", *[""] * 10], ["", "6", "", "", "6", *[""] * 10]
    grid = [rule, *("| " + " | ".join(cell or " " for cell in row) + " |" for row in rows), rule]
    heads = "\n".join(f"| {line} |" for line in OFFICIAL.replace("\t", " | ").split("\n")[:-1])
    assert read("\n".join([heads, *grid]))[0] in (LOST, "- 36 - - 36")


MERGED = ["行政复议"] * 5, ["行政诉讼"] * 10, ["未经复议直接起诉"] * 5, ["复议后起诉"] * 5
ROW = [9, 9, 0, 0, 18, 0, 8, 11, 0, 19, 32, 29, 32, 9, 102]
IN_ROW = ["9 9 0 0 18", "0 8 11 0 19", "32 29 32 9 102"]


@pytest.mark.parametrize("layout", [str, lines, commas])
def test_a_head_over_two_rows_is_repeated_in_both(layout: type[str]) -> None:
    appeals, lawsuits, direct, after = MERGED
    heads = ["\t".join(row) for row in ([*appeals, *lawsuits], [*appeals, *direct, *after], RESULTS * 3)]
    figures = "\t".join(map(str, ROW))
    assert read(layout("\n".join([*heads, figures]))) == IN_ROW
    exchanged = ["\t".join(row) for row in ([*lawsuits, *appeals], [*direct, *after, *appeals], RESULTS * 3)]
    direct, after, appeals = IN_ROW
    by_names = [LOST] * 3 if layout is lines else [appeals, direct, after]
    assert read(layout("\n".join([*exchanged, figures]))) == by_names


def test_names_for_nameless_columns_and_numbers_over_all_are_no_figures() -> None:
    named = "|".join(
        [
            *RESULTS,
            "未经复议直接起诉",
            "Col7",
            "Col8",
            "Col9",
            "Col10",
            "复议后起诉",
            *(f"Col{i}" for i in range(12, 16)),
        ]
    )
    figures = "|".join(map(str, ROW))
    rule = "|".join(["---"] * 15)
    assert read(f"行政复议\n行政诉讼\n|{named}|\n|{rule}|\n|{'|'.join(RESULTS * 3)}|\n|{figures}|") == IN_ROW
    numbers = "\t".join(map(str, range(10)))
    assert read(TWO.replace(LAWSUITS, f"{numbers}\n{LAWSUITS}")) == IN_TWO


def test_a_dash_is_a_blank_in_a_row_that_lost_a_figure_too() -> None:
    assert read(OFFICIAL + r"3	0	/	0	3	2	4	5	0	11	1	0	0	1")[0] == "3 0 - 0 3"
    assert read(OFFICIAL + "\t".join([r"\-", "3", r"\-", "0", "3", "2", "4", "5", "0", "11", *["0"] * 5])) == [
        "- 3 - 0 3",
        "2 4 5 0 11",
        "0 0 0 0 0",
    ]


def test_two_figures_in_one_cell_are_two_where_the_row_ends_one_early() -> None:
    assert read(OFFICIAL + "0\t0\t1\t0 1\t0\t0\t0\t0\t0\t2\t0\t0\t0\t2\t") == ["0 0 1 0 1", "0 0 0 0 0", "2 0 0 0 2"]


def test_a_row_of_zeros_that_begins_late_may_have_lost_its_end() -> None:
    assert read(OFFICIAL + "\t\t" + "0\t" * 12 + "0") == [LOST] * 3


FIFTEEN = ["4", "", "1", "", "5", "2", "", "", "1", "3", "", "", "", "", ""]


@pytest.mark.parametrize("line", ["{} |", "{}\n|"], ids=["bars behind", "bars below"])
def test_cells_on_lines_with_bars_keep_their_places(line: str) -> None:
    heads = [head for row in OFFICIAL.splitlines() for head in row.split("\t")]
    table = "\n".join(line.format(cell).strip() for cell in [*heads, *FIFTEEN])
    assert read(table) == ["4 - 1 - 5", "2 - - 1 3", "- - - - -"]
    printed = [cell or "0" for cell in FIFTEEN]
    last = "\n".join(line.format(cell).strip() for cell in [*heads, *printed[:-1], ""])
    assert read(last) == ["4 0 1 0 5", "2 0 0 1 3", "0 0 0 0 -"]


ALIGNED = """行政复议                          行政诉讼
结果  结果  其他  尚未            未经复议直接起诉                复议后起诉
维持  纠正  结果  审结  总计  结果  结果  其他  尚未  总计  结果  结果  其他  尚未  总计
                              维持  纠正  结果  审结        维持  纠正  结果  审结
"""


def test_figures_aligned_under_pieces_of_their_heads() -> None:
    row = [" "] * 88
    for at, digit in {0: "1", 24: "1", 48: "2", 54: "2", 78: "3", 84: "3"}.items():
        row[at] = digit
    assert read(ALIGNED + "".join(row)) == ["1 - - - 1", "- - - 2 2", "- - - 3 3"]
    # One that stands between two columns, or a zero beside empty places: figures may have been lost.
    row[51] = "4"
    assert read(ALIGNED + "".join(row)) == [LOST] * 3
    row[51], row[78] = " ", "0"
    assert read(ALIGNED + "".join(row)) == [LOST] * 3


def test_figures_of_a_row_on_two_lines_are_in_the_order_that_the_eye_sees() -> None:
    places = [0, 6, 12, 18, 24, 30, 36, 42, 48, 54, 60, 66, 72, 78, 84]

    def line(figures: dict[int, str]) -> str:
        return "".join(figures.get(at, " ") for at in range(88))

    above, below = line({12: "1", 78: "3"}), line(dict.fromkeys(places, "0") | {12: " ", 24: "1", 78: " ", 84: "3"})
    assert read(f"{ALIGNED}{above}\n{below}") == ["0 0 1 0 1", "0 0 0 0 0", "0 0 0 3 3"]
    # Where a remark is cut over lines, what stands in it may look like a figure.
    assert read(f"{ALIGNED}{above.replace('1', '（含')}\n{below}")[0] == LOST


@pytest.mark.parametrize("pending", ["未审结", "在审", "未结"])
def test_results_by_other_names(pending: str) -> None:
    heads = f"类型\t维持\t纠正\t其他结果\t{pending}\t合计"
    channels = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    rows = [
        f"{name}\t{figures}"
        for name, figures in zip(channels, ("6\t5\t0\t0\t11", "0\t4\t1\t7\t12", "0\t3\t2\t5\t10"), strict=True)
    ]
    assert read("\n".join([heads, *rows])) == ["6 5 0 0 11", "0 4 1 7 12", "0 3 2 5 10"]


@pytest.mark.parametrize(
    ("row", "read_so"),
    [
        ("001010000000000", ["0 0 1 0 1", "0 0 0 0 0", "0 0 0 0 0"]),
        ("400" + "12" + "16" + "0" * 10, ["4 0 0 12 16", "0 0 0 0 0", "0 0 0 0 0"]),
        ("0" * 14, [LOST] * 3),
        ("001020000000000", [LOST] * 3),
        ("1112317" + "0" * 10, [LOST] * 3),  # 1 1 12 3 17 and 11 1 2 3 17
    ],
)
def test_a_row_without_anything_between_its_figures(row: str, read_so: list[str]) -> None:
    assert read(OFFICIAL.replace("\t", "") + row) == read_so


SCATTERED = "行政复议\n行政诉讼\n未经复议直接起诉 复议后起诉\n" + " ".join(
    ["结果维 结果纠 其他结 尚未审 总计 持 正 果 结"]
    + ["结果维 结果纠 其他结 尚未审"] * 2
    + ["总计 总计 持 正 果 结 持 正 果 结"]
)


@pytest.mark.parametrize(
    ("row", "read_so"),
    [
        ("0 1 1 1 3 0 0 1 1 2 1 0 1 0 2", ["0 1 1 1 3", "0 0 1 1 2", "1 0 1 0 2"]),
        ("0 1 1 1 9 0 0 1 1 2 1 0 1 0 2", ["0 1 1 1 9", "0 0 1 1 2", "1 0 1 0 2"]),  # one misprint
        ("0 1 1 1 9 0 0 1 1 5 1 0 1 0 2", [LOST] * 3),
        ("0 1 1 1 9 0 0 0 0 0 1 0 1 0 2", [LOST] * 3),
        ("0 1 1 3 0 0 1 1 2 1 0 1 0 2", [LOST] * 3),
    ],
)
def test_under_heads_in_scattered_pieces_a_row_is_read_if_it_adds_up(row: str, read_so: list[str]) -> None:
    assert read(f"{SCATTERED}\n{row}") == read_so


OFF = [
    ("1 0 0 0 2", "0 1 0 0 0", "1 0 0 0 0"),
    ("2 0 0 1 0", "2 0 2 2 0", "1 0 0 2 0"),
    ("0 2 2 0 3", "2 0 0 0 4", "1 1 5 5 5"),
    ("0 0 0 0 3", "0 0 0 0 2", "1 0 0 0 3"),
    ("11 8 8 2 80", "0 10 3 4 80", "9 12 8 5 80"),
]


@pytest.mark.parametrize("layout", [str, lines, commas, lambda table: table.replace("\t", "  ")])
@pytest.mark.parametrize("channels", OFF)
def test_as_many_figures_as_cells_stand_whatever_they_add_up_to(
    layout: Callable[[str], str], channels: Sequence[str]
) -> None:
    assert read(layout(OFFICIAL + "\t".join(channels).replace(" ", "\t"))) == [*channels]


@pytest.mark.parametrize("layout", [str, commas])
def test_as_many_figures_as_cells_in_fields_stand_however_near_another_reading_is(layout: type[str]) -> None:
    assert read(layout(OFFICIAL + "1\t0\t0\t1\t0\t0\t1" + "\t0" * 8)) == ["1 0 0 1 0", "0 1 0 0 0", "0 0 0 0 0"]


@pytest.mark.parametrize("layout", [lines, lambda table: table.replace("\t", "  ")])
@pytest.mark.parametrize(
    ("printed", "damaged"),
    [
        ("0 31 4 0 35 2 0 1 0 3 0 0 11 0 11", "31 4 0 35 2 0 1 0 3 0 0 11 0 11 7"),
        ("0 31 4 0 35 2 0 1 0 3 0 0 11 0 11", "0 31 4 35 2 0 1 0 3 0 0 0 11 0 11"),
        ("0 31 4 0 35 2 0 1 0 3 0 0 11 0 11", "0 31 4 35 2 0 1 0 3 0 0 1 1 0 11"),
        ("0 0 0 0 0 2 0 1 0 3 0 0 11 0 11", "0 0 0 0 2 0 1 0 3 0 0 11 0 11 4"),
    ],
    ids=["the first lost, a page", "a zero lost, another doubled", "a zero lost, a number torn", "a zero, a page"],
)
def test_as_many_figures_as_cells_of_which_one_is_lost_and_another_strange(
    layout: Callable[[str], str], printed: str, damaged: str
) -> None:
    given = " ".join(read(layout(OFFICIAL + damaged.replace(" ", "\t")))).split()
    assert all(value in (figure, "?") for value, figure in zip(given, printed.split(), strict=True))


def test_several_figures_in_one_cell_are_those_of_its_columns() -> None:
    row = "19 8\t1\t0 28 0 0 4\t17\t21\t15\t0\t18\t6\t39"
    assert read(OFFICIAL + row) == ["19 8 1 0 28", "0 0 4 17 21", "15 0 18 6 39"]


@pytest.mark.parametrize(
    "heads", ["结果纠正\t结果维持\t其他结果\t尚未审结\t总计", "其他结果\t结果纠正\t结果维持\t尚未审结\t总计"]
)
def test_results_in_another_order_are_not_read_in_the_form_s(heads: str) -> None:
    table = OFFICIAL.replace(HEADS, heads) + "3\t0\t0\t0\t3\t" + "\t".join("0" * 10)
    assert read(table) == [LOST] * 3


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ("3\t(12)\t0\t0\t15\t", "3 12 0 0 15"),
        ("3\t12*\t0\t0\t15\t", "3 12 0 0 15"),
        ("3\t(12)\t0\t0\t19\t", "3 ? 0 0 19"),
        ("12\t0\t1l\t0\t23\t", "12 0 11 0 23"),
    ],
)
def test_a_figure_that_is_not_clean_is_what_its_characters_and_its_channel_tell(row: str, first: str) -> None:
    assert read(OFFICIAL + row + "2\t4\t5\t0\t11\t1\t0\t0\t0\t1")[0] == first


@pytest.mark.parametrize("total", ["8", ""])
def test_rules_around_a_table_make_no_row_of_it(total: str) -> None:
    figures = f"| 0 | 0 | 8 | 0 | {total} |" + f" 0 | 0 | 0 | 0 | {total and '0'} |" * 2
    rule = "+---" * 15 + "+"
    heads = [
        f"| 行政复议 |{' |' * 4} 行政诉讼 |{' |' * 9}",
        f"|{' |' * 5} 未经复议直接起诉 |{' |' * 4} 复议后起诉 |{' |' * 4}",
    ]
    table = "\n".join([rule, *heads, "|" + "".join(f" {name} |" for name in RESULTS * 3), figures, rule])
    last = total and "0"
    assert read(table) == [f"0 0 8 0 {total or '-'}", *[f"0 0 0 0 {last or '-'}"] * 2]


@pytest.mark.parametrize("figures", ["- - 8 - 8 - - - - 0 - - 2 3 5", "- - - - 0 - - - - 0 - - - - 0"])
def test_totals_alone_are_printed_where_they_are_zero(figures: str) -> None:
    cells = figures.replace("-", "").split(" ")
    first, second, third = (figures.split()[at : at + 5] for at in (0, 5, 10))
    table = OFFICIAL + "\t".join(cells)
    assert read(table) == [" ".join(channel) for channel in (first, second, third)]


def test_a_number_of_a_page_below_a_row_that_lost_a_figure_is_none_of_it() -> None:
    cells = read(lines(OFFICIAL + "4 2 0 0 6 0 0 0 1 0 0 3 0 0 12".replace(" ", "\t")))
    assert "12" not in cells[2]


@pytest.mark.parametrize(
    "heads", ["", "行政复议行政诉讼\n未经复议直接起诉复议后起诉\n结果结果其他尚未\n总计总计总计\n"]
)
@pytest.mark.parametrize(
    ("row", "read_so"),
    [
        ("||6|2|8|||||||1||3|4", ["- - 6 2 8", "- - - - -", "- 1 - 3 4"]),
        ("5||||5||||||||||", ["5 - - - 5", "- - - - -", "- - - - -"]),
        ("|4|1|||5||||||2||2", [LOST] * 3),
        ("4|1|||5|||||||2||1", [LOST] * 3),
        ("||||||||||||||", ["- - - - -"] * 3),
    ],
)
def test_fields_that_add_up_are_those_of_the_cells_without_names_of_results(
    heads: str, row: str, read_so: list[str]
) -> None:
    pieces = "| 维持 | 纠正 | 结果 | 审结 |\n|---|---|---|---|\n"
    assert read(f"{heads}{pieces}| {' | '.join(row.split('|'))} |\n|{'---|' * 15}") == read_so
