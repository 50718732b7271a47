"""One report of a document, read: title, sections, tables and claims, each by the module that knows it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gidr_pipeline.extraction.align import Found, find_labels, pattern_of_any, plain, words_of
from gidr_pipeline.extraction.challenges import one_row, row_of_all, rows_of_their_own
from gidr_pipeline.extraction.columns import (
    are_grouped_in_order,
    are_in_order,
    has_one_more,
    named_starts,
    names_subtotal,
    stands_twice,
    without_subtotal,
)
from gidr_pipeline.extraction.edition import read_edition
from gidr_pipeline.extraction.lines import Line
from gidr_pipeline.extraction.model import Cell, Report, Section, Span
from gidr_pipeline.extraction.narrative import read_claims
from gidr_pipeline.extraction.proactive import columns_of, read_proactive
from gidr_pipeline.extraction.rows import RowText, is_scrambled, read_rows, unscrambled
from gidr_pipeline.extraction.segment import Heading, best_chain, sections_of
from gidr_pipeline.extraction.streams import read_apart, read_summed_apart, runs_of
from gidr_pipeline.extraction.tables import read_summed, sums_of
from gidr_pipeline.extraction.title import as_printed, read_title
from gidr_pipeline.forms import TABLES, Form, Label, TableName, form_of, load_forms, union_labels

FEWEST_LABELS = 5
_NEARLY_ALL = 0.8


def read_report(
    text: str, printed: str, lines: Sequence[Line], headings: Sequence[Heading], ordinal: int
) -> Report | None:
    """The report in these lines of the normalised text, `printed` before that; None where they hold none."""
    end = lines[-1].span.end
    chain = best_chain(headings)
    sections = sections_of(lines, chain, end)
    regions = _regions(lines, sections)
    found = {name: labels for name, (_, labels) in regions.items()}
    if len(found["requests"]) < FEWEST_LABELS and len(sections) < 3 and len(found["proactive"]) < 3:
        return None
    rows = _all_rows("requests")
    edition = read_edition(words_of(lines).text, [rows[each.row].code for each in found["requests"]])
    form = form_of(edition)
    head = lines[: chain[0].line - lines[0].number] if chain else lines[:40]
    places = [slice(line.span.start, line.span.end) for line in head]
    title = read_title([as_printed(text[at], printed[at]) for at in places], text[lines[0].span.start : end])
    requests = _read_table(form, "requests", *regions["requests"])
    tables: dict[TableName, _TableRead] = {
        "proactive": _read_table(form, "proactive", *regions["proactive"], requests),
        "requests": requests,
        "challenges": _read_table(form, "challenges", *regions["challenges"], requests),
    }
    foreign = [code for table in tables.values() for code in table.foreign]
    notes = [f"not loaded, since only another edition has them: {', '.join(foreign)}"] if foreign else []
    notes += [
        f"table {name} stands in the text twice; neither is read" for name, table in tables.items() if table.twice
    ]
    cells = [cell for table in tables.values() for cell in table.cells]
    prose = _prose(lines, {name: table.span for name, table in tables.items()})
    claims = read_claims(text, prose, title.year, title.agency, form)
    return Report(ordinal, title.text, title.agency, title.year, edition, sections, tuple(cells), claims, tuple(notes))


@cache
def _all_rows(name: TableName) -> tuple[Label, ...]:
    return tuple(union_labels(form.tables[name].rows for form in load_forms()))


def _regions(lines: Sequence[Line], sections: Sequence[Section]) -> dict[TableName, tuple[Sequence[Line], list[Found]]]:
    """The lines where each table is looked for, and the labels there: its section, or the whole report where that has
    more than twice as many."""
    spans = {section.code: section.span for section in sections}
    starts = [line.span.start for line in lines]
    regions: dict[TableName, tuple[Sequence[Line], list[Found]]] = {}
    for name in TABLES:
        span, rows = spans.get(name), _all_rows(name)
        inside = lines[bisect_right(starts, span.start) : bisect_left(starts, span.end)] if span else []
        found = find_labels(words_of(inside), rows, inside) if inside else []
        if len(found) * 2 < len(rows):
            everywhere = find_labels(words_of(lines), rows, lines)
            if len(found) * 2 < len(everywhere):
                inside, found = list(lines), everywhere
        regions[name] = inside, found
    return regions


def _prose(lines: Sequence[Line], tables: Mapping[TableName, Span]) -> list[Span]:
    """The parts of the text that are not tables: runs of lines outside them, with no separated places."""
    spans: list[Span] = []
    bounds = [(table.start, table.end) for table in tables.values()]
    for line in lines:
        if line.places > 2 and not line.is_prose:
            continue
        at = line.span.start
        if any(start <= at < end for start, end in bounds):
            continue
        if spans and spans[-1].end + 1 == line.span.start:
            spans[-1] = Span(spans[-1].start, line.span.end)
        else:
            spans.append(line.span)
    return spans


@dataclass(frozen=True)
class _TableRead:
    cells: list[Cell]
    span: Span
    """From the first label to the last value."""
    foreign: tuple[str, ...] = ()
    """Rows with figures that another edition has and this one has not."""
    twice: bool = False
    """Whether the text has such a table twice, so that neither is read."""
    scrambled: bool = False
    """Whether its figures stand apart from their labels."""
    by_row: bool = False
    """Whether such figures stand row by row."""


def _read_table(
    form: Form, name: TableName, region: Sequence[Line], found: Sequence[Found], requests: "_TableRead | None" = None
) -> _TableRead:
    """Read one table. A text whose requests table is scrambled is so in the others too, where it may not show."""
    scrambled = requests is not None and requests.scrambled
    table, every = form.tables[name], _all_rows(name)
    own = {row.code: row for row in table.rows}
    # A label that this edition has only as the name of a group carries no figures of its own.
    found = [each for i, each in enumerate(found) if every[each.row].code in own or _has_values(found, i, region)]
    lines = _to_the_next_table(name, found, region)
    last = max((line.span.end for line in lines if line.values), default=0)
    span = Span(lines[0].span.start, max(last, lines[0].span.end)) if lines else Span(0, 0)
    if name == "challenges":
        return _TableRead(_read_challenges(form, found, region, lines, scrambled), span)
    twice = bool(found) and stands_twice(every, found, region)
    widths = [len(columns_of(table, own.get(row.code, row))) for row in every]
    header = [line for line in region if found and line.number < found[0].first_line]
    named = named_starts(table, header) if name == "requests" else {}
    labels = pattern_of_any(every)
    # Only sums can tell figures of a row that lost its label from figures that came there in another way.
    may_lack = {i for i, row in enumerate(every) if row.code in own and name == "requests"}
    by_place = read_rows(found, lines, widths, labels, named, may_lack=may_lack) if found else {}
    sums = sums_of(form, name)
    if name == "requests" and found:
        width = len(table.columns)
        if has_one_more(by_place, width) or names_subtotal(header):
            wider = read_rows(found, lines, [width + 1] * len(every), labels, may_lack=may_lack)
            doubted = {i: row.doubted() for i, row in by_place.items()}
            by_place = without_subtotal(wider, sums.along[0], table, header) or doubted
        if not are_in_order(table, header, by_place, sums.along[0]):
            by_place = {i: row.doubted() for i, row in by_place.items()}
    if twice:
        by_place = {i: row.doubted() for i, row in by_place.items()}
    scrambled = scrambled or (bool(found) and is_scrambled(by_place, found, region))
    by_row = False
    if scrambled:
        by_label = {each.row: each for each in found}
        by_place = {i: unscrambled(row, by_label[i]) if i in by_label else row.doubted() for i, row in by_place.items()}
    read = {every[i].code: row for i, row in by_place.items()}
    if scrambled and not twice and len(found) > _NEARLY_ALL * len(table.rows):
        runs = runs_of(region)
        if name == "requests":
            label_lines = [each.first_line for each in found if every[each.row].code in own]
            apart, by_row = read_summed_apart(runs, table.rows, table.columns, sums.along, sums.down, label_lines)
        else:
            columns = {row.code: columns_of(table, row) for row in table.rows}
            apart = read_apart(runs, columns, table.rows, by_row=requests is not None and requests.by_row)
        read.update(apart)
    rows = {code: row for code, row in read.items() if code in own}
    foreign = tuple(code for code, row in read.items() if code not in own and row != RowText())
    if name == "requests":
        return _TableRead(read_summed(table, sums, rows), span, foreign, twice, scrambled, by_row)
    first_lines = {every[each.row].code: each.first_line for each in found}
    return _TableRead(read_proactive(table, rows, region, first_lines), span, foreign, twice=twice)


def _to_the_next_table(name: TableName, found: Sequence[Found], region: Sequence[Line]) -> list[Line]:
    """The lines from the table's first label up to the first words of another table, whose heading may be lost."""
    lines = [line for line in region if found and line.number >= found[0].first_line]
    other = _words_of_others(name)
    for at, line in enumerate(lines):
        if line.number > found[-1].last_line and any(other.search(plain(word.text)) for word in line.words):
            return lines[:at]
    return lines


