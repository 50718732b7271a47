"""Figures in columns that the eye sees: rows with blanks whose figures stand under those of whole rows, or under the
names of the columns.

What belongs here: telling the columns of figures that are aligned with spaces, and placing short rows by them, where
the sums down all columns agree. What does not: rows whose places separators tell (`rows`), and where the names of the
columns stand (`standing`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from gidr_pipeline.extraction.tables.doubts import failing
from gidr_pipeline.extraction.tables.options import count_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.rows import RowText, has_gap
from gidr_pipeline.extraction.tables.side_by_side import Columns, Figures, columns_of_whole, columns_under_names
from gidr_pipeline.extraction.tables.style import holds
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.tables.view import View


def in_columns(rows: Mapping[str, RowText], text: TableText, view: View, sums: Sums) -> dict[str, RowText]:
    """The rows, those too short placed in the columns of the whole ones or under their names, blanks between.

    Columns can lie: a row is placed only if it adds up so, and if with all rows placed the sums hold down every column
    but one at most, which may have a misprint. Had a figure moved, two of them would fail. A whole column could move
    unseen: so all ways to look at the text have to show the same.
    """
    width = len(text.table.columns)
    short = {code: row.loose for code, row in rows.items() if 0 < len(row.loose) < width}
    whole = {code: row.tokens for code, row in rows.items() if row.placed and None not in row.placed}
    others = {code: row for code, row in rows.items() if row.tokens and not (code in short or code in whole)}
    apart = any(token.line != each[0].line or token.column is not None for each in short.values() for token in each)
    if not short or apart or any(row.placed for row in others.values()):
        return dict(rows)
    found: dict[str, RowText] = {}
    page_of = {code: view.page(row.tokens[0].span.start) for code, row in rows.items() if row.tokens}
    for page in {page_of[code] for code in short}:
        here, other = ({c: row for c, row in each.items() if page_of[c] == page} for each in (short, whole))
        found |= _on_page(here, list(other.values()), text, view, sums)
    blank = RowText(placed=(None,) * width)
    zeros = {code for code, row in rows.items() if not any(map(count_of, row.tokens))}
    in_order = {code: RowText(placed=row.loose) for code, row in others.items() if len(row.loose) == width}
    if not _agree({**rows, **in_order, **dict.fromkeys(zeros - whole.keys(), blank), **found}, sums):
        return dict(rows)
    prints_zeros = any(token.value == 0 for row in rows.values() for token in row.tokens)
    empty = [] if prints_zeros else [code for code, row in rows.items() if row == RowText()]
    fits = {code: row for code, row in found.items() if _adds_up(row, sums)}
    return {**rows, **dict.fromkeys(empty, blank), **fits}


def _on_page(
    short: Mapping[str, Figures], whole: Sequence[Figures], text: TableText, view: View, sums: Sums
) -> dict[str, RowText]:
    """The short rows of a page in the columns in which most of them add up, zeros not counted; none where these are not
    half of them, or where such columns differ."""
    telling = {code: row for code, row in short.items() if any(map(count_of, row))}
    columns = chain(
        columns_of_whole(whole, list(telling.values()), view),
        columns_under_names(text.table.columns, text.header, view),
    )
    ways: dict[int, list[dict[str, RowText]]] = {}
    for way in (_placed(each, short) for each in columns):
        ways.setdefault(sum(code in telling and _adds_up(row, sums) for code, row in way.items()), []).append(way)
    most = max(ways, default=0)
    best = ways.get(most, [])
    alike = {
        code: row for way in best for code, row in way.items() if all(other.get(code, row) == row for other in best)
    }
    certain = (telling or whole) and 2 * most >= len(telling) and telling.keys() <= alike.keys()
    return alike if certain else {}


def _placed(columns: Columns, rows: Mapping[str, Figures]) -> dict[str, RowText]:
    """The rows in these columns, those alone that have each figure in one of its own.

    Measured from the last figure, rows of zeros may stand anywhere, and so may all where no gap shows: their figures
    may be set apart by as much space each.
    """
    placed = {code: each for code, row in rows.items() if (each := columns.place(row))}
    if columns.from_the_last:
        shows = any(map(has_gap, placed.values()))
        placed = {code: each for code, each in placed.items() if shows and any(map(count_of, rows[code]))}
    return {code: RowText(placed=each, headed=True) for code, each in placed.items()}


def _adds_up(row: RowText, sums: Sums) -> bool:
    return holds(_counts(row), sums.along)


def _counts(row: RowText) -> list[int | None]:
    return [0 if token is None else count_of(token) for token in row.placed or ()]


def _agree(rows: Mapping[str, RowText], sums: Sums) -> bool:
    """Whether the sums hold down every column but one, blanks as zeros. Of one row whose figures have no places, they
    must leave just these figures."""
    counts = {code: _counts(row) for code, row in rows.items() if row.placed}
    unplaced = {code for each in sums.down for code in each.signs} - counts.keys()
    legible = all(None not in values for values in counts.values())
    if not sums.down or not legible or len(unplaced) > 1:
        return False
    for code in unplaced:
        counts[code] = _left_for(code, counts, sums)
        figures = Counter(map(count_of, rows[code].tokens)) if code in rows else Counter()
        if +Counter(counts[code]) - Counter({0: len(counts[code])}) != figures - Counter({0: figures[0]}):
            return False
    return len({at for each in sums.down for at in failing(each, counts)}) <= 1


def _left_for(code: str, counts: Mapping[str, Sequence[int | None]], sums: Sums) -> list[int | None]:
    """What the first sum with this row leaves for it in each column."""
    signs = next(each.signs for each in sums.down if code in each.signs)
    others = [(sign, counts[other]) for other, sign in signs.items() if other != code]
    return [-signs[code] * sum(sign * (values[at] or 0) for sign, values in others) for at in range(len(others[0][1]))]
