"""One report of a document, read: title, sections, tables and claims, each by the module that knows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from gidr_pipeline.extraction.edition import Place, read_edition
from gidr_pipeline.extraction.model import Cell, Cells, Claim, Rejection, Report, Span
from gidr_pipeline.extraction.narrative.claims import read_claims
from gidr_pipeline.extraction.narrative.parts import joined, prose_lines
from gidr_pipeline.extraction.recognise import (
    NO_REPORT,
    OLDER_FORM,
    is_of_older_form,
    is_of_part_of_a_year,
    is_report,
)
from gidr_pipeline.extraction.segment import Heading, Outline, outline_of
from gidr_pipeline.extraction.tables.challenges.reader import read_challenges
from gidr_pipeline.extraction.tables.copies import read_copies
from gidr_pipeline.extraction.tables.cut_off import read_cut_off
from gidr_pipeline.extraction.tables.given import read_given, with_rest
from gidr_pipeline.extraction.tables.halves import with_halves_joined
from gidr_pipeline.extraction.tables.labels import Found, words_of
from gidr_pipeline.extraction.tables.plain import PlainReading
from gidr_pipeline.extraction.tables.proactive.blocks import cells_of_others
from gidr_pipeline.extraction.tables.proactive.reader import read_proactive
from gidr_pipeline.extraction.tables.regions import TableText, find_regions, leave_zeros_blank, table_text
from gidr_pipeline.extraction.tables.requests.headers import in_names_of_form
from gidr_pipeline.extraction.tables.requests.reader import read_requests
from gidr_pipeline.extraction.tables.wrapped_labels import with_labels_in_rows
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.title import Title, read_title
from gidr_pipeline.forms import TABLES, Table, TableName, every_label, form_of, load_forms

PROSE_NOT_READ = "a fault in reading the prose cost its claims"
"""How the note of such a report begins; the view `flagged_report` looks for it."""


def read_report(
    text: str,
    printed: str,
    lines: Sequence[Line],
    headings: Sequence[Heading],
    ordinal: int,
    plain: PlainReading,
    titles: Sequence[str] = (),
) -> Report | Rejection:
    """The report in these lines of the normalised text, `printed` before that; a Rejection where they hold none.

    `plain` are the tables of the text that need no more looking at, `titles` what the file is called outside its text.
    """
    outline = outline_of(lines, headings)
    span = Span(lines[0].span.start, lines[-1].span.end)
    title = read_title(text, printed, span, outline.sections, titles)
    if not plain.is_whole and is_of_older_form(title, text[slice(*span)]):
        return OLDER_FORM
    body = text[outline.sections[0].span.start if outline.sections else span.start : span.end]
    if is_of_part_of_a_year(title, text[slice(*span)], body, is_on_the_form=plain.is_whole):
        return NO_REPORT
    tables = _plain_tables(plain) if plain.is_whole else _read_tables(text, lines, outline, plain, title)
    if tables is None:
        return NO_REPORT
    prose = joined(prose_lines(text, lines, tables.spans))
    # The prose is read in plain characters, and so must be the name by which it calls the body.
    agency = normalise(title.agency) if title.agency else None
    notes = (*tables.notes, *title.notes)
    try:
        claims = _claims(text, prose, title.year, agency, tables.edition)
    except Exception as fault:  # Prose may say anything, and must not cost a report its tables.
        claims, notes = (), (*notes, f"{PROSE_NOT_READ}: {type(fault).__name__}: {fault}")
    told = (title.text, title.agency, title.year, tables.edition)
    return Report(ordinal, *told, outline.sections, tables.cells, claims, notes)


def _claims(
    text: str, prose: Sequence[Span], year: int | None, agency: str | None, edition: str | None
) -> tuple[Claim, ...]:
    """The claims of the prose under the form of the tables. Where no table tells the edition, since the text stops
    before them or they were pictures, under the form whose words the prose uses: the one by which it claims more, of
    two alike the one that reports of its year use (国办公开办函〔2021〕30号 is for those on 2021 and later)."""
    if edition:
        return read_claims(text, prose, year, agency, form_of(edition))
    later_first = load_forms()[::-1]
    forms = sorted(later_first, key=lambda form: year is not None and int(form.edition) > year)
    return max((read_claims(text, prose, year, agency, form) for form in forms), key=len)


@dataclass(frozen=True, slots=True)
class _Tables:
    """What is read of the three tables: their cells in the form's order, and the characters that they take."""

    edition: str | None
    cells: Cells
    spans: Sequence[Span]
    notes: tuple[str, ...] = ()


