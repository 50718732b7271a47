"""Texts that separate their cells with signs of their own, and those in which such a sign separates nothing."""

import random
import re
from collections.abc import Callable, Sequence

import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Status
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.text.signs import with_single_tabs, with_tabs, without_bullets, without_leaders
from gidr_pipeline_tests.cases import Case
from gidr_pipeline_tests.layouts import LAYOUTS, text_of
from gidr_pipeline_tests.made import Grid, Made, grids, is_figure, make_report, print_report, printed


def filled(row: Sequence[str]) -> list[str]:
    """A row without the empty places of merged cells."""
    return [cell for cell in row if cell]


def slashes(grid: Grid) -> str:
    return "\n".join(
        f"{' '.join(cell for cell in filled(row) if not is_figure(cell))}：{' / '.join(filter(is_figure, row))}".rstrip(
            "："
        )
        for row in grid
    )


def joined(sign: str, before: str = "", behind: str = "") -> Callable[[Grid], str]:
    return lambda grid: "\n".join(before + sign.join(filled(row)) + behind for row in grid)


def in_places(sign: str, before: str = "", behind: str = "") -> Callable[[Grid], str]:
    return lambda grid: "\n".join(before + sign.join(row) + behind for row in grid)


def leaders(grid: Grid) -> str:
    return "\n".join(" … ".join(filled(row)).replace(" … ", "…………", 1) for row in grid)


def items(grid: Grid) -> str:
    return "\n".join(f"   * - {row[0]}\n" + "\n".join(f"     - {cell}".rstrip() for cell in row[1:]) for row in grid)


def listed(grid: Grid) -> str:
    """Figures behind a colon with the sign of lists between them, which also stands behind the numbers of labels."""
    return slashes(grid).replace(" / ", "、")


def led(grid: Grid) -> str:
    """The same with points between label and figures."""
    return re.sub(r"(?<=\S)：(?=\d)", "……", listed(grid))


STYLES = {
    "slashes": slashes,
    "leaders to figures with the sign of lists between them": led,
    "signs of lists": listed,
    "full-width commas": in_places("，"),
    "brackets": in_places("】【", "【", "】"),
    "ampersands": in_places(" & ", behind=r" \\"),
    "lists of a programming language": in_places("', '", "['", "'],"),
    "leaders": leaders,
    "tildes": joined(" ~ "),
    "items of a list": items,
}


def text_in(made: Made, style: str) -> str:
    return print_report(made, {name: STYLES[style](grid) for name, grid in grids(made).items()})


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("style", STYLES)
def test_cells_between_signs_are_read_where_they_stand(style: str, edition: str) -> None:
    made = make_report(random.Random(12), edition, 60)
    text = text_in(made, style)
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells
    assert all(text[slice(*cell.span)] == printed(cell.value, cell.column) for cell in report.cells if cell.span)


@pytest.mark.parametrize("mark", ["•\t", "• ", "o\t", "■ "])
@pytest.mark.parametrize("layout", ["tabs", "spaces"])
def test_what_word_processors_put_before_lines_is_none_of_the_table(layout: str, mark: str) -> None:
    made = make_report(random.Random(12), "2021", 60)
    text = "\n".join(f"{mark}{line}" if line.strip() else line for line in text_of(made, layout).split("\n"))
    (report,) = extract_document(text.encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("line", ["____", "__"])
def test_figures_on_lines_to_be_filled_in(line: str) -> None:
    made = make_report(random.Random(12), "2021", 60)
    figure = re.compile(r"(?<!\S)[-+]?[\d.]+(?!\S)")
    tables = {name: figure.sub(rf"{line}\g<0>{line}", joined(" ")(grid)) for name, grid in grids(made).items()}
    (report,) = extract_document(print_report(made, tables).encode()).reports
    assert {(cell.table, cell.row, cell.column): cell.value for cell in report.cells} == made.cells


@pytest.mark.parametrize("habit", [(), ("zeros left blank",)])
def test_tabs_that_stand_in_pairs_are_one_each(habit: tuple[str, ...]) -> None:
    case = Case(3, "tabs", size=60, damages=habit)
    (report,) = extract_document(case.text.replace("\t", "\t\t").encode()).reports
    for cell in report.cells:
        key = cell.table, cell.row, cell.column
        assert cell.value == (None if key in case.blanks else case.made.cells[key])


def test_runs_of_tabs_that_happen_to_be_even_stay() -> None:
    text = "项目\t\t自然人\t\t\t\t\t\t总计\n" + "一、本年新收\t\t5\t\t\t\t\t\t5\n" * 9
    assert with_single_tabs(text) == text


def test_points_that_lead_to_the_pages_of_contents_stay() -> None:
    text = "\n".join(f"{heading}……{at}" for at, heading in enumerate(["一、总体情况", "二、主动公开政府信息情况"] * 5))
    assert without_leaders(text) == text


@pytest.mark.parametrize("style", ["full-width commas", "brackets", "lists of a programming language"])
def test_an_empty_place_between_signs_is_blank(style: str) -> None:
    made = make_report(random.Random(12), "2021", 60)
    blank = {key: None if value == 0 and key[0] == "requests" else value for key, value in made.cells.items()}
    text = text_in(Made(made.edition, made.agency, made.year, blank), style)
    (report,) = extract_document(text.encode()).reports
    cells = {cell[:3]: cell for cell in report.cells}
    assert {key: cells[key].value for key in blank} == blank
    assert {cells[key].status for key, value in blank.items() if value is None} == {Status.BLANK}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("habit", [None, "zeros as slashes", "zeros as dashes", "zeros left blank"])
def test_what_separates_otherwise_stays_as_it_is(layout: str, habit: str | None) -> None:
    text = normalise(Case(13, layout, size=60, damages=(habit,) if habit else ()).text)
    assert with_tabs(without_bullets(text)) == text


@pytest.mark.parametrize(
    "line",
    [
        "2023/1/5 2023/2/7 2023/3/9 2023/4/6 2023/5/8",
        "网址：https://www.example.gov.cn/2023/1/15/16/17",
        "全年受理3件，办结2件，结转1件，去年4件，前年5件，再前年6件",
        "第1页 共12页 1/12 2/12 3/12 4/12",
        "占比5%、6%、7%、8%",
        "电话：0512-6650-1234-5678",
    ],
)
def test_figures_of_dates_pages_and_sentences_are_no_rows(line: str) -> None:
    text = f"{line}\n" * 9
    assert with_tabs(text) == text
