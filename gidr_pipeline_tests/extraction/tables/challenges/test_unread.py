"""What stands in the place of a figure of the challenges table: words are read as none, and cost no other cell."""

from collections.abc import Callable, Sequence

import pytest

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.documents import read_converted
from gidr_pipeline.extraction.model import Cell, Document, Status
from gidr_pipeline_tests.extraction.tables.challenges.section import HEADS, OFFICIAL, REPORT, RESULTS, TWO, lines

WORDS = ["约5", "5余", "一件", "共5件", "撤诉1", "3改5", "【5】"]
FIGURES = ["0 0 0 0 0 0 0 0 0 0 0 0 0 0 0", "1 0 0 1 2 0 3 0 0 3 0 0 2 0 2"]
IN_COLUMNS = (
    "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n"
    f"{HEADS}\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n\t\t\t\t\t{HEADS}\t{HEADS}\n"
)
PAGE = (
    "<h1>某县统计局2022年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>"
    "<tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr><tr>"
    + "".join(f"<td rowspan=2>{name}</td>" for name in RESULTS)
    + "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>"
    + "".join(f"<td>{name}</td>" for name in RESULTS) * 2
    + "</tr>{}</table>"
)


def text(table: str) -> Document:
    return extract_document(REPORT.format(table).encode())


def barred(table: str) -> str:
    return "\n".join(f"| {row} |" for row in table.replace("\t", " | ").split("\n"))


def page(rows: Sequence[Sequence[str]]) -> Document:
    filled = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return read_converted(convert_apart(PAGE.format(filled).encode()))


LAYOUTS: dict[str, Callable[[Sequence[str]], Document]] = {
    "bare tabs": lambda row: text(OFFICIAL + "\t".join(row)),
    "bars behind": lambda row: text(OFFICIAL.replace("\t", " | ") + " | ".join(row) + " |"),
    "tabs": lambda row: text(IN_COLUMNS + "\t".join(row)),
    "commas": lambda row: text((IN_COLUMNS + "\t".join(row)).replace("\t", ",")),
    "bars": lambda row: text(barred(IN_COLUMNS + "\t".join(row))),
    "lines": lambda row: text(lines(OFFICIAL + "\t".join(row))),
    "lines apart": lambda row: text(lines(OFFICIAL + "\t".join(row)).replace("\n", "\n\n")),
    "a cell a line, bars behind": lambda row: text(lines(OFFICIAL + "\t".join(row)).replace("\n", " |\n") + " |"),
    "a web page": lambda row: page([row]),
}


def cells_of(document: Document) -> list[Cell]:
    (report,) = document.reports
    return [cell for cell in report.cells if cell.table == "challenges"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("figures", FIGURES, ids=["zeros", "figures"])
@pytest.mark.parametrize("place", [1, 3, 4, 9, 13])
def test_words_are_no_figure_and_no_blank_and_cost_no_other_cell(layout: str, figures: str, place: int) -> None:
    for words in [*WORDS, "审理中"] if place % 5 == 3 else WORDS:  # the name of a result, too: pending
        row = figures.split()
        row[place] = words
        cells = cells_of(LAYOUTS[layout](row))
        assert cells[place].status is Status.ILLEGIBLE
        assert cells[place].span
        assert cells[place].span.end - cells[place].span.start == len(words)
        assert [str(cell.value) for cell in cells] == [*row[:place], "None", *row[place + 1 :]], words


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("place", [0, 14])
def test_words_with_a_number_stand_at_either_end_of_a_row(layout: str, place: int) -> None:
    row = FIGURES[1].split()
    row[place] = "约5"
    assert [str(cell.value) for cell in cells_of(LAYOUTS[layout](row))] == [
        "None" if at == place else value for at, value in enumerate(row)
    ]


@pytest.mark.parametrize("words", ["本年", "2022年", "合计", "- 3 -", "件)"])
def test_words_beside_a_row_that_lost_a_figure_are_no_cell_of_it(words: str) -> None:
    """What is left may have stood in other cells: 1 1 2 is 1 0 0 1 2."""
    row = [*"10120300300202"]
    for layout in ("bare tabs", "bars behind", "lines"):
        cells = cells_of(LAYOUTS[layout]([words, *row]))
        assert {str(cell.value) for cell in cells[1:3]} <= {"0", "None"}


def test_words_in_one_of_two_tables() -> None:
    cells = cells_of(text(TWO.replace("\t31\t", "\t约31\t")))
    assert [str(cell.value) for cell in cells[5:10]] == ["0", "None", "4", "0", "35"]


ROWS: dict[str, Callable[[Sequence[Sequence[str]]], Document]] = {
    "tabs": lambda rows: text(IN_COLUMNS + "\n".join(map("\t".join, rows))),
    "commas": lambda rows: text((IN_COLUMNS + "\n".join(map("\t".join, rows))).replace("\t", ",")),
    "bars": lambda rows: text(barred(IN_COLUMNS + "\n".join(map("\t".join, rows)))),
    "lines": lambda rows: text(lines(OFFICIAL + "\t".join(map("\t".join, rows)))),
    "a web page": page,
}


@pytest.mark.parametrize("layout", ROWS)
def test_of_two_rows_what_both_say_is_read(layout: str) -> None:
    rows = [FIGURES[1].split(), FIGURES[0].split()]
    both = [one if one == other else "None" for one, other in zip(*rows, strict=True)]
    assert [str(cell.value) for cell in cells_of(ROWS[layout](rows))] == both
    assert [str(cell.value) for cell in cells_of(ROWS[layout]([rows[0], rows[0]]))] == rows[0]


@pytest.mark.parametrize("layout", ROWS)
def test_of_three_rows_none_is_read(layout: str) -> None:
    rows = [FIGURES[0].split(), FIGURES[1].split(), FIGURES[0].split()]
    assert {str(cell.value) for cell in cells_of(ROWS[layout](rows))} == {"None"}
