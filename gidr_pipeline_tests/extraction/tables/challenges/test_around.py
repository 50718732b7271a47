"""What stands around the challenges table: numbers of pages, other tables, the end of the text."""

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline_tests.extraction.tables.challenges.section import (
    HEADS,
    IN_TWO,
    LOST,
    OFFICIAL,
    REPORT,
    RESULTS,
    lines,
    read,
)


def test_the_number_of_a_page_for_a_lost_figure() -> None:
    figures = [0, 3, 3, 0, 6, 2, 12, 0, 3, 17, 0, 40, 3, 0, 43]
    row = [*map(str, figures)]
    assert read(lines(OFFICIAL) + "\n".join(row)) == ["0 3 3 0 6", "2 12 0 3 17", "0 40 3 0 43"]
    misprint = [*row[:4], "7", *row[5:]]
    assert read(lines(OFFICIAL) + "\n".join(misprint)) == ["0 3 3 0 7", "2 12 0 3 17", "0 40 3 0 43"]
    row[12:] = ["0", "43", "12"]
    read_so = read(lines(OFFICIAL) + "\n".join(row))
    assert read_so[:2] == ["0 3 3 0 6", "2 12 0 3 17"]
    assert read_so[2].endswith("? ? ?")


def test_the_number_of_a_page_behind_a_note_is_none_of_the_row() -> None:
    row = "1  0  0  0  1  0  0  0  0  0  0  0  0  0\n"
    note = "注：以上数据不含下属单位办理的案件，由法规科提供。            3"
    assert read(f"{OFFICIAL}{row}{note}") == read(f"{OFFICIAL}{row}")


def test_the_number_of_a_page_among_the_heads() -> None:
    """It stands behind a name like a figure of its own, and the row comes under heads that have lost their channels."""
    table = lines(OFFICIAL).replace("复议后起诉\n结果维持\n", "复议后起诉\n结果维持\n13\n") + "\n".join(
        "010010000000000"
    )
    assert all(set(channel.split()) <= {"?", "0", "1"} for channel in read(table))


def test_nothing_but_empty_places_below_the_heading() -> None:
    assert read("| | | | | | | | | | | | | | | |") == [LOST] * 3


@pytest.mark.parametrize("table", [OFFICIAL + "\t" * 14, f"{OFFICIAL}/", OFFICIAL])
@pytest.mark.parametrize("row", ["3\t1\t0\t0\t4\t" + "\t".join("0" * 10), "\n".join("301004200020000")])
def test_a_table_behind_the_last_section_is_not_that_of_a_section_with_a_blank_one(table: str, row: str) -> None:
    text = REPORT.format(table) + f"附：上年行政复议、行政诉讼情况\n{OFFICIAL}{row}\n"
    (report,) = extract_document(text.encode()).reports
    assert not any(cell.value for cell in report.cells)


@pytest.mark.parametrize("pages", [["3"], ["3", "4"]])
def test_numbers_of_pages_around_a_row_on_one_line_are_no_figures(pages: list[str]) -> None:
    row = "3 0 0 0 3 0 0 1 1 2 1 0 1 0 2"
    table = "\n".join([*(OFFICIAL.replace("\t", " ").strip(), pages[0], row), *pages[1:]])
    assert read(table) == ["3 0 0 0 3", "0 0 1 1 2", "1 0 1 0 2"]


def test_a_table_at_the_end_of_the_report_far_from_its_heading() -> None:
    rows = [HEADS.split("\t") * 3, list("004040310300202")]
    text = REPORT.format("") + "某县统计局\n\n" + "\n".join("\t".join(row) for row in rows) + "\n"
    (report,) = extract_document(text.encode()).reports
    values = [cell.value for cell in report.cells if cell.table == "challenges"]
    assert values == list(map(int, rows[1]))


@pytest.mark.parametrize(("last", "read_as"), [("1", "- 1 - - 1"), ("2", "- 1 - - ?")])
def test_the_last_figure_of_a_text_is_whole_if_its_row_adds_up_to_it(last: str, read_as: str) -> None:
    row = "\t".join([*"/" * 10, "/", "1", "/", "/", last])
    text = REPORT.split("{}")[0] + OFFICIAL + row
    (report,) = extract_document(text.encode()).reports
    cells = [cell for cell in report.cells if cell.table == "challenges"][10:]
    shown = ("-" if cell.status is Status.BLANK else "?" if cell.value is None else str(cell.value) for cell in cells)
    assert " ".join(shown) == read_as


