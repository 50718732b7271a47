"""Columns that a table of requests has besides those of the form: the year before, the change from it, a share, where
nothing keeps places; sums over organisations.

    自然人 … 总计 上年同期 同比
    一、本年新收政府信息公开申请数量 5 1 0 0 0 0 6 4 2        5 1 0 0 0 0 6

What belongs here: leaving out the figures of as many columns as the head names, at that end of all rows without which
they add up, and one that adds up others. What does not: other columns in places (`beside`), or one that nothing tells
(`suppositions`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import pairwise, product

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.beside import is_beside
from gidr_pipeline.extraction.tables.model import RowFigures, count_of
from gidr_pipeline.extraction.tables.requests.at_labels import Block
from gidr_pipeline.extraction.tables.requests.headers import Sums
from gidr_pipeline.extraction.tables.requests.places import with_places
from gidr_pipeline.extraction.tables.rows_beside import unread
from gidr_pipeline.extraction.tables.sums import RowSum
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line, with_figures, with_tokens

_NEARLY_ALL = 0.9
_FEWEST_HOLDING = 3
_FEWEST_NUMBERED = 10


def without_numbers_of_rows(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with numbers of their rows as words of the labels: what counts up from row to row before all other
    figures, or behind all, where the numbers stand above the labels."""
    values = [[token for line in block.lines for token in line.values] for block in blocks]
    for at in (0, -1):
        numbers = [each[at] if each else None for each in values]
        counts = [None if number is None else count_of(number) for number in numbers]
        steps = [one is not None and other == one + 1 for one, other in pairwise(counts)]
        if len(blocks) >= _FEWEST_NUMBERED and sum(steps) >= _NEARLY_ALL * len(steps):
            spans = {
                number.span
                for number, before, behind in zip(numbers, [False, *steps], [*steps, False], strict=True)
                if number is not None and (before or behind)
            }
            return [replace(block, lines=tuple(_as_words(line, spans) for line in block.lines)) for block in blocks]
    return blocks


def _as_words(line: Line, spans: Set[Span]) -> Line:
    """The line with its numbers there as they would begin a label: `3` as `3.`."""
    if not any(token.span in spans for token in line.values):
        return line
    return with_tokens(line, [_as_number(token) if token.span in spans else token for token in line.tokens])


def _as_number(token: Token) -> Token:
    return token._replace(kind=Kind.WORDS, text=f"{token.text}.", value=None)


def columns_beside(header: Sequence[Line]) -> list[str]:
    """The names of columns beside the form's in a head."""
    return [piece for line in header for word in line.words for piece in word.text.split() if is_beside(piece)]


def without_further_columns(
    blocks: Sequence[Block], header: Sequence[Line], alongs: Iterable[RowSum], width: int
) -> Sequence[Block]:
    """The blocks without the figures of columns that the head names beside the form's, some of which may be blank.
    `alongs` is the sum along a row in each order of the columns that the head allows."""
    named = len(columns_beside(header))
    rows = [block.tokens for block in blocks if block.tokens]
    fitting = [tokens for tokens in rows if width <= len(tokens) <= width + named]
    if len(fitting) < _NEARLY_ALL * len(rows) or all(len(tokens) == width for tokens in fitting):
        return blocks
    usual, _ = Counter(map(len, fitting)).most_common(1)[0]
    for along, at_the_end in product(alongs, (True, False)):
        counts = [list(map(count_of, _own(tokens, width, at_the_end=at_the_end))) for tokens in fitting]
        telling = [values for values in counts if any(values)]
        holding = sum(along.rest(values) == 0 for values in telling)
        beside = [each for tokens in fitting for each in _beside(tokens, width, at_the_end=at_the_end)]
        if holding >= max(_FEWEST_HOLDING, len(telling) - 1) and not _count_up(list(map(count_of, beside))):
            return [_without(block, along, width, width + named, usual, at_the_end=at_the_end) for block in blocks]
    return blocks


def without_sums(rows: Sequence[RowFigures], along: RowSum, width: int, said: Sums) -> list[RowFigures] | None:
    """The rows of a table with one column more than the form without the sums over organisations, which stand before
    these or behind them and are what they add up to; None of any other table.

    Totals must tell so, which add them to the first column, or what is `said` of them in the head; where that says that
    there is such a column, and nothing tells which it is, the rows stand in no places.
    """
    filled, named = [row for row in rows if row.tokens], said.places
    if along.addends != (*range(width - 1),) or not (named or any(len(row.tokens) != width for row in filled)):
        return None
    wider, cells = _with_one_more(rows, width, {width, width + 1} if named else {width + 1})
    has_totals = 2 * sum(row[-1] is not None for row in cells) > len(cells)
    # Where the head has them in one column, and places are known, rows of zeros need not tell more.
    fewest = _FEWEST_HOLDING if has_totals or not named else len(named) - 1
    found = [at for at in named or (1, width - 1) if _add_up(cells, at, fewest, has_totals=has_totals)]
    if len(found) == 1 and (named or has_totals):
        return without_column(wider, found[0], width)
    return _untold(rows, along, width) if said.are_certain or found else None


def _untold(rows: Sequence[RowFigures], along: RowSum, width: int) -> list[RowFigures]:
    """The rows in no places. Those with as many figures as the form has columns may lack a total and have another
    column, unless nearly all of them add up."""
    whole = [list(map(count_of, row.tokens)) for row in rows if len(row.tokens) == width]
    telling = [values for values in whole if any(values)]
    if sum(along.rest(values) == 0 for values in telling) >= max(_FEWEST_HOLDING, _NEARLY_ALL * len(telling)):
        return [*rows]
    return [replace(row, tokens=()) if len(row.tokens) == width else row for row in rows]