def _plain_tables(plain: PlainReading) -> _Tables:
    cells = Cells.joined([plain.tables[name].cells for name in TABLES])
    return _Tables(plain.edition, cells, [table.span for table in plain.tables.values()])


def _read_tables(
    text: str, lines: Sequence[Line], outline: Outline, plain: PlainReading, title: Title
) -> _Tables | None:
    """The tables in these lines, each by its own reader unless it is plain; None where this is no report."""
    for table in {len(each.columns): each for form in load_forms() if (each := form.tables["requests"])}.values():
        lines = with_halves_joined(table, lines)
    lines = with_labels_in_rows([form.tables["requests"] for form in reversed(load_forms())], lines)
    regions = find_regions(lines, outline.sections)
    found = {name: labels for name, (_, labels) in regions.items()}
    own, words = text[lines[0].span.start : lines[-1].span.end], words_of(lines).text
    head, is_filled_in = [text[slice(*line.span)] for line in outline.head], any(line.values for line in lines)
    if not is_report(title, outline.sections, found, words, own, head, is_filled_in=is_filled_in):
        return None
    rows = [every_label("requests", "rows")[each.row].code for each in found["requests"]]
    edition = read_edition(words, _labels(regions), rows) or plain.edition
    form = form_of(edition)
    blank = leave_zeros_blank(region for region, _ in regions.values())
    texts = {name: table_text(form.tables[name], *regions[name], leaves_zeros_blank=blank) for name in TABLES}
    texts["requests"] = in_names_of_form(texts["requests"])
    known = {name: table for name, table in plain.tables.items() if _is_of(form.tables[name], table.cells)}
    read = partial(_cells_of, lines, edition)
    cells = [
        cell
        for name in TABLES
        for cell in (known[name].cells if name in known else read_copies(texts[name], read, title.year))
    ]
    return _Tables(edition, Cells.of(cells), [each.span for each in texts.values()], tuple(_notes(texts)))


def _labels(regions: Mapping[TableName, tuple[Sequence[Line], Sequence[Found]]]) -> dict[Place, str]:
    """What stands in each table where its rows and its columns are named, without white space."""
    labels: dict[Place, str] = {}
    for name, (lines, found) in regions.items():
        known = [each for each in found if each.has_figures or each.whole]
        rows = {at for each in known for at in range(each.first_line, each.last_line + 1)}
        labels[name, "rows"] = words_of([line for line in lines if line.number in rows]).text
        labels[name, "columns"] = words_of(lines).text
    return labels


def _is_of(table: Table, cells: Cells) -> bool:
    """Whether these are the cells of a form's table."""
    return [*zip(cells.rows, cells.columns, strict=True)] == [*table.cells()]


def _cells_of(lines: Sequence[Line], edition: str | None, text: TableText) -> Sequence[Cell]:
    """All cells of a table: what the file tells, the rest by its own reader, all but the row in which the text ends."""
    read = _reader(text.table.name, edition)
    return with_rest(read_given(text, edition), partial(read_cut_off, text, lines, read))


def _reader(name: TableName, edition: str | None) -> Callable[[TableText], Sequence[Cell]]:
    match name:
        case "proactive":
            return read_proactive
        case "requests":
            return partial(read_requests, edition=edition)
        case "challenges":
            return read_challenges


def _notes(texts: dict[TableName, TableText]) -> list[str]:
    """What a reader of the report should know: figures of rows that its form has not, and tables that stand twice."""
    foreign = [
        text.every[each.row].code
        for text in texts.values()
        for each in text.found
        if text.every[each.row].code not in text.own and each.has_figures
    ]
    foreign += dict.fromkeys(cells_of_others(texts["proactive"]))
    notes = [f"not loaded, since only another edition has them: {', '.join(foreign)}"] if foreign else []
    return notes + [f"table {name} stands in the text twice" for name, text in texts.items() if text.twice]
