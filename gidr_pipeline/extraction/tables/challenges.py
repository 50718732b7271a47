"""The table of reconsiderations and lawsuits: usually one row of fifteen figures under a header of three groups."""

from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile, zip_longest

from gidr_pipeline.extraction.tables.align import Found, pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.tables.challenge_heads import (
    fill_all,
    keep_together,
    may_end_in_a_page,
    may_have_slid,
    sets_of_results,
    stand_over,
    sums_along,
)
from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.tables.pieces import halves
from gidr_pipeline.extraction.tables.rows import RowText, read_rows, without_gap
from gidr_pipeline.extraction.tables.style import holds
from gidr_pipeline.extraction.tables.sums import Sums
from gidr_pipeline.extraction.text.figures import Token, is_label
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table


def one_row(table: Table, sums: Sums) -> tuple[Table, Sums]:
    """The table with its rows laid end to end as a single row, and its sums there."""
    columns = tuple(Label(f"{r.code}.{c.code}", c.label_zh, c.label_en, ()) for r in table.rows for c in table.columns)
    along = sums_along(sums.along[0], len(columns))
    row = Label("", "", "", ())
    joined = Table(table.name, table.fact, table.row_axis, table.column_axis, (row,), columns)
    return joined, Sums(along, sums.along_rule, (), frozenset())


def rows_of_their_own(table: Table, found: Sequence[Found], lines: Sequence[Line]) -> dict[str, RowText] | None:
    """The channels' rows where each channel's figures follow its label; None where the labels only head columns."""
    width = len(table.columns)
    first_figure = next((line.number for line in lines if line.values), None)
    if first_figure is None or sum(each.first_line <= first_figure for each in found) > 1:
        return None
    labels = pattern_of_any(table.rows)
    rows = read_rows(found, lines, [width] * len(table.rows), labels, below_header=False) if found else {}
    filled = [row for row in rows.values() if row.tokens]
    if len(filled) < 2 or not any(row.placed for row in filled):
        return None
    certain = _have_whole_heads(table, found, lines)
    return {table.rows[index].code: row if certain else row.doubted() for index, row in rows.items()}


def _have_whole_heads(table: Table, found: Sequence[Found], lines: Sequence[Line]) -> bool:
    """Whether between a channel's label and its figures all results are named or none, and between these figures none:
    elsewhere the text is torn, and figures may be those of another channel."""
    for each, following in zip_longest(found, found[1:]):
        stop = following.first_line if following else lines[-1].number + 1
        here = [line for line in lines if each.first_line <= line.number < stop]
        figures = [i for i, line in enumerate(here) if line.values]
        if not figures:
            continue
        first = figures[0]
        last = figures[: len(table.columns)][-1] if len(here[first].values) == 1 else first
        behind = here[last + 1 :] if following else []
        before = sets_of_results(table, here[: first + 1])
        if before not in (0, 1) or sets_of_results(table, here[first + 1 : last + 1]) != 0:
            return False
        if not before and sets_of_results(table, behind) not in (0, 1):
            return False
    return True


