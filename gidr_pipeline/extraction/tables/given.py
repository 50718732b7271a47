"""A table whose cells the file itself tells: each figure under the names of its column, beside the label of its row.

Nothing has been lost or moved on the way here, so nothing need be weighed: what stands in a cell is that cell's, and
an empty one is blank. What belongs here: finding each cell of the form among those of the file. What does not: tables
of which the file does not tell so much, such as one with other rows than the form's (the readers of each table).

    本列数据…  | 申请人情况
               | 自然人 | 法人或其他组织             | 总计
               |        | 商业企业 | 科研机构 | …   |
    一、本年新收… | 3   | 0        |          | …   | 3        3, 0, blank, …, 3
"""

from collections.abc import Iterator, Mapping, Sequence

from gidr_pipeline.conversion.model import GridCell
from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.cells import missing, read_cell, run_of
from gidr_pipeline.extraction.tables.crossing import with_told_by_sums
from gidr_pipeline.extraction.tables.heads import heads_in
from gidr_pipeline.extraction.tables.labels import pattern_of, plain, printed_label
from gidr_pipeline.extraction.tables.model import Filling, Gap
from gidr_pipeline.extraction.tables.proactive.blocks import all_measures, columns_of
from gidr_pipeline.extraction.tables.proactive.money import units_named
from gidr_pipeline.extraction.tables.proactive.reader import are_scaled, cell_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.requests.headers import ends_in
from gidr_pipeline.extraction.tables.sums import Sums, sums_of
from gidr_pipeline.extraction.text.figures import VALUES, Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table, TableName

Extent = tuple[int, int]
"""From which column of a grid to which, the end exclusive."""


def read_given(text: TableText, edition: str | None) -> list[Cell] | None:
    """All cells of the table in the form's order; None where the file does not tell each of them. What can't be read
    there may be told by sums."""
    if text.twice or not any(line.given for line in text.lines):
        return None
    match text.table.name:
        case "proactive":
            return _proactive(text)
        case "requests":
            return _requests(text, sums_of(edition, "requests"))
        case "challenges":
            return _challenges(text, sums_of(edition, "challenges"))


def _requests(text: TableText, sums: Sums) -> list[Cell] | None:
    columns, rows = text.table.columns, _rows_at_labels(text)
    if rows is None:
        return None
    labelled = {line.number for line in rows.values()}
    above = _by_table([line for line in text.region if line.number not in labelled])
    found = {number: _heads(lines, columns) for number, lines in above.items()}
    given: list[tuple[str, Label, Token | None]] = []
    alone: set[str] = set()
    for row in text.table.rows:
        line = rows[row.code]
        if line.given is None:
            alone.add(row.code)
            given += [(row.code, column, None) for column in columns]
            continue
        heads = found.get(line.given.table, [])
        named = [extent for extents in heads for extent in extents] if all(len(each) == 1 for each in heads) else []
        places = _under(line, named, above[line.given.table]) if named else None
        places = places or _in_order_of(heads, _behind_label(line, len(columns)))
        if places is None or len(places) != len(columns):
            return None
        given += [(row.code, column, _token_in(line, at)) for column, at in zip(columns, places, strict=True)]
    cells = _cells("requests", given, sums, len(columns))
    return [missing("requests", each.row, each.column) if each.row in alone else each for each in cells]


def _proactive(text: TableText) -> list[Cell] | None:
    rows = _rows_at_labels(text)
    if rows is None:
        return None
    numbers = {line.number for line in rows.values()}
    cells: list[Cell] = []
    for row in text.table.rows:
        line, columns = rows[row.code], columns_of(text.table, row)
        above = _block_above(text.region, line, numbers)
        heads = [each for each in above if each.given and any(heads_in([each], all_measures()))]
        if len(heads) != 1 or not heads[0].given or not line.given or heads[0].given.table != line.given.table:
            return None
        named = _measures(heads[0], columns)
        places = _under(line, named, heads) if named else None
        if places is None and named is not None and named == sorted(named):
            places = _behind_label(line, len(columns)) or _filled_behind_label(line, len(columns))
        if places is None:
            return None
        words = [plain(token.text) for each in [*above, line] for token in each.words]
        units, scaled = units_named(words) if any(column.unit for column in columns) else set[str](), are_scaled(words)
        for column, place in zip(columns, places, strict=True):
            token = _token_in(line, place)
            filling: Filling = token or Gap.BLANK
            cells.append(cell_of(row, column, filling, units, scaled, run_of(line.values)))
    return cells


