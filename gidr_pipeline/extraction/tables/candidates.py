"""The readings of each row that its layout does not settle, and whether a table's sums may choose among them.

What belongs here: which rows are in question. What does not: the readings themselves (`options`), choosing (`repair`),
and the cells that come of it (`summed`).
"""

from collections.abc import Collection, Mapping, Sequence

from gidr_pipeline.extraction.tables.options import (
    MOST_LOST,
    Options,
    Sum,
    count_of,
    lay_between_blanks,
    lay_out,
    move_aside,
    overlay,
)
from gidr_pipeline.extraction.tables.rows import RowText, has_gap
from gidr_pipeline.extraction.tables.style import FillStyle, holds
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.forms import Table

_MOST_FAILING = 0.2
_MOST_LOST_OF_SEVERAL = 1
_FEWEST_WITH_BLANKS = 5


def readings_of(table: Table, sums: Sums, rows: Mapping[str, RowText]) -> dict[str, Options]:
    """The readings of each row that layout alone does not settle."""
    width, style = len(table.columns), FillStyle.of([row.placed for row in rows.values() if row.placed], sums.along)
    damaged: dict[str, Options] = {}
    blanks = _leaves_blanks(rows.values(), width)
    for code, row in rows.items():
        if blanks and 0 < len(row.loose) < width:
            options: Options | None = lay_between_blanks(row.loose, width, sums.along)
        else:
            options = _readings_of_row(row, width, style, sums.along)
        if options is not None and not (style.leaves_some_blank and _stands_as_printed(code, rows, sums)):
            damaged[code] = options
    order = [label.code for label in table.rows]
    unexplained: set[str] = set()
    for code, row in rows.items():
        if len(row.loose) > width:
            at = order.index(code)
            beside = [near for near in order[max(0, at - 1) : at + 2] if near in damaged]
            strays = {figure for near in beside for figure in damaged[near].lost()}
            damaged[code] = lay_out(row.loose, width, sums.along, strays)
            if not damaged[code].options:
                unexplained.update(beside)  # one of its figures may be what a row beside it lacks
    damaged.update(dict.fromkeys(unexplained, Options((), False)))
    if _may_lack_any_column(rows.values(), width, sums):
        return {code: Options((), False) for code in damaged}
    if _all_end_early(rows.values()):
        return {
            code: Options((), False) if any(map(count_of, rows[code].tokens)) else damaged[code] for code in damaged
        }
    return damaged


def _leaves_blanks(rows: Collection[RowText], width: int) -> bool:
    """Whether many rows lack figures, and not each of them just one, as where cells are left blank rather than lost."""
    lack = [width - len(row.tokens) for row in rows if 0 < len(row.tokens) < width]
    return len(lack) >= _FEWEST_WITH_BLANKS and max(lack) > 1


def _all_end_early(rows: Collection[RowText]) -> bool:
    """Whether each row of several has all its places but the last: its totals may be left blank, or it may have lost
    any figure."""
    placed = [row.placed for row in rows if row.placed and any(row.placed)]
    return len(placed) > 1 and all(row[-1] is None and None not in row[:-1] for row in placed)


def _may_lack_any_column(rows: Collection[RowText], width: int, sums: Sums) -> bool:
    """Whether all rows lack a figure, and most end in one that may be their total: then a column is lost, and sums hold
    whichever it is, even down a column of invented totals."""
    counts = [[count_of(token) or 0 for token in row.loose] for row in rows if len(row.loose) == width - 1]
    telling = [row for row in counts if any(row)]
    most = 2 * len(counts) > len(rows) and not any(row.placed for row in rows) and len(sums.along) == 1
    return most and 2 * sum(row[-1] >= sum(row[:-1]) for row in telling) > len(telling)


def _stands_as_printed(code: str, rows: Mapping[str, RowText], sums: Sums) -> bool:
    """Whether a row adds up as it stands, blanks as zeros, and so does every sum down its columns, but for one that may
    have a misprint: had it moved, a figure would be lacking in one column and be too many in another."""
    known = {each: counts_of(row.placed, is_total=False) for each, row in rows.items() if row.placed}
    down = [each for each in sums.down if code in each.signs]
    values = known.get(code, [])
    if (
        not down
        or not values
        or not holds(values, sums.along)
        or any(each.signs.keys() - known.keys() for each in down)
    ):
        return False
    failing = {
        at
        for each in down
        for at in range(len(values))
        if sum(s * (known[row][at] or 0) for row, s in each.signs.items())
    }
    legible = all(value is not None for each in down for row in each.signs for value in known[row])
    return legible and len(failing) <= 1


def _readings_of_row(row: RowText, width: int, style: FillStyle, along: Sequence[Sum]) -> Options | None:
    """The readings of a row that has no figure too many; None where its layout settles every figure."""
    if row.placed and not (row.headed or style.trusts(row.placed)):
        if width - len(row.tokens) <= MOST_LOST:
            return lay_out(row.tokens, width, along, in_places=has_gap(row.placed))
        return move_aside(row.placed, along)
    if row.placed and any(token and token.kind is Kind.ILLEGIBLE for token in row.placed):
        return overlay([[token] if token else [] for token in row.placed], along)
    if row.stacked:
        return overlay([sorted(tokens, key=_figures_first) for tokens in row.stacked], along)
    if 0 < len(row.loose) <= width:
        several = len(along) > 1 and width - len(row.loose) > _MOST_LOST_OF_SEVERAL
        return Options((), False) if several else lay_out(row.loose, width, along)
    return None


def _figures_first(token: Token) -> bool:
    return token.kind is not Kind.FIGURE


def counts_of(placed: Sequence[Token | None], *, is_total: bool) -> list[int | None]:
    """The counts of a row for sums down the columns; a blank counts as zero, but not in a row of totals."""
    return [
        (None if is_total else 0) if token is None or token.kind is Kind.BLANK else count_of(token) for token in placed
    ]


def arithmetic_fails(
    known: Mapping[str, Sequence[int | None]], damaged: Mapping[str, Options], along: Sequence[Sum]
) -> bool:
    """Whether so many readable rows do not add up that their sums prove nothing about the damaged ones."""
    whole = [values for code, values in known.items() if code not in damaged and None not in values]
    failing = sum(not holds(values, along) for values in whole)
    return failing > 1 and failing > _MOST_FAILING * len(whole)
