"""A table whose cells the file itself tells: each figure under the names of its column, beside the label of its row.

Nothing has been lost or moved on the way here, so nothing need be weighed: what stands in a cell is that cell's, and
an empty one is blank. What belongs here: the cells of each row. What does not: the rows of the form among those of
the file (`given_rows`), which cell the names around it make it (`by_names`), and what is in none that is known (the
readers of each table).

    本列数据…  | 申请人情况
               | 自然人 | 法人或其他组织             | 总计
               |        | 商业企业 | 科研机构 | …   |
    一、本年新收… | 3   | 0        |          | …   | 3        3, 0, blank, …, 3
"""

from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise, product

from gidr_pipeline.conversion.model import GridCell
from gidr_pipeline.extraction.model import Cell, Status
from gidr_pipeline.extraction.tables.beside import is_beside
from gidr_pipeline.extraction.tables.by_names import Place, cells_by_names, cells_with_words
from gidr_pipeline.extraction.tables.cells import missing, read_cell, run_of
from gidr_pipeline.extraction.tables.crossing import with_told_by_sums
from gidr_pipeline.extraction.tables.given_rows import ENDS_EARLY, OPEN, Rows, rows_at_labels
from gidr_pipeline.extraction.tables.heads import are_in_text_order, heads_in
from gidr_pipeline.extraction.tables.model import Filling, Gap, count_of
from gidr_pipeline.extraction.tables.proactive.blocks import columns_of
from gidr_pipeline.extraction.tables.proactive.money import units_named
from gidr_pipeline.extraction.tables.proactive.reader import are_scaled, cell_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.requests.headers import ends_in, orders_of
from gidr_pipeline.extraction.tables.sums import Sums, sums_of
from gidr_pipeline.extraction.tables.wordings import is_name, plain
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table, every_label

Extent = tuple[int, int]
"""From which column of a grid to which, the end exclusive."""


_NO_CELL = GridCell(-1, -1, -1)
"""Stands for a cell that a row does not have, since it ends before it."""


def read_given(text: TableText, edition: str | None) -> list[Cell] | None:
    """All cells of the table in the form's order; None where the file does not tell where half of them are, but has
    figures. What can't be read there may be told by sums, and what stands in no place of the form is left open."""
    if not any(line.given for line in text.lines) or (text.twice and text.table.name == "requests"):
        return None
    match text.table.name:
        case "proactive":
            cells = _proactive(text)
        case "requests":
            cells = _requests(text, sums_of(edition, "requests"))
        case "challenges":
            cells = _challenges(text, sums_of(edition, "challenges"))
    return cells if cells and (2 * sum(map(_has_no_place, cells)) <= len(cells) or _has_all(cells, text)) else None


def _has_all(cells: Sequence[Cell], text: TableText) -> bool:
    """Whether these cells, however few, have all figures of the table: it has no more of the form's."""
    values = [token for line in text.lines for token in line.values]
    placed = {cell.span for cell in cells if not _has_no_place(cell)}
    return any(token.kind is Kind.FIGURE for token in values) and all(token.span in placed for token in values)


def with_rest(given: Sequence[Cell] | None, read: Callable[[], Sequence[Cell]]) -> Sequence[Cell]:
    """The cells that a file tells, those that it leaves open as they are read otherwise, unless that gives another
    value to any that it tells."""
    if given is None:
        return read()
    # Of a row that ends early nothing else tells more, once its figures have their places.
    placed = {cell.row for cell in given if not _has_no_place(cell)}
    is_open = [_has_no_place(cell) and not (cell.note == ENDS_EARLY and cell.row in placed) for cell in given]
    if not any(is_open):
        return given
    others = read()
    told = [(cell, other) for cell, other in zip(given, others, strict=True) if not _has_no_place(cell)]
    if any(other.value not in (cell.value, None) for cell, other in told):
        return given
    return [_of_both(cell, other) if each else cell for each, cell, other in zip(is_open, given, others, strict=True)]


def _of_both(cell: Cell, other: Cell) -> Cell:
    """A cell without a place, as it is read otherwise; where its row ends before it, it is no blank one."""
    return cell if _is_open(other) or (cell.note == ENDS_EARLY and other.value is None) else other


def _is_open(cell: Cell) -> bool:
    return cell.status in (Status.ILLEGIBLE, Status.MISSING)


def _has_no_place(cell: Cell) -> bool:
    """Whether nothing in the file is known to be a cell, rather than what is there not read."""
    return cell.status is Status.MISSING or cell.note == OPEN