@cache
def _words_of_others(name: TableName) -> re.Pattern[str]:
    """What only the other tables of the forms print, as labels of rows or columns."""
    tables = [form.tables[each] for form in load_forms() for each in TABLES]
    own = "\n".join(label.label_zh for t in tables if t.name == name for label in (*t.rows, *t.columns))
    words = {word for t in tables if t.name != name for label in (*t.rows, *t.columns) for word in label.match}
    return re.compile("|".join(sorted(word for word in words if not re.search(word, own))))


def _read_challenges(
    form: Form, found: Sequence[Found], region: Sequence[Line], lines: Sequence[Line], scrambled: bool
) -> list[Cell]:
    table, sums = form.tables["challenges"], sums_of(form, "challenges")
    if scrambled and are_grouped_in_order(table, lines):
        apart, _ = read_summed_apart(runs_of(region), table.rows, table.columns, sums.along, sums.down)
        if apart:
            return read_summed(table, sums, apart)
    rows = rows_of_their_own(table, found, lines)
    header = lines[: next((i for i, line in enumerate(lines) if line.values), len(lines))]
    if rows is not None:
        doubtful = scrambled or not are_grouped_in_order(table, header)
        kept = {code: row.doubted() if doubtful and not row.is_on_one_line else row for code, row in rows.items()}
        return read_summed(table, sums, kept)
    joined, joined_sums = one_row(table, sums)
    row = row_of_all(lines, table)
    if not are_grouped_in_order(table, header) or (scrambled and not row.is_on_one_line):
        row = row.doubted()
    cells = read_summed(joined, joined_sums, {"": row})
    return [cell._replace(row=row, column=column) for cell in cells for row, column in [cell.column.split(".")]]


def _has_values(found: Sequence[Found], index: int, region: Sequence[Line]) -> bool:
    """Whether figures stand between a label and the next, on lines of its own."""
    here = found[index]
    stop = found[index + 1].first_line if index + 1 < len(found) else here.last_line + 2
    return any(line.values for line in region if here.first_line <= line.number < stop)
