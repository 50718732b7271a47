"""The row in the middle of which a text ends: its first figures are those of its first columns.

What belongs here: the last row of a text that stops in a table. What does not: rows that have lost figures elsewhere
(`noise`), and whether a part of the very last figure is lost (`doubtful`).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.tables.cells import missing, read_cell
from gidr_pipeline.extraction.tables.challenges.channels import parts_of
from gidr_pipeline.extraction.tables.challenges.part import Part
from gidr_pipeline.extraction.tables.labels import words_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.requests.headers import orders_of
from gidr_pipeline.extraction.tables.wordings import pattern_of
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label


def read_cut_off(text: TableText, lines: Sequence[Line], read: Callable[[TableText], Sequence[Cell]]) -> Sequence[Cell]:
    """The cells of a table by its reader. Of the row in the middle of which the text of these lines ends the reader
    sees nothing, and its cells are given as far as they go, unless its figures may belong to other columns: where
    nothing keeps places and zeros may be left blank, or the columns may stand in another order."""
    if text.table.name == "challenges":
        return _cut_challenges(text, lines) or read(text)
    tokens, row = _tokens(text, lines), text.own.get(text.every[text.found[-1].row].code) if text.found else None
    columns = [column for column in text.table.columns if row and (row.columns is None or column.code in row.columns)]
    if row is None or not 0 < len(tokens) < len(columns):
        return read(text)
    first = text.found[-1].first_line
    region, above = ([line for line in each if line.number < first] for each in (text.region, text.lines))
    cells = read(replace(text, found=text.found[:-1], region=region, lines=above))
    if not _are_first(text, cells, columns, tokens):
        return read(text)
    cut = {
        column.code: read_cell(text.table.name, row.code, column, token)
        for column, token in zip(columns, tokens, strict=False)
    }
    return [cut.get(cell.column, cell) if cell.row == row.code else cell for cell in cells]


def _cut_challenges(text: TableText, lines: Sequence[Line]) -> Sequence[Cell] | None:
    """The cells of challenges whose single row the end of the text cuts off below all its heads; None for any other."""
    parts = parts_of(text)
    if len(parts) != 1 or parts[0].named is not None or not parts[0].lines:
        return None
    (part,) = parts
    sets, behind = part.sets_of_results(), [line for line in lines if line.number >= part.lines[0].number]
    if (
        sets != len(part.channels)
        or not part.are_heads_its_own(sets)
        or any(line.words or line.is_prose for line in behind)
    ):
        return None
    if not (tokens := _first_of(part)):
        return None
    places = [(row.code, column) for row in text.table.rows for column in text.table.columns]
    return [
        read_cell("challenges", row, column, token) if token else missing("challenges", row, column.code)
        for (row, column), token in zip_longest(places, tokens)
    ]


def _first_of(part: Part) -> Sequence[Token]:
    """The figures of a row that are those of its first cells without a doubt: zeros are printed, and the channels that
    are whole add up. A last one that lacks a single figure may have lost any."""
    tokens, width = part.tokens, part.width
    places = [token.column for token in tokens]
    in_order = None in places or places == list(range(len(places)))
    if not in_order or len(tokens) >= part.cells or any(token.kind is not Kind.FIGURE for token in tokens):
        return ()
    counts = [token.value or 0 for token in tokens]
    *whole, last = (counts[at : at + width] for at in range(0, len(counts) + 1, width))
    if all(counts) or any(sum(addends) != total for *addends, total in whole):
        return ()
    return tokens[: -len(last)] if len(last) == width - 1 and any(last) else tokens


def _tokens(text: TableText, lines: Sequence[Line]) -> Sequence[Token]:
    """The figures and dashes behind the last label, if nothing else follows it to the end of the text."""
    if not text.found:
        return ()
    behind = _behind_last_label(text, lines)
    if not behind:
        return ()
    last = behind[0].words[-1]
    tokens = [token for line in behind for token in line.tokens if token.span.start >= last.span.end]
    values = [token for token in tokens if token.kind in (Kind.FIGURE, Kind.BLANK)]
    if values != [token for token in tokens if token.kind is not Kind.EMPTY] or '"' in last.text:
        return ()
    between = [token for token in tokens if values and token.span.start <= values[-1].span.start]
    return values if values == between or len({token.line for token in between}) == 1 else ()


def _behind_last_label(text: TableText, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines from the last label on, whose own is the last of the words; none where other words follow, or another
    label shares its lines."""
    *others, label = text.found
    behind = [line for line in lines if line.number >= label.last_line and (line.tokens or line.is_prose)]
    alone = all(other.last_line < label.first_line for other in others)
    follows = any(line.words or line.is_prose for line in behind[1:])
    return behind if alone and behind and behind[0].words and not follows else ()


def _are_first(text: TableText, cells: Sequence[Cell], columns: Sequence[Label], tokens: Sequence[Token]) -> bool:
    """Whether figures are those of the first columns without a doubt."""
    above = {text.every[each.row].code for each in text.found[:-1]}
    rows = [[cell for cell in cells if cell.row == code] for code in above]
    alike = [row for row in rows if [cell.column for cell in row] == [column.code for column in columns]]
    if not alike and not _are_in_order(text, columns):
        return False
    places = [here for row in alike if (here := _places_of(text, row)) is not None]
    if len(places) < len(alike):
        return False
    if len({token.line for token in tokens}) > 1 or tokens[0].column is None:
        # Nothing keeps the place of a blank, so there must be none.
        zeros = [token.value == 0 for token in tokens] + [cell.value == 0 for row in alike for cell in row]
        return any(zeros) and all(cell.value is not None for row in rows for cell in row)
    return _begin_like(_places(text, tokens), places)


def _begin_like(own: Sequence[tuple[int, int]], rows: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether places are the first of each of these rows, or, where there are none, the first of all; counted from the
    label or on the line: a label of two cells is in the way of one count, a merged one of the other."""
    if not rows:
        return [behind for behind, _ in own] == list(range(len(own)))
    return any(
        all([place[by] for place in row[: len(own)]] == [place[by] for place in own] for row in rows) for by in (0, 1)
    )


def _places(text: TableText, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The place of each figure, counted from the last words before the first on its line, and on the line."""
    words = [word.column or 0 for line in text.region for word in line.words if word.line == tokens[0].line]
    columns = [-1 if token.column is None else token.column for token in tokens]
    first = max((column for column in words if column < columns[0]), default=-1) + 1
    return [(column - first, column) for column in columns]


def _places_of(text: TableText, row: Sequence[Cell]) -> list[tuple[int, int]] | None:
    """The places of a row's cells; None where not all of them were read, and nothing else, in the form's order."""
    spans = [cell.span for cell in row if cell.status is Status.REPORTED and cell.span]
    tokens = [token for line in text.region for token in line.values if spans and spans[0] <= token.span <= spans[-1]]
    whole = [token.span for token in tokens] == spans and len(spans) == len(row)
    return _places(text, tokens) if whole else None


def _are_in_order(text: TableText, columns: Sequence[Label]) -> bool:
    """Whether the heads over the last label stand in the form's order."""
    if text.table.name == "requests":
        return orders_of(text.table, text.header) == [tuple(range(len(text.table.columns)))]
    words = words_of([line for line in text.region if line.number < text.found[-1].first_line]).text
    ends = [max((match.end() for match in pattern_of(column).finditer(words)), default=-1) for column in columns]
    return min(ends) >= 0 and all(a < b for a, b in pairwise(ends))
