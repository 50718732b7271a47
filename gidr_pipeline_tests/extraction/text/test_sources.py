"""Tables in the markup of wikis, forums, typesetters and data files."""

import random
from collections.abc import Callable

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.text.sources import without_sources
from gidr_pipeline_tests.made import Grid, grids, make_report, print_report


def rows_on_lines(grid: Grid) -> str:
    body = "\n|-\n".join("| " + " || ".join(row) for row in grid)
    return f'{{| class="wikitable"\n|-\n{body}\n|}}'


def cells_on_lines(grid: Grid) -> str:
    head, *rows = grid
    lines = ["{|", *(f'! scope="col" | {cell}' for cell in head)]
    for row in rows:
        lines += ["|-", *(f'| colspan="1" style="text-align:center" | {cell}' for cell in row)]
    return "\n".join([*lines, "|}"])


def forum(grid: Grid) -> str:
    rows = ("[tr]" + "".join(f"[td][size=2]{cell}[/size][/td]" for cell in row) + "[/tr]" for row in grid)
    return "\n".join(["[table=98%]", *rows, "[/table]"])


def latex(grid: Grid) -> str:
    rows = (" & ".join(cell.replace("%", "\\%") for cell in row) + r" \\ \hline" for row in grid)
    return "\n".join([r"\begin{tabular}{|l|l|l|}", r"\hline", *rows, r"\end{tabular}"])


def asciidoc(grid: Grid) -> str:
    rows = ("".join(f"|{cell or ' '} " for cell in row) for row in grid)
    return "\n\n".join(['[cols="1,1",]\n|===', *rows, "|==="])


@pytest.mark.parametrize("layout", [rows_on_lines, cells_on_lines, forum, latex, asciidoc])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_table_in_such_markup_is_read_as_one_with_places(layout: Callable[[Grid], str], edition: str) -> None:
    made = make_report(random.Random(16), edition, 60)
    text = print_report(made, {name: layout(grid) for name, grid in grids(made).items()})
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


def test_cells_in_elements_with_names_of_their_own() -> None:
    made = make_report(random.Random(16), "2021", 60)
    table = made.form.tables["requests"]
    rows = []
    for row in table.rows:
        values = "".join(
            f"<{column.label_zh}>{made.cells['requests', row.code, column.code]}</{column.label_zh}>"
            for column in table.columns
        )
        rows.append(f'<行 名称="{row.label_zh.rpartition("：")[2]}">{values}</行>')
    text = print_report(made, {"proactive": "", "requests": "\n".join(rows), "challenges": ""})
    (report,) = extract_document(text.encode()).reports
    own = {(cell.table, cell.row, cell.column): cell.value for cell in report.cells if cell.table == "requests"}
    assert own == {key: value for key, value in made.cells.items() if key[0] == "requests"}


@pytest.mark.parametrize(
    "title", ["====== {} ======", r"\title{{{}}}", 'title = "{}"', '<年度报告 标题="{}">', "[b]{}[/b]"]
)
def test_a_title_in_such_markup(title: str) -> None:
    made = make_report(random.Random(16), "2021", 60)
    name = f"{made.agency}{made.year}年政府信息公开工作年度报告"
    extra = r"\begin{document}" if "title{" in title else "</节>" if title.startswith("<") else ""
    body = print_report(made, {name: rows_on_lines(grid) for name, grid in grids(made).items()})
    text = "\n".join([title.format(name), extra, *body.split("\n")[1:]])
    (report,) = extract_document(text.encode()).reports
    assert (report.agency, report.report_year) == (made.agency, made.year)


@pytest.mark.parametrize(
    "text", ["a {| b\n| - | 3 |\n! 4\n", "| 规章 | 3 || 4 |\n|-\n", "规章 & 3 \\\\", "[1] == 2", "<a>规章</a>"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert without_sources(text) == text
