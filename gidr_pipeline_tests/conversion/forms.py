"""Made reports as files of each format, in the shapes that offices give their tables.

What belongs here: what stands where in a file. What does not: the files' own make (`written`), or what a report says
(`made`, `extractors`).
"""

import html
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gidr_pipeline.forms import TABLES
from gidr_pipeline_tests.conversion.altered import ALTERED, DOUBTFUL
from gidr_pipeline_tests.conversion.pages import Sheet
from gidr_pipeline_tests.conversion.written import cell, docx, paragraph, workbook
from gidr_pipeline_tests.extractors.documents import HEADINGS
from gidr_pipeline_tests.extractors.printed_form import (
    HEADER_ROWS,
    FormCell,
    FormTable,
    cut,
    form_table,
    places,
    width,
)
from gidr_pipeline_tests.extractors.prose import write_prose
from gidr_pipeline_tests.made import Made, make_report

_WIDE = 60
Block = str | FormTable


def with_habit(made: Made, habit: str, rng: random.Random) -> Made:
    """The report as a body fills it in that has its own way with zeros, blanks and sums."""

    def figure(key: tuple[str, str, str], value: object) -> object:
        match habit:
            case "zeros left blank":
                return value or None
            case "some left blank":
                return None if rng.random() < 0.3 else value
            case "totals only":
                return value if key[0] != "requests" or key[2] == "total" else None
            case "misprints":
                return rng.randint(0, 300) if rng.random() < 0.1 else value
            case "blank":
                return None
            case "nothing adds up":
                return rng.choice([None, 0, rng.randint(1, 9999)])
        return value

    return replace(made, cells={key: figure(key, value) for key, value in made.cells.items()})  # type: ignore[misc]


HABITS = ("as it is", "zeros left blank", "some left blank", "totals only", "misprints", "blank", "nothing adds up")


def blocks(made: Made, rng: random.Random, shape: str) -> list[Block]:
    """The title, the headings, the prose and the tables of a report, these in one of the SHAPES or ALTERED."""
    prose = write_prose(made, rng)
    made_of: list[Block] = [prose.title]
    whole: FormTable = []
    for section, heading in HEADINGS.items():
        if section not in TABLES:
            made_of += [heading, *getattr(prose, section)]
        elif shape == "three tables as one":
            whole += [[FormCell(heading, columns=_WIDE)], *_scaled(form_table(made, section))]
        else:
            made_of += [heading, *_shaped(form_table(made, section), section, shape, rng)]
    if whole:
        made_of.insert(made_of.index(HEADINGS["problems"]), whole)
    return made_of


def _scaled(table: FormTable) -> FormTable:
    """A table in as many columns as three of them have together."""
    step = _WIDE // width(table)
    return [[replace(each, columns=each.columns * step) for each in row] for row in table]


def _shaped(table: FormTable, section: str, shape: str, rng: random.Random) -> Iterator[FormTable]:
    head = HEADER_ROWS[section]
    altered, alter = {**ALTERED, **DOUBTFUL}.get(shape, (None, None))
    if alter and altered == section:
        table = alter(table, rng)
    if shape.startswith("cut in two") and section == "requests":
        above, below = cut(table, rng.randint(head + 4, len(table) - 4), head)
        yield above
        yield below if shape.endswith("heads") else below[head:]
    elif shape == "the second part narrower" and section == "requests":
        yield [
            [replace(each, rows=min(each.rows, len(table) - 2 - at)) for each in row]
            for at, row in enumerate(table[:-2])
        ]
        yield [[replace(each, columns=1) for each in row] for row in table[-2:]]
    elif shape == "borders that do not meet":
        yield [list(_jagged(row, number >= head, rng)) for number, row in enumerate(table)]
    elif shape == "a last row for nothing":
        yield [*table, [FormCell("") for _ in range(width(table))]]
    elif shape == "remarks beside":
        yield [
            [*row, FormCell("备注", rows=head)] if at == 0 else [*row, *_beside(at, head)]
            for at, row in enumerate(table)
        ]
    else:
        yield table


def _jagged(row: Sequence[FormCell], has_figures: bool, rng: random.Random) -> Iterator[FormCell]:
    """A row whose figures stand a little to the left or right of others: in thrice as many columns, the borders between
    some moved by one."""
    moved = 0
    for at, each in enumerate(row):
        may_move = has_figures and each.figure and at + 1 < len(row)
        step = rng.choice([-1, 0, 1]) if may_move else 0
        yield replace(each, columns=3 * each.columns + step - moved)
        moved = step


def _beside(at: int, head: int) -> list[FormCell]:
    return [] if at < head else [FormCell("含电话申请" if at == head else "")]


SHAPES = (
    "as it is",
    "three tables as one",
    "cut in two with heads",
    "cut in two",
    "the second part narrower",
    "a last row for nothing",
    "remarks beside",
    "borders that do not meet",
)


def page(parts: Sequence[Block], rng: random.Random) -> bytes:
    """A web page."""
    inside = [_html_cell_plain, _html_cell_nested, _html_cell_spans, _html_cell_breaks][rng.randrange(4)]

    def written(part: Block) -> str:
        if isinstance(part, str):
            return f"<p>{html.escape(part)}</p>"
        rows = ("".join(_tag(each, inside(each, rng)) for each in row) for row in part)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    return f"<html><body>{''.join(map(written, parts))}</body></html>".encode()