def _challenges(text: TableText, sums: Sums) -> list[Cell] | None:
    found = _row_below_heads(text)
    if found is None or found[0].given is None:
        return None
    (line, heads), row = found, found[0].given
    extents = _results_of_channels(text.table, heads)
    places = _under(line, extents, heads) if extents else _under_like(text.table, line, heads)
    if places is None and extents and len(row.cells) == len(extents):
        places = list(row.cells)
    if places is None:
        return None
    tokens = iter([_token_in(line, place) for place in places])
    given = [(row.code, column, next(tokens)) for row in text.table.rows for column in text.table.columns]
    return _cells("challenges", given, sums, len(text.table.columns))


def _row_below_heads(text: TableText) -> tuple[Line, list[Line]] | None:
    """The only row with figures below the heads of a table whose columns have two, and these heads; None where they do
    not stand in one table of the file."""
    channels, results = text.table.rows, text.table.columns
    rows = [line for line in text.region if line.given]
    tables = {line.given.table for line in rows if line.given and any(_names(channels, line))}
    rows = [line for line in rows if line.given and line.given.table in tables]  # others have a head 总计, too
    heads = [line for line in rows if any(_names(results, line)) or any(_names(channels, line))]
    below = [line for line in rows if heads and line.number > heads[-1].number]
    below = [line for line in below if line.values] or below[:1]  # a last row may be there for nothing
    in_one = len({line.given.table for line in (*heads, *below) if line.given}) == 1
    return (below[0], heads) if len(below) == 1 and in_one else None


def _cells(table: TableName, given: Sequence[tuple[str, Label, Token | None]], sums: Sums, width: int) -> list[Cell]:
    """The cells of tokens in their places; those that can't be read by the sums that cross there."""
    cells = [read_cell(table, row, column, token) for row, column, token in given]
    tokens = {at: token for at, (_, _, token) in enumerate(given) if token}
    unread = {at: token for at, token in tokens.items() if token.kind is Kind.ILLEGIBLE}  # of words no sum tells
    return with_told_by_sums(cells, unread, sums, width) if unread else cells


def _results_of_channels(table: Table, heads: Sequence[Line]) -> list[Extent] | None:
    """Where the name of each result of each channel stands; None where they do not stand in the form's order."""
    over = sorted((found for line in heads for found in _names(table.rows, line)), key=lambda each: each[1])
    named = sorted((found for line in heads for found in _names(table.columns, line)), key=lambda each: each[1])
    if [label for label, _ in over] != list(table.rows):
        return None
    width = len(table.columns)
    named = named[-width * len(over) :]
    results = [extent for _, extent in named]
    ends = [(results[at][0], results[at + width - 1][1]) for at in range(0, len(results) - width + 1, width)]
    inside = all(a <= extent[0] and extent[1] <= b for (_, extent), (a, b) in zip(over, ends, strict=False))
    return results if inside and [label for label, _ in named] == list(table.columns) * len(over) else None


def _under_like(table: Table, line: Line, heads: Sequence[Line]) -> list[GridCell] | None:
    """The cells of a row that are as many as the form's, each under the name of its result or what is like it: `总`
    over a total; None where one is not."""
    assert line.given is not None
    over = sorted((found for each in heads for found in _names(table.rows, each)), key=lambda each: each[1])
    expected = [result for _ in table.rows for result in table.columns]
    cells = list(line.given.cells)
    if [label for label, _ in over] != list(table.rows) or len(cells) != len(expected):
        return None
    for cell, result in zip(cells, expected, strict=True):
        above = [words for each in heads for head, words in _cells_with_words(each) if head.column == cell.column]
        named = [label for label in table.columns if above and pattern_of(label).fullmatch(above[-1])]
        if not above or (named and named != [result]) or not _are_like(above[-1], result):
            return None
    return cells


