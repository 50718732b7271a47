"""Page numbers among the figures of a table whose cells each have a line.

What belongs here: a row that lost a figure and has the number of its page for its last. What does not: figures alone on
a line of tables that have their rows on lines (`rows`).
"""

from collections.abc import Mapping, Sequence

from gidr_pipeline.extraction.tables.doubts import failing
from gidr_pipeline.extraction.tables.options import Sum, count_of, lay_out
from gidr_pipeline.extraction.tables.repair import ColumnSum
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.style import holds

_FEWEST_MENDED = 2


def without_page_numbers(
    rows: Mapping[str, RowText], along: Sequence[Sum], down: Sequence[ColumnSum]
) -> dict[str, RowText]:
    """The rows, one that neither adds up nor fits the sums down several columns without its last figure, if with
    another lost instead it does."""
    counts = {code: [token and count_of(token) for token in row.placed] for code, row in rows.items() if row.placed}
    before = _failing_columns(counts, down)
    result = dict(rows)
    for code, row in rows.items() if len(before) >= _FEWEST_MENDED else ():
        if _may_end_in_a_page_number(row, along):
            readings = lay_out(row.tokens[:-1], len(row.tokens), along).without_lost({each.total for each in along})
            after = [_failing_columns(counts | {code: list(each.values)}, down) for each in readings.options]
            if any(len(each) <= min(1, len(before) - _FEWEST_MENDED) for each in after):
                result[code] = RowText(loose=row.tokens[:-1])
    return result


def _failing_columns(counts: Mapping[str, Sequence[int | None]], down: Sequence[ColumnSum]) -> set[int]:
    return {column for each in down for column in failing(each, counts)}


def _may_end_in_a_page_number(row: RowText, along: Sequence[Sum]) -> bool:
    figures = row.placed or ()
    if None in figures or len(figures) < 2 or row.tokens[0].column is not None:
        return False
    each_has_a_line = len({token.line for token in row.tokens}) == len(figures)
    return each_has_a_line and not holds([count_of(token) for token in row.tokens], along)
