"""Figures of a table without sums that stand apart from their labels: as far as the words over its columns tell.

What belongs here: the first table where another has its figures apart. What does not: tables whose sums tell the order
(`streams`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, combinations, groupby, islice, pairwise

from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.streams import Run, are_cut_alike, heads_at_end, under_heads
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.forms import Label


def read_apart(
    runs: Sequence[Run], rows: Mapping[str, Sequence[Label]], labels: Sequence[Label], *, by_row: bool
) -> dict[str, RowText]:
    """The rows of a table without sums, as far as the words over its columns tell; none where these do not account for
    every figure.

    `rows` has the columns of each row, `labels` the labels of the rows. Without words between them the figures are
    taken row by row where each row has its line, or where (`by_row`) another table of the text has them so.
    """
    stream = [figure for run in runs for figure in run.figures]
    if len(runs) == 1 and len(stream) == sum(map(len, rows.values())):
        lines = [len(list(line)) for _, line in groupby(stream, lambda token: token.line)]
        if by_row or lines == [len(columns) for columns in rows.values()]:
            figures = iter(stream)
            return {code: RowText(placed=tuple(next(figures) for _ in columns)) for code, columns in rows.items()}
    by_column = _column_by_column(runs, rows)
    if by_column:
        return by_column
    every = {column.code: column for columns in rows.values() for column in columns}
    under = under_heads(runs, list(every.values()), labels, by_row=by_row)
    headed = {code: [*chain(*figures)] for code, figures in under.items()}
    wanted = Counter(column.code for columns in rows.values() for column in columns)
    fits = all(len(figures) <= wanted[code] for code, figures in headed.items())
    of_rows = {code: [row for row, columns in rows.items() if every[code] in columns] for code in under}
    if not fits or sum(map(len, headed.values())) != len(stream) or not are_cut_alike(under, of_rows):
        return {}
    exchanged = _exchanged(headed, list(rows.values()))
    left = {
        code: iter(figures)
        for code, figures in headed.items()
        if len(figures) == wanted[code] and code not in exchanged
    }
    placed = {row: [next(left[c.code]) if c.code in left else None for c in columns] for row, columns in rows.items()}
    return {row: RowText(placed=tuple(figures)) for row, figures in placed.items() if None not in figures}


def zeros_in_any_order(figures: Sequence[Token], widths: Mapping[str, int]) -> dict[str, RowText]:
    """The rows with so many cells each of a table that has a 0 for each of its cells; empty for any other figures."""
    if len(figures) != sum(widths.values()) or any(figure.value != 0 for figure in figures):
        return {}
    left = iter(figures)
    return {code: RowText(placed=tuple(islice(left, width)), by_sums=True) for code, width in widths.items()}


def _exchanged(headed: Mapping[str, Sequence[Token]], rows: Sequence[Sequence[Label]]) -> set[str]:
    """Columns whose name heads some rows in one place and others in another, so that its figures are not in the order
    of the rows: no page has its columns in order, each for the same rows."""
    groups = [{column.code for column in columns} for columns in rows if len(columns) > 1]
    shared = {code for one, other in combinations(groups, 2) if one != other and one & other for code in one | other}
    place = {column.code: at for columns in rows for at, column in enumerate(columns) if column.code in shared}
    codes = [code for _, code in sorted((each.span, code) for code in place for each in headed.get(code, ()))]
    firsts = [[column.code for columns in rows[:end] for column in columns] for end in range(len(rows) + 1)]
    whole = [Counter(code for code in each if code in place) for each in firsts]
    ends = [at for at, (one, other) in enumerate(pairwise(codes), 1) if place[other] < place[one]]
    return set() if all(Counter(codes[:end]) in whole for end in ends) else set(place)


def _column_by_column(runs: Sequence[Run], rows: Mapping[str, Sequence[Label]]) -> dict[str, RowText]:
    """The rows of which all first figures are followed by all second and all third ones, one a line.

    Wherever words stand between the figures, these must end in the name of the column that begins there, and do so
    before the same rows in each column. Empty where that is not so.
    """
    places = [(at, code) for at in range(max(map(len, rows.values()))) for code in rows if at < len(rows[code])]
    stream = [figure for run in runs for figure in run.figures]
    if len(stream) != len(places) or len({figure.line for figure in stream}) != len(stream):
        return {}
    every = [column for columns in rows.values() for column in columns]
    named: dict[int, set[str]] = {}
    for run, begin in zip(runs[1:], accumulate(len(run.figures) for run in runs), strict=False):
        at, code = places[begin]
        named.setdefault(at, set()).add(code)
        if [head.code for head in heads_at_end(run.words, every)] != [rows[code][at].code]:
            return {}
    # Without words before any of its figures, nothing tells that a column has not lost or gained one.
    first = named.get(0, set())
    if len(first) < 2 or named != {at: {code for code in first if at < len(rows[code])} for at, _ in places}:
        return {}
    figures = dict(zip(places, stream, strict=True))
    return {code: RowText(placed=tuple(figures[at, code] for at in range(len(rows[code])))) for code in rows}