def _requests(text: TableText, sums: Sums) -> list[Cell] | None:
    rows = rows_at_labels(text)
    if rows is None:
        return None
    labels = {**{code: own for code, (own, *_) in rows.doubtful.items()}, **rows.lines}
    if not any(line.given for line in labels.values()):
        return _cells(text.table, _in_tables_of_rows(text, labels), Rows({}, {}), sums)
    columns, heads = text.table.columns, _heads_of_tables(text.region, rows.lines.values())
    as_form = orders_of(text.table, text.header) == [tuple(range(len(columns)))]
    placed = {
        (code, column.code): Place(line, cell)
        for code, line in rows.lines.items()
        for column, cell in zip(columns, _places_of(line, heads, columns, as_form=as_form), strict=True)
        if cell
    }
    return _cells(text.table, placed, rows, sums)


def _in_tables_of_rows(text: TableText, labels: Mapping[str, Line]) -> Mapping[tuple[str, str], Place]:
    """The cells of a table for each row, below its label, with a name of a column on each line."""
    found: dict[tuple[str, str], list[Place]] = {}
    starts = sorted((line.number, code) for code, line in labels.items())
    for line in (line for line in text.lines if line.given):
        (*_, (_, row)) = starts[: bisect(starts, (line.number,))] or [(0, "")]
        words = dict(cells_with_words(line))
        columns = [each.code for each in text.table.columns for said in words.values() if is_name(each, said)]
        cells = [cell for cell in line.given.cells if cell not in words] if line.given else []
        if len(columns) == len(cells) == 1:
            found.setdefault((row, columns[0]), []).append(Place(line, cells[0]))
    return {names: places[0] for names, places in found.items() if len(places) == 1}


def _challenges(text: TableText, sums: Sums) -> list[Cell]:
    found = cells_by_names(text.table, text.region)
    placed = {names: place for names, places in found.items() if (place := _only(places))}
    return _cells(text.table, placed, Rows({}, {}), sums)


def _only(places: Sequence[Place]) -> Place | None:
    """The place on the only line of some that has anything; the first if none has: rows for nothing have names, too.
    None where two have, whatever stands in these places themselves."""
    if not places or len({place.line.number for place in places}) < len(places):
        return None
    filled = [place for place in places if place.line.values or place.line.words]
    return filled[0] if len(filled) == 1 else None if filled else places[0]


def _cells(table: Table, placed: Mapping[tuple[str, str], Place], rows: Rows, sums: Sums) -> list[Cell]:
    """The cells of a table, `placed` being the places of those that are known by row and column; those that can't be
    read by the sums that cross there."""
    cells: list[Cell] = []
    unread: dict[int, Token] = {}
    for row, column in product(table.rows, table.columns):
        place = placed.get((row.code, column.code))
        token = _token_in(*place) if place else None
        if token and token.kind is Kind.ILLEGIBLE:  # of words no sum tells
            unread[len(cells)] = token
        told = _no_cell(table, row, column, place, rows) or read_cell(table.name, row.code, column, token)
        cells.append(told)
    return with_told_by_sums(cells, unread, sums, len(table.columns)) if unread else cells


def _no_cell(table: Table, row: Label, column: Label, place: Place | None, rows: Rows) -> Cell | None:
    """The cell where the table has none, or none that is known; None where there is one."""
    if place is None:
        return rows.open_cell(table, row, column)
    return missing(table.name, row.code, column.code, ENDS_EARLY) if place.cell is _NO_CELL else None


def _heads_of_tables(region: Sequence[Line], rows: Iterable[Line]) -> Mapping[int, Sequence[Line]]:
    """The lines above the first row of each table of the file."""
    first: dict[int, int] = {}
    for line in rows:
        if line.given:
            first[line.given.table] = min(line.number, first.get(line.given.table, line.number))
    heads: dict[int, list[Line]] = {number: [] for number in first}
    for line in region:
        if line.given and line.number < first.get(line.given.table, 0):
            heads[line.given.table].append(line)
    return heads