def _rows_at_labels(text: TableText) -> Mapping[str, Line] | None:
    """The line of each row of the form; None where one has none, or shares it, or figures stand on others. A line that
    is none of a table holds a label alone, whose figures may be anywhere."""
    lines = {line.number: line for line in text.lines}
    rows: dict[str, Line] = {}
    for each in text.found:
        code, line = text.every[each.row].code, lines.get(each.first_line)
        if code not in text.own or code in rows or line is None or (line.given is None and line.values):
            return None
        rows[code] = line
    taken = {line.number for line in rows.values()}
    others = [line for line in text.lines if line.given and line.values and line.number not in taken]
    lacking = [row for code, row in text.own.items() if code not in rows]
    if len(lacking) != len(others) or len(rows) != len(taken):
        return None
    rows |= {
        row.code: line
        for row, line in zip(lacking, others, strict=True)
        if _are_like(plain("".join(word.text for word in line.words)), row)
    }
    in_order = [rows[code].number for code in text.own if code in rows]
    is_whole = len(rows) == len(text.own) and (not lacking or in_order == sorted(in_order))
    return rows if is_whole else None


def _are_like(words: str, label: Label) -> bool:
    """Whether words that are no known label have half of the characters of one: `3.H他`."""
    printed = printed_label(label)
    return 2 * sum(character in words for character in printed) >= len(printed)


def _by_table(lines: Sequence[Line]) -> Mapping[int, list[Line]]:
    tables: dict[int, list[Line]] = {}
    for line in lines:
        if line.given:
            tables.setdefault(line.given.table, []).append(line)
    return tables


def _names(labels: Sequence[Label], line: Line) -> Iterator[tuple[Label, Extent]]:
    """The labels that are all that cells of a line say, each with the columns of its cell."""
    for cell, words in _cells_with_words(line):
        for label in labels:
            if pattern_of(label).fullmatch(words):
                yield label, (cell.column, cell.column + cell.columns)
                break


def _heads(lines: Sequence[Line], columns: Sequence[Label]) -> list[set[Extent]]:
    """Where the name of each column stands, mostly once."""
    found: list[set[Extent]] = [set() for _ in columns]
    for line in lines:
        for cell, words in _cells_with_words(line):
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
    """Where the name of each measure stands on a line, with its unit or not; None where one has none or several."""
    extents = (
        {cell.column: (cell.column, cell.column + cell.columns) for cell in line.given.cells} if line.given else {}
    )
    named = list(heads_in([line], all_measures()))
    places = [[head.token.column for head in named if head.code == column.code] for column in columns]
    if any(len(each) != 1 for each in places):
        return None
    return [extents[at] for each in places for at in each if at is not None]


def _cells_with_words(line: Line) -> Iterator[tuple[GridCell, str]]:
    words: dict[int | None, str] = {}
    for token in line.words:
        words[token.column] = words.get(token.column, "") + plain(token.text)
    for cell in line.given.cells if line.given else ():
        if cell.column in words:
            yield cell, words[cell.column]


def _under(line: Line, heads: Sequence[Extent], above: Sequence[Line]) -> list[GridCell] | None:
    """The cell of a row under each head; None where not each head has one of its own, or a figure stands behind the
    label and under nothing that the lines of the heads, `above`, name."""
    row = line.given
    assert row is not None
    under = [[cell for cell in row.cells if _overlap(cell, head)] for head in heads]
    cells = [cell for each in under for cell in each]
    if any(len(each) != 1 for each in under) or len(set(cells)) < len(cells):
        return None
    named = {token.column for each in above for token in each.words} | {cell.column for cell in cells}
    label = min((token.column or 0 for token in line.words), default=0)
    astray = (token for token in line.values if (token.column or 0) > label and token.column not in named)
    return None if any(astray) else cells


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
