"""One report of a document, read: title, sections, tables and claims, each by the module that knows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, takewhile

from gidr_pipeline.extraction.edition import read_edition
from gidr_pipeline.extraction.model import Cell, Cells, Report
from gidr_pipeline.extraction.narrative.claims import read_claims
from gidr_pipeline.extraction.narrative.parts import joined, prose_lines
from gidr_pipeline.extraction.segment import Heading, Outline, outline_of
from gidr_pipeline.extraction.shapes import Recalled, fit, learn
from gidr_pipeline.extraction.tables.align import pattern_of_any, words_of
from gidr_pipeline.extraction.tables.aligned import in_columns
from gidr_pipeline.extraction.tables.beside import without_last
from gidr_pipeline.extraction.tables.challenges import read_challenges
from gidr_pipeline.extraction.tables.columns import (
    are_in_order,
    has_one_more,
    named_starts,
    names_subtotal,
    totals_stand_first,
    without_subtotal,
)
from gidr_pipeline.extraction.tables.doubts import have_slipped, with_doubts
from gidr_pipeline.extraction.tables.order import order_of_rows
from gidr_pipeline.extraction.tables.pages import without_page_numbers
from gidr_pipeline.extraction.tables.proactive import read_proactive
from gidr_pipeline.extraction.tables.proven import Stream, stream_of, with_proven
from gidr_pipeline.extraction.tables.regions import TableText, all_rows, find_regions, table_text
from gidr_pipeline.extraction.tables.rows import RowText, doubted, is_scrambled, read_rows, unscrambled
from gidr_pipeline.extraction.tables.streams import Apart, read_summed_apart, runs_of
from gidr_pipeline.extraction.tables.style import FillStyle
from gidr_pipeline.extraction.tables.summed import read_summed
from gidr_pipeline.extraction.tables.sums import Sums, sums_of
from gidr_pipeline.extraction.tables.twice import has_label_twice, without_rivals
from gidr_pipeline.extraction.tables.view import View
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.title import Title, as_printed, read_title
from gidr_pipeline.forms import TABLES, TableName, form_of

FEWEST_LABELS = 5
_MANY_LABELS = 0.7


def read_report(
    text: str, printed: str, lines: Sequence[Line], headings: Sequence[Heading], ordinal: int
) -> Report | None:
    """The report in these lines of the normalised text, `printed` before that; None where they hold none."""
    outline = outline_of(lines, headings)
    regions = find_regions(lines, outline.sections)
    found = {name: labels for name, (_, labels) in regions.items()}
    if len(found["requests"]) < FEWEST_LABELS and len(outline.sections) < 3 and len(found["proactive"]) < 3:
        return None
    rows = all_rows("requests")
    edition = read_edition(words_of(lines).text, [rows[each.row].code for each in found["requests"]])
    form = form_of(edition)
    texts = {name: table_text(form.tables[name], *regions[name]) for name in TABLES}
    stream = partial(stream_of, lines, texts["requests"], texts["challenges"])
    view = View(printed, {line.number: line.span.start for line in lines})
    requests = _read_requests(texts["requests"], sums_of(form, "requests"), view, stream)
    proactive = _TableRead(texts["proactive"], read_proactive(texts["proactive"]))
    challenges = _TableRead(texts["challenges"], read_challenges(texts["challenges"]))
    tables = (proactive, requests, challenges)
    foreign = [code for table in tables for code in table.foreign]
    notes = [f"not loaded, since only another edition has them: {', '.join(foreign)}"] if foreign else []
    notes += [f"table {name} stands in the text twice; neither is read" for name in TABLES if texts[name].twice]
    cells = Cells.of(cell for table in tables for cell in table.cells)
    title = _title_of(text, printed, lines, outline)
    prose = joined(prose_lines(text, lines, [each.span for each in texts.values()]))
    claims = read_claims(text, prose, title.year, title.agency, form)
    told = (title.text, title.agency, title.year, edition)
    report = Report(ordinal, *told, outline.sections, cells, claims, tuple(notes))
    learn(text, report, texts, headings)
    return report


def read_recalled(
    text: str, printed: str, lines: Sequence[Line], headings: Sequence[Heading], tables: Mapping[TableName, Recalled]
) -> Report | None:
    """The only report of a text, whose tables are recalled; None where more than these tables speaks of them."""
    outline = outline_of(lines, headings)
    edition = read_edition(words_of(lines).text, tables["requests"].labels)
    if {table.edition for table in tables.values()} != {edition} or not fit(tables, lines, headings, outline):
        return None
    cells = Cells.joined([tables[name].cells for name in TABLES])
    title = _title_of(text, printed, lines, outline)
    prose = joined(sorted(chain(prose_lines(text, lines), *(table.prose for table in tables.values()))))
    claims = read_claims(text, prose, title.year, title.agency, form_of(edition))
    return Report(1, title.text, title.agency, title.year, edition, outline.sections, cells, claims)


def _title_of(text: str, printed: str, lines: Sequence[Line], outline: Outline) -> Title:
    places = [slice(line.span.start, line.span.end) for line in outline.head]
    head = [as_printed(text[at], printed[at]) for at in places]
    return read_title(head, text[lines[0].span.start : lines[-1].span.end])


@dataclass(frozen=True)
class _TableRead:
    text: TableText
    cells: list[Cell]
    foreign: tuple[str, ...] = ()
    """Rows with figures that another edition has and this one has not."""
    scrambled: bool = False
    """Whether its figures stand apart from their labels."""
    by_row: bool = False
    """Whether such figures stand row by row."""
    left: list[Token] | None = None
    """The figures below its own, where only sums tell them apart."""
    leaves_zeros_blank: bool = False


def _read_requests(text: TableText, sums: Sums, view: View, stream: Callable[[], Stream]) -> _TableRead:
    table, found, along = text.table, text.found, sums.along[0]
    if not found:
        return _TableRead(text, read_summed(table, sums, {}))
    labels, header, width = pattern_of_any(text.every), text.header, len(table.columns)
    # Only sums can tell figures of a row that lost its label from figures that came there in another way.
    may_lack = {i for i, row in enumerate(text.every) if row.code in text.own}
    named = named_starts(table, header)
    rows = read_rows(found, text.lines, [width] * len(text.every), labels, named, may_lack=may_lack, along=sums.along)
    if has_one_more(rows, width) or names_subtotal(header):
        wider = read_rows(found, text.lines, [width + 1] * len(text.every), labels, may_lack=may_lack)
        rest = without_subtotal(wider, along, table, header) or without_last(rows, width, along, header)
        rows = rest or doubted(rows)
    slipped = have_slipped(_by_code(text, rows), text.own, sums.down) or _may_have_slipped(text, width)
    slipped = slipped or totals_stand_first(rows, along)
    in_doubt = text.twice or slipped or not are_in_order(table, header, rows, along) or _stand_above(rows, text, width)
    if in_doubt:
        rows = doubted(rows)
    scrambled, apart = is_scrambled(rows, found, text.region), Apart({})
    rows = unscrambled(rows, found) if scrambled else without_rivals(rows, text.every, found, text.region)
    read = _by_code(text, rows)
    if scrambled and (order := order_of_rows(text)):
        label_lines = [each.first_line for each in found if text.every[each.row].code in text.own]
        apart = read_summed_apart(runs_of(text.region), order, table.columns, sums.along, sums.down, label_lines)
        read |= apart.rows
    own, foreign = _by_edition(text, read)
    own = without_page_numbers(own, sums.along, sums.down)
    if (standing := in_columns(own, text, view, sums)) != own:
        own, scrambled = standing, False
    left = None
    lacks_places = any(own.get(code, RowText()).placed is None for code in text.own)
    in_doubt = in_doubt or has_label_twice(text.every, found, text.region)
    if lacks_places and (scrambled or not in_doubt) and not apart.ambiguous:
        own, left = with_proven(own, text, stream(), sums)
    own = with_doubts(own, text.region, dict.fromkeys(own, width), sums.along)
    style = FillStyle.of([row.placed for row in own.values() if row.placed], sums.along)
    cells = read_summed(table, sums, own)
    return _TableRead(text, cells, foreign, scrambled, apart.by_row, left, style.leaves_zeros_blank)


def _may_have_slipped(text: TableText, width: int) -> bool:
    """Whether so many labels are lost between others, and figures besides, that those left tell little of whose figures
    stand by them."""
    codes = list(text.own)
    labelled = {codes.index(code) for each in text.found if (code := text.every[each.row].code) in text.own}
    between = max(labelled) - min(labelled) + 1 if labelled else 0
    figures = sum(len(line.values) for line in text.lines)
    return len(labelled) <= _MANY_LABELS * between and figures < width * between


def _stand_above(rows: Mapping[int, RowText], text: TableText, width: int) -> bool:
    """Whether so many figures stand above the first label, and none with the last: each row's may stand above it."""
    above = takewhile(lambda line: not line.words, reversed(text.header))
    figures = sum(len(line.values) for line in above)
    return figures >= width and rows.get(text.found[-1].row, RowText()) == RowText()


def _by_code(text: TableText, rows: Mapping[int, RowText]) -> dict[str, RowText]:
    return {text.every[place].code: row for place, row in rows.items()}


def _by_edition(text: TableText, rows: Mapping[str, RowText]) -> tuple[dict[str, RowText], tuple[str, ...]]:
    """The rows of the report's own edition, and the codes of others that have figures."""
    own = {code: row for code, row in rows.items() if code in text.own}
    return own, tuple(code for code, row in rows.items() if code not in own and row != RowText())
