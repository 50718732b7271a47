"""A decoded document: its text normalised, split into reports, each read."""

from collections.abc import Iterator, Sequence

from gidr_pipeline.conversion.model import Converted
from gidr_pipeline.extraction.doubtful import with_doubtful_open
from gidr_pipeline.extraction.model import Document, Rejection, Report, Span
from gidr_pipeline.extraction.pictured import with_labels_mended, with_pictures_told
from gidr_pipeline.extraction.recognise import NO_REPORT, OLDER_FORM
from gidr_pipeline.extraction.report import read_report
from gidr_pipeline.extraction.segment import find_headings
from gidr_pipeline.extraction.several import parts_of
from gidr_pipeline.extraction.tables.explained import without_named_rows
from gidr_pipeline.extraction.tables.named import with_named
from gidr_pipeline.extraction.tables.plain import read_plain, wholes_of
from gidr_pipeline.extraction.text.browsed import with_cells_joined
from gidr_pipeline.extraction.text.by_columns import with_rows
from gidr_pipeline.extraction.text.crowded import without_loose_bars
from gidr_pipeline.extraction.text.decode import Decoded
from gidr_pipeline.extraction.text.dressed import without_dress
from gidr_pipeline.extraction.text.escaped import without_escapes
from gidr_pipeline.extraction.text.flattened import with_line_ends
from gidr_pipeline.extraction.text.framed import without_frames
from gidr_pipeline.extraction.text.invisible import Visible
from gidr_pipeline.extraction.text.lines import read_lines
from gidr_pipeline.extraction.text.listed import with_rows_on_lines
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.text.quoted import without_numbers_and_breaks
from gidr_pipeline.extraction.text.recognised import with_pieces_on_lines
from gidr_pipeline.extraction.text.remarks import Band, with_rows_joined, without_broken_remarks
from gidr_pipeline.extraction.text.signs import (
    with_single_tabs,
    with_tabs,
    without_bullets,
    without_leaders,
    without_lines_to_fill_in,
)
from gidr_pipeline.extraction.text.stacked import with_stacked_rows
from gidr_pipeline.extraction.text.thousands import with_commas, with_whole_numbers
from gidr_pipeline.extraction.text.unbroken import ends_of

_DEEPEST = 3
"""Lists in escapes in escapes."""


def read_document(decoded: Decoded) -> Document:
    """Read every report of a text; a Rejection `older_form` or `not_a_report` where there is none."""
    source = Converted(decoded.text, decoded.encoding, notes=decoded.notes)
    meant = _meant(decoded.text)
    seen = meant.further(normalise(with_whole_numbers(meant.text)))
    seen = seen.parted(ends_of(seen.text))
    text = with_commas(
        without_loose_bars(
            with_cells_joined(
                without_numbers_and_breaks(with_single_tabs(without_frames(with_stacked_rows(seen.text))))
            )
        )
    )
    text = with_line_ends(with_tabs(without_leaders(without_lines_to_fill_in(without_dress(without_bullets(text))))))
    text, bands = without_broken_remarks(text)
    return _read(source, seen, text, bands, damaged=decoded.damaged > 0, is_whole=False)


def _meant(text: str) -> Visible:
    """What a text says once its escapes, which may be of escapes, are read, and what programs listed stands in rows."""
    meant = with_rows(Visible.of(text, text))
    for _ in range(_DEEPEST):
        read = without_escapes(with_rows_on_lines(with_pieces_on_lines(meant.text)))
        if read == meant.text:
            break
        meant = meant.further(read)
    return meant


def read_converted(converted: Converted) -> Document:
    """Read every report of a file that was converted, likewise. Its tables are as it says."""
    seen = Visible.of(normalise(converted.text), converted.text)
    text = without_dress(with_commas(seen.text))
    text, bands = (text, []) if converted.rows else without_broken_remarks(text)
    return _read(converted, seen, text, bands, damaged=True, is_whole=not converted.is_cut)


def _read(
    source: Converted, seen: Visible, text: str, bands: Sequence[Band], *, damaged: bool, is_whole: bool
) -> Document:
    """The reports of a source, `seen` what is seen of it, and `text` that made ready; of one that is whole nothing is
    cut off at the end, of one that is damaged some characters can't be read. `bands` are rows that go over several
    lines."""
    own = seen.converted(source)
    text = without_named_rows(with_labels_mended(text, own.rows, own.pictured) if own.pictured else text)
    read = list(_read_reports(text, own, bands))
    reports = [
        seen.in_source(
            with_pictures_told(with_doubtful_open(each, text, damaged=damaged, is_whole=is_whole), own.pictured)
        )
        for each in read
        if isinstance(each, Report)
    ]
    if not reports:
        refused = [each for each in read if isinstance(each, Rejection)]
        return Document(source.text, source.encoding, rejection=OLDER_FORM if OLDER_FORM in refused else NO_REPORT)
    return Document(source.text, source.encoding, tuple(reports), notes=tuple(source.notes))


def _read_reports(text: str, source: Converted, bands: Sequence[Band]) -> Iterator[Report | Rejection]:
    """Each report, or why a part of the text is none; one that stands in the text twice, once, cut off as it may be the
    second time."""
    plain = with_named(read_plain(text), text)
    lines = read_lines(text, wholes_of(text, plain), source.rows)
    lines = with_rows_joined(lines, text, bands) if bands and not plain.is_whole else lines
    headings = find_headings(text, lines)
    ordinal = 1
    before: list[Report] = []
    parts = parts_of(text, lines, headings)
    for part in parts:
        its_headings = [each for each in headings if part[0].number <= each.line <= part[-1].number]
        titles = source.titles if len(parts) == 1 else ()  # of several reports it is none's own
        its_tables = plain.within(Span(part[0].span.start, part[-1].span.end))
        read = read_report(text, source.text, part, its_headings, ordinal, its_tables, titles)
        if isinstance(read, Report):
            if any(_has_said_it_all(each, read) for each in before):
                continue
            ordinal += 1
            before.append(read)
        yield read


def _has_said_it_all(report: Report, again: Report) -> bool:
    """Whether a report says nothing that another, which stands in the text above it, does not say as well."""
    heads = [(each.title, each.agency, each.report_year, each.edition) for each in (report, again)]
    one, other = ([(cell.value, cell.status) for cell in each.cells] for each in (report, again))
    known = {(claim.claim, claim.value) for claim in report.claims}
    return (
        heads[0] == heads[1]
        and all(said[0] is None or said == own for own, said in zip(one, other, strict=True))
        and {(claim.claim, claim.value) for claim in again.claims} <= known
    )