def row_of_all(lines: Sequence[Line], table: Table, along: Sequence[Sum]) -> RowText:
    """The single row of figures below the header; a header may be repeated after the number of a page.

    `along` are the sums of that row.
    """
    width = len(table.rows) * len(table.columns)
    runs = [list(run) for words, run in groupby(lines, lambda line: bool(line.words and not line.values)) if not words]
    sizes = [sum(len(line.values) for line in run) for run in runs]
    every, lines = lines, runs[sizes.index(max(sizes))] if any(sizes) else lines
    second = sum(size >= len(table.columns) for size in sizes) > 1
    by_lines = [line for line in lines if len(line.values) > 1]
    figures = by_lines or [line for line in lines if line.values]
    tokens = [token for line in figures for token in line.values]
    # Where cells of a row follow each other without a gap, a gap is the end of the row.
    gaps = {after.number - before.number > 1 for before, after in pairwise(figures)}
    apart = not by_lines and len(gaps) == 2
    labelled = [line for line in by_lines if line.words]
    if second or len(labelled) > 1 or any(is_label(word.text) for line in labelled for word in line.words):
        return RowText(unclear=tuple(tokens))  # a second such table, or one with a line for each result
    if any(line.places and line not in by_lines and line.values for line in lines if by_lines):
        return RowText(unclear=tuple(tokens))  # a figure that slid to a line of its own
    if any("序号" in plain(word.text) for line in every for word in line.words):
        return RowText(unclear=tuple(tokens))
    moved = _is_moved(figures, every, table)
    if len(tokens) == width and not apart and not moved and (not by_lines or without_gap(tokens)):
        return RowText(placed=tuple(tokens))
    rows = by_lines if tokens else [line for line in lines if line.tokens and not line.words]
    if len(rows) == 1 and _keeps_places(row := rows[0], every, table):
        under = {token.column: token for token in row.values}
        cells = tuple(under.get(at) for at in range(width))
        if may_have_slid(cells, along[0]) or _ran_together(cells):
            return RowText(loose=tuple(tokens))
        adds_up = holds([0 if token is None else count_of(token) for token in cells], along)
        if adds_up or _are_under_heads(row, every, table):
            return RowText(placed=cells, headed=adds_up and not _lacks_part_of_a_channel(cells, len(table.columns)))
    return RowText(loose=tuple(tokens)) if tokens else RowText()


def _ran_together(cells: Sequence[Token | None]) -> bool:
    """Whether a row lacks as many figures at its end as other places have two."""
    lacking = sum(1 for _ in takewhile(lambda token: token is None, reversed(cells)))
    return 0 < lacking == sum(token is not None and any(halves(token)) and " " in token.text for token in cells)


def _lacks_part_of_a_channel(cells: Sequence[Token | None], width: int) -> bool:
    """Whether the only empty places of a row that prints zeros are those at one of its ends, and not those of whole
    channels: it may have moved over the edge, or have lost figures anywhere."""
    filled = [at for at, token in enumerate(cells) if token] or [0]
    ends = filled[0], len(cells) - 1 - filled[-1]
    together = len(filled) == filled[-1] - filled[0] + 1
    zeros = any(token and token.value == 0 for token in cells)
    return together and 0 in ends and zeros and max(ends) % width != 0


def is_in_doubt(row: RowText, sums: Sums) -> bool:
    """Whether a placed row of figures on lines of their own may have lost one, and another come in: that moves all
    between, and breaks several sums, or the last alone."""
    counts = [(count_of(token) if token else None) or 0 for token in row.placed or ()]
    fails = sum(not holds(counts, [each]) for each in sums.along) if counts else 0
    return fails > 1 or (fails == 1 and may_end_in_a_page(row.tokens, sums.along))


def _is_moved(figures: Sequence[Line], lines: Sequence[Line], table: Table) -> bool:
    """Whether the header has its first result over another place than that of the first figure."""
    words = [token for line in lines for token in line.words]
    first = pattern_of(table.columns[0])
    over = {t.column for t in words if t.column is not None and first.search(plain(t.text))}
    columns = [row.values[0].column for row in figures[:1] if row.places]
    return len(over) >= len(table.rows) and any(column != min(over) for column in columns)


def _keeps_places(line: Line, lines: Sequence[Line], table: Table) -> bool:
    """Whether the places of a line are the table's columns: the heads stand over them, or are as many and none of them
    has an empty place beside it."""
    width, heads = len(table.rows) * len(table.columns), _heads_of(line, lines)
    columns = [token.column for token in line.values]
    if not line.places or len(set(columns)) < len(columns) or any(at is None or at >= width for at in columns):
        return False
    if _are_under_heads(line, lines, table):
        return True
    return line.places == width and sets_of_results(table, heads) == len(table.rows) and keep_together(table, heads)


def _are_under_heads(line: Line, lines: Sequence[Line], table: Table) -> bool:
    """Whether a header of as many places has the names of the results over them, or else words over each."""
    width, heads = len(table.rows) * len(table.columns), _heads_of(line, lines)
    over = stand_over(table, heads, line.places)
    return over == list(range(width)) or (line.places == width and fill_all(heads, width))


def _heads_of(row: Line, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.number < row.number and line.words and not line.values]