def _places_of(
    line: Line, heads: Mapping[int, Sequence[Line]], columns: Sequence[Label], *, as_form: bool
) -> Sequence[GridCell | None]:
    """The cells of a row, one a column: under its head, or where some have none, in the form's order if they are as
    many as the columns; None where nothing tells which it is. A table without heads has them
    in the form's order only if what stands over it tells no other (`as_form`)."""
    if line.given is None:
        return [None] * len(columns)
    above = heads[line.given.table]
    found = _heads(above, columns)
    if not (as_form or any(found)):
        return [None] * len(columns)
    named = [next(iter(extents)) if len(extents) == 1 else None for extents in found]
    under = _under(line, [extent for extent in named if extent], above)
    if under and all(named):
        return under
    in_order = _in_order_of(found, _behind_label(line, len(columns)))
    if in_order or under is None or any(len(extents) > 1 for extents in found):
        return in_order or [_NO_CELL if extent and _ends_before(line, extent) else None for extent in named]
    cells = iter(under)
    return [next(cells) if extent else None for extent in named]


def _proactive(text: TableText) -> list[Cell] | None:
    rows = Rows({}, {}) if text.twice else rows_at_labels(text)
    if rows is None:
        return None
    numbers = {line.number for line in rows.lines.values()}
    by_names = cells_by_names(text.table, text.region)
    if text.twice:  # unless its labels stand once for each measure
        by_names = {names: places for names, places in by_names.items() if len(places) == 1}
    cells: list[Cell] = []
    for row in text.table.rows:
        columns, line = columns_of(text.table, row), rows.lines.get(row.code)
        above = _block_above(text.region, line, numbers) if line else []
        under = _under_measures(line, above, columns) if line else None
        places: list[Place | None] = [Place(line, cell) for cell in under] if line and under else []
        if not places and row.code not in rows.doubtful:
            places = [_only(by_names.get((row.code, column.code), ())) for column in columns]
        for column, place in zip(columns, places or [None] * len(columns), strict=True):
            if none := _no_cell(text.table, row, column, place, rows):
                cells.append(none)
                continue
            assert place is not None  # else there was none
            words = [plain(token.text) for each in [*above, place.line] for token in each.words]
            filling: Filling = _token_in(*place) or Gap.BLANK
            units, run = units_named(words) if column.unit else set[str](), run_of(place.line.values)
            cells.append(cell_of(row, column, filling, units, are_scaled(words), run))
    return cells


def _under_measures(line: Line, above: Sequence[Line], columns: Sequence[Label]) -> Sequence[GridCell] | None:
    """The cells of a row under the names of its measures; None where their heads do not tell them."""
    if line.given is None:
        return None
    heads = [each for each in above if each.given and any(heads_in([each], every_label("proactive", "columns")))]
    if not heads and are_in_text_order(above, every_label("proactive", "columns")):
        return _behind_label(line, len(columns))
    if len(heads) != 1 or not heads[0].given or heads[0].given.table != line.given.table:
        return None
    named = _measures(heads[0], columns)
    places = _under(line, named, heads) if named else None
    if places is None and named is not None and named == sorted(named):
        return _behind_label(line, len(columns)) or _filled_behind_label(line, len(columns))
    return places


def _heads(lines: Sequence[Line], columns: Sequence[Label]) -> list[set[Extent]]:
    """Where the name of each column stands, mostly once."""
    found: list[set[Extent]] = [set() for _ in columns]
    for line in lines:
        for cell, words in cells_with_words(line):
            if is_beside(words):
                continue
            for extents, column in zip(found, columns, strict=True):
                if ends_in(column, words):
                    extents.add((cell.column, cell.column + cell.columns))
    return found


def _in_order_of(heads: Sequence[set[Extent]], cells: list[GridCell] | None) -> list[GridCell] | None:
    """The cells of a row if every head that is known stands nearest to the one that has its place in the form."""
    middles = [2 * cell.column + cell.columns for cell in cells or ()]
    for place, extents in enumerate(heads if cells else ()):
        for extent in extents:
            if min(range(len(middles)), key=lambda at: abs(middles[at] - sum(extent))) != place:
                return None
    return cells


def _measures(line: Line, columns: Sequence[Label]) -> list[Extent] | None:
    """Where the name of each measure stands on a line, with its unit or not; None where one has none, or several that
    are not those of one cell, repeated in each column that it covered."""
    ends = {cell.column: cell.column + cell.columns for cell in line.given.cells} if line.given else {}
    named = list(heads_in([line], every_label("proactive", "columns")))
    at = [(head.code, head.token.column) for head in named if head.token.column is not None]
    places = [[place for code, place in at if code == column.code] for column in columns]
    if not all(places) or any(ends[one] != other for each in places for one, other in pairwise(each)):
        return None
    return [(each[0], ends[each[-1]]) for each in places]