@pytest.mark.parametrize(
    ("words", "read_so"),
    [
        ("0 0 8 0 8 0 31 4", IN_TWO),
        ("0 0 9 0 8 0 31 4", ["? ? ? ? ?"] * 3),
    ],
)
def test_a_table_behind_its_section_which_has_some_of_its_words(words: str, read_so: list[str]) -> None:
    """As programs write that give the words of a page and its tables."""
    garbled = f"行政复议 行政诉讼\n结果 结果 其他 尚未 总计 未经复议直接起诉\n维持 纠正 结果 审结\n\n{words}"
    rows = ["\t".join(RESULTS * 3), " ".join(IN_TWO).replace(" ", "\t")]
    text = REPORT.format(garbled).replace(
        "改进情况\n", "改进情况\n" + "\n".join([OFFICIAL.split("\n")[0], *rows]) + "\n", 1
    )
    (report,) = extract_document(text.encode()).reports
    cells = [str(cell.value) if cell.value is not None else "?" for cell in report.cells if cell.table == "challenges"]
    assert [" ".join(cells[at : at + 5]) for at in (0, 5, 10)] == read_so


@pytest.mark.parametrize(
    "row", ["\t".join(["", "", "", "", "0"] * 3), "\t".join(["0", *[""] * 14]), "\t".join(["", "1", "", "", "1"] * 3)]
)
def test_the_table_of_others_behind_does_not_replace_one_with_few_figures(row: str) -> None:
    first = [*RESULTS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4]
    heads = [["行政复议", *[""] * 4, "行政诉讼", *[""] * 9], first, [*[""] * 5, *RESULTS, *RESULTS]]
    own = "\n".join(["\t".join(cells) for cells in heads] + [row])
    others = own.replace(row, "\t".join("012030100100011"))
    text = REPORT.format(own) + f"附：下属单位行政复议、行政诉讼情况\n{others}\n"
    (report,) = extract_document(text.encode()).reports
    values = [cell.value for cell in report.cells if cell.table == "challenges"]
    assert all(value in (None, 0 if "0" in row else 1) for value in values)


@pytest.mark.parametrize("place", range(15))
def test_a_figure_in_brackets_is_no_blank(place: int) -> None:
    row = ["(0)" if at == place else "0" for at in range(15)]
    first = [*RESULTS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4]
    heads = [["行政复议", *[""] * 4, "行政诉讼", *[""] * 9], first, [*[""] * 5, *RESULTS, *RESULTS]]
    assert not any("-" in channel for channel in read("\n".join(map("\t".join, [*heads, row]))))


def test_heads_between_commas_with_empty_places_before_them() -> None:
    """As office programs export a sheet: quoted words, figures bare."""
    heads = ",".join(f'"{name}"' for name in RESULTS)
    table = (
        f'"行政复议",,,,,"行政诉讼",,,,,,,,,\n{heads},"未经复议直接起诉",,,,,"复议后起诉",,,,\n,,,,,{heads},{heads}\n'
        "3,1,1,0,5,1,0,0,0,1,0,0,1,0,1\n,,,,,,,,,,,,,,"
    )
    assert read(table) == ["3 1 1 0 5", "1 0 0 0 1", "0 0 1 0 1"]


@pytest.mark.parametrize(
    ("row", "read_so"),
    [
        ("1,,,,1,,,,,,2,,,1,", ["1 - - - 1", "- - - - -", "2 - - 1 -"]),
        ("4,,1,,5,,,,2,,,,,,", ["4 - 1 - 5", "- - - 2 -", "- - - - -"]),
        ("1,,,,1,,1,,2,,,,,,", None),  # the last figure may be the total, that of another lost
        ("6,/,/,1,7,5,/,/,38,,/,/,2,/,2", None),  # 3 and 8
    ],
)
def test_a_total_left_blank_beside_one_that_is_not(row: str, read_so: list[str] | None) -> None:
    read_here = read(OFFICIAL + row.replace(",", "\t"))
    assert read_here == read_so or (read_so is None and "2 -" not in read_here[1] and "38" not in read_here[1])
