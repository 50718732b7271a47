"""A decoded document: its text normalised, split into reports, each read."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from gidr_pipeline.conversion.model import Converted
from gidr_pipeline.extraction.doubtful import with_doubtful_open
from gidr_pipeline.extraction.model import Document, Rejection, Report, Span
from gidr_pipeline.extraction.pictured import with_labels_mended, with_pictures_told
from gidr_pipeline.extraction.recognise import NO_REPORT, OLDER_FORM
from gidr_pipeline.extraction.report import read_report
from gidr_pipeline.extraction.segment import Heading, find_headings, split_reports
from gidr_pipeline.extraction.tables.labels import plain as without_space
from gidr_pipeline.extraction.tables.named import with_named
from gidr_pipeline.extraction.tables.plain import read_plain, wholes_of
from gidr_pipeline.extraction.text.decode import Decoded
from gidr_pipeline.extraction.text.flattened import with_line_ends
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.text.lines import read_lines
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.text.numbered import without_numbers
from gidr_pipeline.extraction.text.remarks import Band, with_rows_joined, without_broken_remarks
from gidr_pipeline.extraction.text.signs import with_tabs, without_bullets
from gidr_pipeline.extraction.title import read_title
from gidr_pipeline.forms import load_forms

_TITLE_REACH = 12


def read_document(decoded: Decoded) -> Document:
    """Read every report of a text; a Rejection `older_form` or `not_a_report` where there is none."""
    notes = ["the text ends in the middle of a character"] if decoded.cut else []
    if decoded.damaged:
        notes.append(f"characters that can't be read, since their bytes are damaged: {decoded.damaged}")
    text = with_tabs(without_bullets(without_numbers(normalise(decoded.text))))
    text, bands = without_broken_remarks(with_line_ends(text))
    source = Converted(decoded.text, decoded.encoding, notes=notes)
    return _read(source, text, bands, damaged=decoded.damaged > 0, is_whole=False)


def read_converted(converted: Converted) -> Document:
    """Read every report of a file that was converted, likewise. Its tables are as it says."""
    text = normalise(converted.text)
    text = with_labels_mended(text, converted.rows, converted.pictured)
    text, bands = (text, []) if converted.rows else without_broken_remarks(text)
    return _read(converted, text, bands, damaged=True, is_whole=True)


def _read(source: Converted, text: str, bands: Sequence[Band], *, damaged: bool, is_whole: bool) -> Document:
    """The reports of a source, `text` its text normalised; of one that is whole nothing is cut off at the end, of one
    that is damaged some characters can't be read. `bands` are rows that go over several lines."""
    read = list(_read_reports(text, source, bands))
    reports = [
        with_pictures_told(with_doubtful_open(each, text, damaged=damaged, is_whole=is_whole), source.pictured)
        for each in read
        if isinstance(each, Report)
    ]
    if not reports:
        refused = [each for each in read if isinstance(each, Rejection)]
        return Document(source.text, source.encoding, rejection=OLDER_FORM if OLDER_FORM in refused else NO_REPORT)
    return Document(source.text, source.encoding, tuple(reports), notes=tuple(source.notes))


def _read_reports(text: str, source: Converted, bands: Sequence[Band]) -> Iterator[Report | Rejection]:
    """Each report, or why a part of the text is none."""
    plain = with_named(read_plain(text), text)
    lines = read_lines(text, wholes_of(text, plain), source.rows)
    lines = with_rows_joined(lines, text, bands) if bands and not plain.is_whole else lines
    headings = find_headings(text, lines)
    ordinal = 1
    parts = _parts(text, lines, headings)
    for part in parts:
        its_headings = [each for each in headings if part[0].number <= each.line <= part[-1].number]
        titles = source.titles if len(parts) == 1 else ()  # of several reports it is none's own
        its_tables = plain.within(Span(part[0].span.start, part[-1].span.end))
        read = read_report(text, source.text, part, its_headings, ordinal, its_tables, titles)
        ordinal += isinstance(read, Report)
        yield read


def _parts(text: str, lines: list[Line], headings: list[Heading]) -> list[list[Line]]:
    """The lines of each report. A further report begins with its title, above its first heading."""
    if sum(heading.section == 0 for heading in headings) < 2:
        return [lines]
    starts = split_reports(headings, [_request_labels(line, text[slice(*line.span)]) for line in lines])
    bounds = [0, *(_title_line(text, lines, start) for start in starts), len(lines)]
    return [lines[a:b] for a, b in pairwise(bounds) if a < b]


def _request_labels(line: Line, content: str) -> int:
    """How many labels of the requests table a line has; prose may name several, and counts as one."""
    found = len(_request_label().findall(without_space(content)))
    return min(found, 1) if line.is_prose else found


@cache
def _request_label() -> re.Pattern[str]:
    labels = (label for form in load_forms() for label in form.tables["requests"].rows)
    return re.compile("|".join(pattern for label in labels for pattern in label.match))


def _title_line(text: str, lines: list[Line], heading: int) -> int:
    """The line where the title above a first heading begins; the heading's own where there is no title."""
    for at in range(heading - 1, max(heading - _TITLE_REACH, -1), -1):
        line = text[lines[at].span.start : lines[at].span.end]
        if not lines[at].is_prose and re.search(r"公\s*开.*(?:报\s*告|年\s*报)", line):
            named = read_title(line, line, Span(0, len(line))).agency
            return at if named or at == 0 or not lines[at - 1].words else at - 1
    return heading