def _under(line: Line, heads: Sequence[Extent], above: Sequence[Line]) -> list[GridCell] | None:
    """The cell of a row under each head, that which is filled of several that lie inside it, `_NO_CELL` behind the last
    cell of a row that ends early; None where not each head has one of its own, or a figure stands behind the label and
    under nothing that the lines of the heads, `above`, name."""
    row = line.given
    assert row is not None
    under = [_filled_of(line, [cell for cell in row.cells if _overlap(cell, head)], head) for head in heads]
    ends_early = any(_ends_before(line, head) for head in heads)
    found = [each or [_NO_CELL] * _ends_before(line, head) for each, head in zip(under, heads, strict=True)]
    cells = [cell for each in under for cell in each]
    if any(len(each) != 1 for each in found) or len(set(cells)) < len(cells):
        return None
    if ends_early and (not cells or _may_lack_another(line, len(heads))):
        return None
    return None if _is_any_astray(line, cells, above) else [cell for (cell,) in found]


def _filled_of(line: Line, cells: Sequence[GridCell], head: Extent) -> Sequence[GridCell]:
    """Of several cells that lie inside a head the one that is filled, if it is the only one; else all of them."""
    filled = {token.column for token in line.tokens if token.kind is not Kind.EMPTY}
    one = [cell for cell in cells if cell.column in filled]
    inside = all(head[0] <= cell.column and cell.column + cell.columns <= head[1] for cell in cells)
    return one if len(one) == 1 and inside else cells


def _may_lack_another(line: Line, width: int) -> bool:
    """Whether a row that ends before the last heads may lack another cell than those below them: it has one for each
    head, and its label is not as wide as others, or its last figure is no less than the others together, as a total."""
    counts = [count_of(token) or 0 for token in line.values]
    return _behind_label(line, width) is not None or (any(counts) and 2 * counts[-1] >= sum(counts))


def _is_any_astray(line: Line, cells: Sequence[GridCell], above: Sequence[Line]) -> bool:
    """Whether a figure stands behind the label of a row, but in none of the cells, and under nothing that is named."""
    named = {token.column for each in above for token in each.words} | {cell.column for cell in cells}
    label = min((token.column or 0 for token in line.words), default=0)
    return any((token.column or 0) > label and token.column not in named for token in line.values)


def _ends_before(line: Line, head: Extent) -> bool:
    """Whether a row has no cell any more where a head stands."""
    return line.given is not None and line.given.ends_at is not None and head[0] >= line.given.ends_at


def _overlap(cell: GridCell, extent: Extent) -> bool:
    return cell.column < extent[1] and extent[0] < cell.column + cell.columns


def _behind_label(line: Line, width: int) -> list[GridCell] | None:
    """The cells behind the words of a row, if they are as many as the columns: the borders of cells drawn by hand may
    not meet those of the heads."""
    assert line.given is not None
    last = max((token.column or 0 for token in line.words), default=0)
    behind = [cell for cell in line.given.cells if cell.column > last]
    return behind if len(behind) == width else None


def _filled_behind_label(line: Line, width: int) -> list[GridCell] | None:
    """The cells with figures behind the words of a row, if they are as many as the columns and have only empty ones
    between them: figures at the edge of a column stand beside its head rather than below it."""
    assert line.given is not None
    last = max((token.column or 0 for token in line.words), default=0)
    filled = {token.column for token in line.tokens if token.kind is not Kind.EMPTY}
    behind = [cell for cell in line.given.cells if cell.column > last and cell.column in filled]
    return behind if len(behind) == width else None


def _token_in(line: Line, cell: GridCell) -> Token | None:
    """What a cell holds: a figure, a blank, what may be a figure, or words."""
    inside = [token for token in line.tokens if token.column == cell.column and token.kind is not Kind.EMPTY]
    if not inside:
        return None
    if len(inside) == 1 and inside[0].kind in VALUES:
        return inside[0]
    span = run_of(inside)
    assert span is not None
    return inside[0]._replace(kind=Kind.WORDS, span=span, value=None)


def _block_above(region: Sequence[Line], line: Line, rows: set[int]) -> list[Line]:
    """The lines of the heads over a row: those that end above the rows right before it."""
    above: list[Line] = []
    for each in reversed([each for each in region if each.number < line.number]):
        if each.number in rows:
            if above:
                break
        elif each.tokens:
            above.insert(0, each)
    return above