def _tag(each: FormCell, inside: str) -> str:
    rows = f" rowspan='{each.rows}'" if each.rows > 1 else ""
    columns = f" colspan={each.columns}" if each.columns > 1 else ""
    return f"<td{rows}{columns}>{inside}</td>"


def _html_cell_plain(each: FormCell, rng: random.Random) -> str:
    return html.escape(each.text) or rng.choice(["", "&nbsp;", "<p>　</p>"])


def _html_cell_nested(each: FormCell, _: random.Random) -> str:
    inside = html.escape(each.text)
    return f"<table><tbody><tr><td>{inside}</td></tr></tbody></table>" if each.figure else f"<p>{inside}</p>"


def _html_cell_spans(each: FormCell, rng: random.Random) -> str:
    at = rng.randint(0, len(each.text))
    return f"<p><span>{html.escape(each.text[:at])}</span><span>{html.escape(each.text[at:])}</span><o:p></o:p></p>"


def _html_cell_breaks(each: FormCell, rng: random.Random) -> str:
    at = rng.randint(0, len(each.text))
    return html.escape(each.text) if each.figure else f"{html.escape(each.text[:at])}<br>{html.escape(each.text[at:])}"


def word(parts: Sequence[Block], rng: random.Random) -> bytes:
    """A Word file."""
    return docx(
        "".join(paragraph(html.escape(p)) if isinstance(p, str) else _word_table(p) for p in parts),
        strict=rng.random() < 0.3,
    )


def _word_table(table: FormTable) -> str:
    rows: list[dict[int, str]] = [{} for _ in table]
    for row, column, each in places(table):
        span = f'<w:gridSpan w:val="{each.columns}"/>' if each.columns > 1 else ""
        for down in range(min(each.rows, len(table) - row)):
            merge = (
                "" if each.rows == 1 else f"<w:vMerge{' w:val=' + chr(34) + 'restart' + chr(34) if not down else ''}/>"
            )
            rows[row + down][column] = cell(html.escape(each.text) if not down else "", span + merge)
    inside = ("".join(row[column] for column in sorted(row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in inside)}</w:tbl>"


def sheet(parts: Sequence[Block], rng: random.Random) -> bytes:
    """A workbook of one sheet, or of merged cells that some programs forget."""
    forgets = rng.random() < 0.3
    rows: list[dict[int, str]] = []
    merged: list[str] = []
    for part in parts:
        first = len(rows)
        table = [[FormCell(part)]] if isinstance(part, str) else part
        rows += [{} for _ in table]
        for row, column, each in places(table):
            rows[first + row][column] = each.text
            if each.rows > 1 or each.columns > 1:
                last = _reference(first + row + each.rows - 1, column + each.columns - 1)
                merged.append(f'<mergeCell ref="{_reference(first + row, column)}:{last}"/>')
    written = (
        f'<row r="{at + 1}">{"".join(_sheet_cell(at, column, row[column]) for column in sorted(row))}</row>'
        for at, row in enumerate(rows)
    )
    return workbook("".join(written), "" if forgets else f"<mergeCells>{''.join(merged)}</mergeCells>")


def _reference(row: int, column: int) -> str:
    letters = chr(ord("A") + column) if column < 26 else chr(ord("A") + column // 26 - 1) + chr(ord("A") + column % 26)
    return f"{letters}{row + 1}"


def _sheet_cell(row: int, column: int, words: str) -> str:
    if not words:
        return ""
    if words.lstrip("-").isdecimal():
        return f'<c r="{_reference(row, column)}"><v>{words}</v></c>'
    return f'<c r="{_reference(row, column)}" t="inlineStr"><is><t>{html.escape(words)}</t></is></c>'


def printed(parts: Sequence[Block], rng: random.Random, *, ruled: bool = True) -> bytes:
    """A PDF file, its tables ruled in one of several ways, over as many pages as it takes."""
    made = Sheet(rng.choice(["lines", "boxes", "filled"]) if ruled else "", rng)
    for part in parts:
        if isinstance(part, str):
            made.prose(part)
        else:
            made.table(part)
    return made.file()


def unruled(parts: Sequence[Block], rng: random.Random) -> bytes:
    """A PDF file whose tables have no lines."""
    return printed(parts, rng, ruled=False)


FORMATS: Mapping[str, Callable[[Sequence[Block], random.Random], bytes]] = {
    "page": page,
    "word": word,
    "workbook": sheet,
    "pdf": printed,
    "pdf without rules": unruled,
}


@dataclass(frozen=True)
class Case:
    """A report in a file."""

    name: str
    made: Made
    data: bytes


def case(name: str, format_name: str, shape: str, habit: str, size: int | None = None) -> Case:
    """The same file for the same name."""
    rng = random.Random(f"{name} {format_name} {shape} {habit}")
    made = with_habit(make_report(rng, size=size), habit, rng)
    return Case(f"{format_name}, {shape}, {habit}", made, FORMATS[format_name](blocks(made, rng, shape), rng))