def without_column_beside(
    rows: Sequence[RowFigures], along: RowSum, width: int, header: Sequence[Line], names: Sequence[str]
) -> list[RowFigures] | None:
    """The rows of a table with one column more than the form, of which the head says that it is beside these, without
    that at one end with which the totals do not add up; None where it is not found. `names` are those of all columns,
    its own the last."""
    wider, cells = _with_one_more(rows, width, {width + 1}, header, names)
    whole = [row.columns for row in wider if any(map(count_of, row.tokens)) and _is_whole(row, along, width)]
    found = []
    for at in (0, width):
        rests = [[*row[:at], *row[at + 1 :]] for row in cells]
        known = [[value or 0 for value in values] for values in rests if values[-1] is not None]
        telling = [values for values in known if any(values)]
        holding = sum(along.rest(values) == 0 for values in telling)
        # Where the other end has nothing, it is the place of a column that was left out before.
        has_both = any(row[at] for row in cells) and any(row[width - at] is not None for row in cells)
        if has_both and telling and len(telling) - holding <= (holding >= _FEWEST_HOLDING):
            found.append(at)
    certain = len(found) == 1 and not any(found[0] in (columns or ()) for columns in whole)
    return without_column(wider, found[0], width) if certain else None


def _is_whole(row: RowFigures, along: RowSum, width: int) -> bool:
    """Whether a row has a figure for each column of the form side by side, and adds up."""
    columns = row.columns or ()
    side_by_side = len(columns) == width and columns[-1] - columns[0] == width - 1
    return side_by_side and along.rest(list(map(count_of, row.tokens))) == 0


def _with_one_more(
    rows: Sequence[RowFigures],
    width: int,
    counts: Set[int],
    header: Sequence[Line] = (),
    names: Sequence[str] = (),
) -> tuple[Sequence[RowFigures], list[list[int | None]]]:
    """The rows in places of one column more than the form, and what stands in each; nothing where places do not tell.
    Rows in no places may have one of these counts of figures, all the same."""
    wider = _in_each_column(with_places(rows, width + 1, (), header, names), counts)
    found = [dict(zip(row.columns, map(count_of, row.tokens), strict=True)) for row in wider if row.columns]
    filled = sum(bool(row.tokens) for row in rows)
    if not found or len(found) < _NEARLY_ALL * filled or any(None in row.values() for row in found):
        return wider, []
    return wider, [[row.get(at) for at in range(width + 1)] for row in found]


def _in_each_column(rows: Sequence[RowFigures], counts: Set[int]) -> Sequence[RowFigures]:
    """Rows in no place that all have as many figures, one of these counts, with one in each column from the first."""
    found = {len(row.tokens) for row in rows if row.tokens}
    if any(row.columns is not None for row in rows if row.tokens) or len(found) != 1 or not found <= counts:
        return rows
    return [replace(row, columns=(*range(len(row.tokens)),)) for row in rows]


def _add_up(rows: Sequence[Sequence[int | None]], at: int, fewest: int, *, has_totals: bool) -> bool:
    """Whether a column is what all others but the first and the last add up to, in several rows and all but one. Where
    the last is blank the first must not be: the column would be the totals."""
    others = [each for each in range(1, len(rows[0]) - 1) if each != at] if rows else []
    sums = [(row[0] or 0, row[at] or 0, sum(row[each] or 0 for each in others), row[-1]) for row in rows]
    telling = [each for each in sums if each[1] or each[2]]
    holding = sum(total == added and over in (None, first + total) for first, total, added, over in telling)
    return holding >= max(fewest, len(telling) - 1) and (has_totals or any(first for first, *_ in sums))


def without_column(rows: Sequence[RowFigures], more: int, width: int) -> list[RowFigures]:
    """The rows of a table with one column more than the form has, without their figures there; a row without any where
    its places are not known."""
    return [_without_figure(row, more, width) for row in rows]


def _without_figure(row: RowFigures, more: int, width: int) -> RowFigures:
    columns = row.columns or (tuple(range(width + 1)) if len(row.tokens) == width + 1 else ())
    kept = [(token, at - (at > more)) for token, at in zip(row.tokens, columns, strict=False) if at != more]
    tokens, places = tuple(token for token, _ in kept), tuple(at for _, at in kept)
    return replace(row, tokens=tokens, columns=places if row.columns is not None else None)


def _own(tokens: Sequence[Token], width: int, *, at_the_end: bool) -> Sequence[Token]:
    return tokens[:width] if at_the_end else tokens[len(tokens) - width :]


def _beside(tokens: Sequence[Token], width: int, *, at_the_end: bool) -> Sequence[Token]:
    return tokens[width:] if at_the_end else tokens[: len(tokens) - width]


def _count_up(counts: Sequence[int | None]) -> bool:
    """Whether these are numbers of the rows, which may stand before them: the last one has none behind its figures."""
    return 2 * sum(one is not None and other == one + 1 for one, other in pairwise(counts)) > len(counts)


def _without(block: Block, along: RowSum, width: int, most: int, usual: int, *, at_the_end: bool) -> Block:
    """A block with the form's figures alone; none that can be read where it has not as many as is usual, and those do
    not add up: which of them are the form's, nothing tells."""
    own = _own(block.tokens, width, at_the_end=at_the_end)
    fits = width <= len(block.tokens) <= most
    if len(block.tokens) == usual or (fits and along.rest(list(map(count_of, own))) == 0):
        return _with(block, own)
    return replace(block, lines=tuple(map(unread, block.lines)))


def _with(block: Block, tokens: Sequence[Token]) -> Block:
    """A block with no other figures than these."""
    return replace(block, lines=tuple(with_figures(block.lines, {token.span for token in tokens})))
