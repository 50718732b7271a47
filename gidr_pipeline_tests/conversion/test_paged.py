"""What goes on from one page to the next."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gidr_pipeline.conversion.lattice import Lattice
from gidr_pipeline.conversion.paged import Part, Table, Text, write
from gidr_pipeline.conversion.placed import Placed
from gidr_pipeline.conversion.writer import Writer


def table(*words: str) -> Table:
    """A table of one row in columns of the same width."""
    xs = [10.0 * at for at in range(len(words) + 1)]
    return Table(
        Lattice(xs, [0.0, 10.0], [], open_above=False, open_below=False),
        [Placed([each], 0, at) for at, each in enumerate(words)],
        1,
    )


def tables_of(*between: str) -> int:
    pages: list[list[Part]] = [[table("规章", "1"), *(Text(each, 20.0) for each in between)], [table("许可", "2")]]
    writer = Writer()
    write(pages, writer)
    return len({row.table for row in writer.converted("pdf").rows})


@pytest.mark.parametrize("between", ["- 3 -", "某局2023年政府信息公开工作年度报告", "注：1.按办结口径统计。", "3"])
def test_a_table_goes_on_below_the_edge_of_a_page(between: str) -> None:
    assert tables_of(between) == 1


@pytest.mark.parametrize("heading", ["（二）上年度情况，供对照", "  四、行政复议、行政诉讼情况"])
def test_a_table_below_a_heading_is_another(heading: str) -> None:
    assert tables_of(heading) == tables_of("- 3 -", heading) == 2


def test_figures_of_another_year_below_a_label_are_not_those_of_the_row_on_the_next_page() -> None:
    above = replace(table("予以公开", "5", "7"), rows=2)
    above.cells[0] = above.cells[0]._replace(rows=2)
    above.cells += [Placed(["3"], 1, 1), Placed(["4"], 1, 2)]
    writer = Writer()
    write([[above], [table("部分公开", "", "")]], writer)
    assert writer.converted("pdf").text == "予以公开\t5\t7\n\t3\t4\n部分公开\n"


def rows_of(*halves: Sequence[str], rest: Sequence[str] = ("许可", "2", "3")) -> list[str]:
    """The rows of a table whose page ends with the first of two rows."""
    above, below = (table(*half) for half in halves)
    below.cells += [Placed([each], 1, at) for at, each in enumerate(rest)]
    writer = Writer()
    write([[above], [replace(below, rows=2)]], writer)
    return writer.converted("pdf").text.splitlines()


@pytest.mark.parametrize(
    ("above", "below", "rows"),
    [
        (("", "205", "7"), ("行政处罚", "", ""), ["行政处罚\t205\t7"]),
        (("", "", ""), ("行政处罚", "205", "7"), ["行政处罚\t205\t7"]),
        (("行政处罚", "205", "7"), ("", "", ""), ["行政处罚\t205\t7"]),
        (("", "205", ""), ("行政处罚", "", "7"), ["\t205", "行政处罚\t\t7"]),
        (("1", "205", "7"), ("行政处罚", "", ""), ["1\t205\t7", "行政处罚"]),
        (("", "制发", "现行"), ("规章", "", ""), ["\t制发\t现行", "规章"]),
        (("规章", "", ""), ("办法", "", ""), ["规章", "办法"]),
    ],
)
def test_a_row_whose_figures_and_label_stand_on_two_pages_is_one(
    above: Sequence[str], below: Sequence[str], rows: list[str]
) -> None:
    assert rows_of(above, below) == [*rows, "许可\t2\t3"]
