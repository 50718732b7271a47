"""The table of reconsiderations and lawsuits: usually one row of fifteen figures under a header of three groups."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from gidr_pipeline.extraction.align import Found, pattern_of, pattern_of_any, plain
from gidr_pipeline.extraction.figures import Kind, Token, is_label
from gidr_pipeline.extraction.lines import Line
from gidr_pipeline.extraction.options import Sum, count_of
from gidr_pipeline.extraction.rows import RowText, read_rows, without_gap
from gidr_pipeline.extraction.style import holds
from gidr_pipeline.extraction.sums import Sums
from gidr_pipeline.forms import Label, Table


def one_row(table: Table, sums: Sums) -> tuple[Table, Sums]:
    """The table with its rows laid end to end as a single row, and its sums there."""
    width = len(table.columns)
    columns = tuple(Label(f"{r.code}.{c.code}", c.label_zh, c.label_en, ()) for r in table.rows for c in table.columns)
    along = tuple(
        Sum(tuple(at + i for i in each.addends), at + each.total)
        for at in range(0, width * len(table.rows), width)
        for each in sums.along
    )
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
    return {table.rows[index].code: row for index, row in rows.items()}


def row_of_all(lines: Sequence[Line], table: Table) -> RowText:
    """The single row of figures below the header; a header may be repeated after the number of a page."""
    width = len(table.rows) * len(table.columns)
    runs = [list(run) for words, run in groupby(lines, lambda line: bool(line.words and not line.values)) if not words]
    sizes = [sum(len(line.values) for line in run) for run in runs]
    every, lines = lines, runs[sizes.index(max(sizes))] if any(sizes) else lines
    second = sum(size * 2 >= width for size in sizes) > 1
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
    if len(by_lines) == 1 and tokens and _keeps_places(by_lines[0], every, width):
        cells: list[Token | None] = [None] * width
        for token in tokens:
            assert token.column is not None  # a line with places gives every token its place
            cells[token.column] = token
        return RowText(placed=tuple(cells))
    if not tokens:
        blank = any(line.tokens and not line.words and _keeps_places(line, every, width) for line in lines)
        return RowText(placed=(None,) * width) if blank else RowText()
    return RowText(loose=tuple(tokens))


def fails_of(row: RowText, sums: Sums) -> int:
    """How many sums of a placed row do not hold: of figures on lines of their own, one lost and another come in between
    move all that follow, and break several."""
    counts = [(count_of(token) if token else None) or 0 for token in row.placed or ()]
    return sum(not holds(counts, [each]) for each in sums.along) if counts else 0


def _is_moved(figures: Sequence[Line], lines: Sequence[Line], table: Table) -> bool:
    """Whether the header has its first result over another place than that of the first figure."""
    words = [token for line in lines for token in line.words]
    first = pattern_of(table.columns[0])
    over = {t.column for t in words if t.column is not None and first.search(plain(t.text))}
    columns = [row.values[0].column for row in figures[:1] if row.places]
    return len(over) >= len(table.rows) and any(column != min(over) for column in columns)


def _keeps_places(line: Line, lines: Sequence[Line], width: int) -> bool:
    """Whether the places of a line are the table's columns: a header with as many places has words over the last."""
    if not line.places or any(token.column is None or token.column >= width for token in line.values):
        return False
    return any(
        header.places == line.places
        and any(t.kind is Kind.WORDS and t.column == width - 1 for t in header.tokens)
        and all(t.kind is Kind.EMPTY or (t.column or 0) < width for t in header.tokens)
        for header in lines
        if header is not line
    )
