"""The table of what was disclosed proactively. Its rows have no sums: labels, heads and places tell a figure's cell.

The lines are read in order as blocks, each with the heads of its columns, and rows below, each with its figures. A row
is read where its figures fill its cells and nothing contradicts; all other ways of reading it are rivals that no sum
could rule out. Figures that stand apart from their labels are read under heads that account for them all
(`_under_heads`).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise

from gidr_pipeline.extraction.model import Cell
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.heads import Head, are_exchanged, heads_in
from gidr_pipeline.extraction.tables.labels import Found, pattern_of, plain
from gidr_pipeline.extraction.tables.money import units_named
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.text.figures import UNITS, Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label, Table, load_forms, union_labels

_REACH = 12
_BROKEN = 3
_DIGITS = re.compile(r"\d+")
_BEGINS = re.compile(r"信息内容|第二十条")
_SIGN = re.compile(r"\\?[+-]\s*\d|增|减")
_SCALE = re.compile("[百千万亿]+[件个次宗项]?$")
_CUT = re.compile(r"\d[,，.]$")
_OPEN = "which of the figures belongs to which column is not certain"
_LOST = "an empty place in a table whose figures stand off their columns"
Place = Token | None
"""What stands in a cell, None for an empty one."""


@dataclass
class Block:
    """Heads of columns with the rows below them."""

    lines: list[Line] = field(default_factory=list)
    """The lines of the heads."""
    rows: list[Label] = field(default_factory=list)
    astray: list[Line] = field(default_factory=list)
    """Lines of figures right below the heads, without a label."""


@dataclass
class _Group:
    """Labels that share lines, mostly one, and what stands beside and below them."""

    found: list[Found]
    block: Block
    lines: list[Line] = field(default_factory=list)
    stopped: bool = False
    """Whether other words follow, so that further figures are not theirs."""
    behind: str = ""
    """The other words that follow."""
    above: Token | None = None
    """A piece of a number that may end in a figure below, on a line of its own right above."""

    @property
    def last_line(self) -> int:
        """The last line with words of a label."""
        return max(each.last_line for each in self.found)


@dataclass
class _Row:
    """The text of one row of the form."""

    group: _Group | None = None
    lines: Sequence[Line] = ()
    tokens: Sequence[Token] = ()
    """The figures, blanks and illegible places, those for words in a cell too."""


def columns_of(table: Table, row: Label) -> list[Label]:
    """The columns that a row of the table has, in the form's order."""
    return [column for column in table.columns if row.columns is None or column.code in row.columns]


def read_proactive(text: TableText) -> list[Cell]:
    """All cells of the table, in the form's order."""
    table = text.table
    blocks, groups = _blocks_of(text)
    rows = _rows_of(text, groups)
    again = _stand_again(text, groups)
    if text.twice or len(again) > 1:
        rows = {}
    if 2 * sum(not row.tokens for row in rows.values()) > len(rows) and any(block.astray for block in blocks):
        apart = _zeros_in_any_order(text) or _under_heads(table, blocks)
        rows = {code: row for code, row in rows.items() if _is_beside(row)}
    else:
        apart = {}
    style = _Style.of(table, rows)
    lost = _lost_columns(table, rows, style)
    cells: list[Cell] = []
    for label in table.rows:
        columns, row = columns_of(table, label), rows.get(label.code, _Row())
        laid = (
            None if label.code in again else apart.get(label.code) or lost.get(label.code) or _lay(columns, row, style)
        )
        said = _units_said(row, text.region) if row.group else set()
        if label.code in apart:
            said |= {unit for block in blocks for unit in _units_over(block, columns)}
        laid = laid and _without_neighbours(laid, row)
        if laid and (_changes_stand_aside(columns, laid) or (_has_unit(columns) and not _is_clear(said))):
            laid = None
        if laid is None:
            run = run_of(row.tokens)
            cells += [illegible(table.name, label.code, column.code, run, _OPEN) for column in columns]
            continue
        unit = next(iter(said), None)
        for column, token in zip(columns, laid, strict=True):
            if token is None and label.code in lost:
                cells.append(missing(table.name, label.code, column.code, _LOST))
                continue
            cells.append(read_cell(table.name, label.code, column, token, unit if column.unit else None))
    return cells


def _is_beside(row: _Row) -> bool:
    """Whether a row has several figures, all on a line of its label."""
    return (
        len(row.tokens) > 1 and bool(row.group) and all(t.line <= row.group.last_line for t in row.tokens if row.group)
    )


def _has_unit(columns: Sequence[Label]) -> bool:
    return any(column.unit for column in columns)


def _is_clear(units: set[str]) -> bool:
    return len(units) < 2 and units <= UNITS.keys()


def _blocks_of(text: TableText) -> tuple[list[Block], list[_Group]]:
    """The blocks and the labels of the table, each with their lines."""
    starts: dict[int, list[Found]] = {}
    for each in text.found:
        starts.setdefault(each.first_line, []).append(each)
    inside = {number for each in text.found for number in range(each.first_line, each.last_line + 1)}
    block, group = Block(), None
    blocks, groups = [block], list[_Group]()
    above = [line for line in text.header if line.tokens][-_REACH:]
    before: Line | None = None
    for line in [*above, *(line for line in text.lines if line.tokens)]:
        words = [word for word in line.words if word.text.strip() != "|"]
        begins = any(_BEGINS.search(plain(word.text)) for word in words)
        heads = any(heads_in([line], _all_measures()))
        if begins or (heads and line.number not in inside):
            group = None
            if block.rows or block.astray:
                block = Block()
                blocks.append(block)
            block.lines.append(line)
        if line.number in starts:
            here = starts[line.number]
            if group and here[0].first_line <= group.last_line:
                group.found += here
            else:
                group = _Group(list(here), block, above=_piece_on(before))
                groups.append(group)
            block.rows += [text.every[each.row] for each in here]
        elif words and line.number not in inside and group and not begins and not heads:
            group.behind = group.behind or plain(words[0].text)
            group.stopped = True
        if group and not group.stopped:
            group.lines.append(line)
        elif line.values:
            block.astray.append(line)
        elif words and not group and not (begins or heads):
            block.lines.append(line)
        before = line
    return blocks, groups


def _piece_on(line: Line | None) -> Token | None:
    """The number that stands alone on a line, in a place, if it is long enough to be broken."""
    if line is None or line.words or len(line.values) != 1 or line.places < 2:
        return None
    token = line.values[0]
    return token if len(token.text) >= _BROKEN else None


@cache
def _all_measures() -> tuple[Label, ...]:
    """The columns of all editions."""
    return tuple(union_labels(form.tables["proactive"].columns for form in load_forms()))


def _rows_of(text: TableText, groups: Sequence[_Group]) -> dict[str, _Row]:
    """What stands for each row of the edition whose label was found, or lost between two that were."""
    rows: dict[str, _Row] = {}
    order = [row.code for row in text.every]
    for at, group in enumerate(groups):
        labels = [text.every[each.row] for each in group.found]
        following = groups[at + 1].found[0].row if at + 1 < len(groups) else len(order)
        lost = [text.every[i] for i in range(group.found[-1].row + 1, following) if order[i] in text.own]
        lines = [(line, tokens) for line in group.lines if (tokens := _values_of(line))]
        here: dict[str, _Row] | None = None
        # Of several rows of one figure any may have lost it too.
        certain = len(lost) == 1 or all(len(columns_of(text.table, text.own[row.code])) > 1 for row in lost)
        for wanted in ([*labels, *lost], labels) if lost and certain else (labels,):
            here = here or _divided(text, group, lines, wanted)
        everything = tuple(token for _, tokens in lines for token in tokens)
        rows |= here or {label.code: _Row(group, [line for line, _ in lines], everything) for label in labels}
    return {code: row for code, row in rows.items() if code in text.own}


def _values_of(line: Line) -> list[Token]:
    """The figures of a line, and words in a cell right of the label; left of it is the number of the line."""
    label = min((word.column for word in line.words if word.column is not None), default=None)
    return [
        token._replace(kind=Kind.ILLEGIBLE) if token.kind is Kind.WORDS else token
        for token in line.tokens
        if (token in line.values and (label is None or token.column is None or label < token.column))
        or (
            token.kind is Kind.WORDS
            and line.places > 1
            and label is not None
            and label < (token.column or 0)
            and not _any_row().search(plain(token.text))
        )
    ]


@cache
def _any_row() -> re.Pattern[str]:
    """All wordings of the rows of all editions."""
    rows = union_labels(form.tables["proactive"].rows for form in load_forms())
    return re.compile("|".join(pattern for row in rows for pattern in row.match))


def _divided(
    text: TableText, group: _Group, lines: Sequence[tuple[Line, list[Token]]], labels: Sequence[Label]
) -> dict[str, _Row] | None:
    """The figures of several labels, each with its own line or each figure with one; None where they do not divide."""
    widths = [len(columns_of(text.table, text.own.get(label.code, label))) for label in labels]
    if len(labels) < 2:
        return None
    counts = [len(tokens) for _, tokens in lines]
    if counts == widths:
        return {label.code: _Row(group, [line], tokens) for label, (line, tokens) in zip(labels, lines, strict=True)}
    if sum(widths) != sum(counts) or set(counts) != {1} or any(line.places > 1 for line, _ in lines):
        return None
    far = _far_apart([line for line, _ in lines])
    if far and far != [*accumulate(widths)][:-1]:
        return None
    rows, at = {}, 0
    for label, width in zip(labels, widths, strict=True):
        own = lines[at : at + width]
        rows[label.code] = _Row(group, [line for line, _ in own], [token for _, tokens in own for token in tokens])
        at += width
    return rows


@dataclass(frozen=True)
class _Style:
    """How a table is filled in."""

    leaves_blank: bool
    """Whether no row prints a zero and some cells are empty, not only at the ends of rows: these may have been lost."""
    beside: bool
    """Whether most rows have their figures on a line of their label."""
    copies: int
    """How often most rows of one column have their figure, as where cells are merged; 0 where they have it once."""
    wide: int
    """How many places follow a label where each has a line of its own."""

    @classmethod
    def of(cls, table: Table, rows: Mapping[str, _Row]) -> "_Style":
        tokens = [token for row in rows.values() for token in row.tokens]
        widths = {label.code: len(columns_of(table, label)) for label in table.rows}
        lacking = sum(max(0, widths[code] - len(row.tokens)) for code, row in rows.items() if row.group)
        blank = any(token.kind is Kind.FIGURE for token in tokens) and not any(token.value == 0 for token in tokens)
        beside = [row.tokens[0].line <= row.group.last_line for row in rows.values() if row.tokens and row.group]
        times = Counter(
            len(row.tokens) if _are_alike(row.tokens) else 0
            for code, row in rows.items()
            if row.tokens and widths[code] == 1
        )
        most = [each for each, count in times.items() if 2 * count > times.total() and count > 1]
        wide = Counter(len(_places_down(row)) for row in rows.values() if row.group)
        return cls(
            blank and lacking > 1 and any(map(_has_gap, rows.values())),
            2 * sum(beside) > len(beside),
            most[0] if most and most[0] > 1 else 0,
            wide.most_common(1)[0][0] if wide else 0,
        )


def _has_gap(row: _Row) -> bool:
    """Whether an empty place stands before a figure of a row."""
    places = _places_down(row)
    down = any(token is None and any(places[at:]) for at, token in enumerate(places))
    return down or any(
        token.kind is Kind.EMPTY and token.column is not None and token.column < (line.values[-1].column or 0)
        for line in row.lines
        if line.values
        for token in line.tokens
    )


def _are_alike(tokens: Sequence[Token]) -> bool:
    """Whether figures may be those of one merged cell, repeated in each column that it covers."""
    return len({(token.kind, token.value) for token in tokens}) == 1


def _places_down(row: _Row) -> list[Place]:
    """The places below a label where each has a line of its own, empty ones too."""
    lines = row.group.lines if row.group else ()
    below = [line for line in lines if row.group and line.number > row.group.last_line]
    barred = any(line.places == 1 for line in below)
    places: list[Place] = []
    for line in below:
        if len(line.values) > 1 or (line.places > 1 and line.values and line.values[0].column):
            return []
        if line.values:
            places.append(line.values[0])
        elif (not line.words and line.places < 2) or (barred and [word.text for word in line.words] == ["|"]):
            places.append(None)
    return places


def _lay(columns: Sequence[Label], row: _Row, style: _Style) -> Sequence[Place] | None:
    """A token for each column of a row, None for a place that is kept empty; None where that is not certain."""
    if row.group is None or _may_be_torn(row.tokens, len(columns)) or (row.tokens and _is_broken_off(row)):
        return None
    over = _heads_over(row, columns)
    if _contradict(over, columns, row.group.block):
        return None
    if len(over) > len(columns):
        return _under_repeated(over, columns, row)
    if len(columns) == 1 and len(row.tokens) > 1:
        return row.tokens[:1] if _are_alike(row.tokens) and len(row.tokens) == style.copies else None
    if len(row.tokens) == len(columns):
        return row.tokens if _are_in_order(row, over, style) else _stacked(columns, over, row)
    if len(row.tokens) > len(columns):
        return _without_pages(columns, row, style)
    return _with_blanks(columns, over, row, style)


def _without_neighbours(laid: Sequence[Place], row: _Row) -> Sequence[Place]:
    """The tokens of a row, of which those can't be read that may be the end of a number in the place before them or on
    the line above."""
    two = [bool(t and t.kind is Kind.ILLEGIBLE and len(_DIGITS.findall(t.text)) > 1) for t in laid]
    above = row.group.above if row.group else None
    return [
        token._replace(kind=Kind.ILLEGIBLE)
        if token and (any(two[max(0, at - 1) : at + 2]) or (above and token.column == above.column))
        else token
        for at, token in enumerate(laid)
    ]


def _may_be_torn(tokens: Sequence[Token], columns: int) -> bool:
    """Whether two figures stand closer together than the others, or close together in a row of one cell, so that they
    may be one number that was broken."""
    gaps = [b.span.start - a.span.end for a, b in pairwise(tokens) if a.column is None and a.line == b.line]
    return (len(gaps) > 1 and min(gaps) == 1 < max(gaps)) or (columns == 1 and gaps == [1])


def _heads_over(row: _Row, columns: Sequence[Label]) -> list[Head]:
    """The names of a row's columns in the heads of its block."""
    return list(heads_in(row.group.block.lines, columns)) if row.group else []


def _is_broken_off(row: _Row) -> bool:
    """Whether a figure goes on elsewhere: it ends in a separator, or a word for thousands follows."""
    if row.group is None:
        return False
    behind = row.group.behind
    if any(_CUT.search(word.text) for line in row.group.lines for word in line.words):
        return True
    return any(token.text[-1:] in ",，." for token in row.tokens) or _SCALE.match(behind) is not None


def _contradict(over: Sequence[Head], columns: Sequence[Label], block: Block) -> bool:
    """Whether the heads of a block are those of other columns, or in another order than the form's."""
    if not over:
        return any(heads_in(block.lines, _all_measures()))
    firsts = {head.code: head for head in reversed(over)}
    heads = [firsts[column.code] for column in columns if column.code in firsts]
    return any(are_exchanged(*pair) for pair in pairwise(heads))


def _under_repeated(over: Sequence[Head], columns: Sequence[Label], row: _Row) -> Sequence[Place] | None:
    """The figures under heads of which some are repeated, as those of cells merged across columns are."""
    if len(row.tokens) != len(over):
        # A page break repeats all of them.
        whole = len(row.tokens) == len(columns) and len(over) % len(columns) == 0
        repeated = [head.code for head in over] == [column.code for column in columns] * (len(over) // len(columns))
        return row.tokens if whole and repeated and len(columns) > 1 else None
    figures: dict[str, list[Token]] = {column.code: [] for column in columns}
    for head, token in zip(over, row.tokens, strict=True):
        figures[head.code].append(token)
    return [tokens[0] for tokens in figures.values()] if all(map(_are_alike, figures.values())) else None


def _are_in_order(row: _Row, over: Sequence[Head], style: _Style) -> bool:
    """Whether as many figures as cells fill these in order: none under the head of another, and no place between them
    empty, all on one line or each on its own."""
    lines = {token.line for token in row.tokens}
    assert row.group is not None  # rows with tokens have one
    if 1 < len(lines) < len(row.tokens) or (len(lines) > 2 and _far_apart(row.lines)):
        return False
    if len(row.tokens) == 1 and style.beside and row.tokens[0].line > row.group.last_line:
        return False
    columns = [token.column for token in row.tokens if token.column is not None]
    if len(lines) == 1 and columns and columns[-1] - columns[0] >= len(row.tokens):
        return False
    places = {line.number: line.places for line in row.lines}
    under = {(head.token.column, head.line.places): head.code for head in over}
    if len(over) < len(row.tokens) or len({head.token.line for head in over}) > 1:
        return True
    return all(
        under.get((token.column, places.get(token.line, 0)), head.code) == head.code
        for token, head in zip(row.tokens, over, strict=False)
        if token.column is not None
    )


def _stacked(columns: Sequence[Label], over: Sequence[Head], row: _Row) -> Sequence[Place] | None:
    """The figures of a row of which some slid to another line, each in its own place."""
    if len({line.places for line in row.lines}) > 1 or not len(over) == len(columns) > 1:
        return None
    places = [head.token.column for head in over]
    under = {token.column: token for token in row.tokens}
    if len(under) < len(row.tokens) or None in under or {head.line.places for head in over} != {row.lines[0].places}:
        return None
    return [under[place] for place in places] if under.keys() == set(places) else None


def _without_pages(columns: Sequence[Label], row: _Row, style: _Style) -> Sequence[Place] | None:
    """The figures of a row of places that fills its cells, without what stands on other lines and has no place."""
    assert row.group is not None  # rows with tokens have one
    first = [token for token in row.tokens if token.line <= row.group.last_line]
    rest = [token for token in row.tokens if token not in first]
    whole = len(first) == len(columns) and all(token.column is not None for token in first)
    pages = style.beside and all(token.column is None for token in rest)
    return first if whole and pages and _are_in_order(_Row(row.group, row.lines, first), [], style) else None


def _with_blanks(columns: Sequence[Label], over: Sequence[Head], row: _Row, style: _Style) -> Sequence[Place] | None:
    """The figures of a row that keeps empty places: those at its ends are certain only in a table that prints no zero,
    since the whole row may have moved."""
    assert row.group is not None
    placed = _kept_places(columns, over, row, style)
    if placed is None:
        return None
    if any(placed) and not (placed[0] and placed[-1]) and not style.leaves_blank:
        return None
    joined = any(
        (a is None) != (b is None) and len((a or b or placed[0]).text) > 1  # type: ignore[union-attr]
        for a, b in pairwise(placed)
    )
    return None if joined and not style.leaves_blank else placed


def _kept_places(columns: Sequence[Label], over: Sequence[Head], row: _Row, style: _Style) -> Sequence[Place] | None:
    if row.group is None:
        return None
    down = _places_down(row)
    if len(columns) <= len(down) and len(down) in (len(columns), style.wide) and not any(down[len(columns) :]):
        return down[: len(columns)]
    lines = [line for line in row.group.lines if line.values] or [
        line for line in row.group.lines if line.places > len(columns)
    ]
    if len(lines) != 1 or len({token.line for token in row.tokens}) > 1:
        return None
    places = lines[0].places
    heads = [head.token.column for head in over if head.line.places == places]
    if len(heads) != len(columns) or None in heads or len(set(heads)) < len(heads):
        return None
    under = {token.column: token for token in row.tokens}
    return [under.get(place) for place in heads] if under.keys() <= set(heads) else None


def _lost_columns(table: Table, rows: Mapping[str, _Row], style: _Style) -> dict[str, Sequence[Place]]:
    """The rows whose figures stand right under the first of their columns, when all rows with these columns lack the
    same last ones and every other row is whole: then the text has lost these columns, and what is left has its place.
    """
    groups: dict[tuple[str, ...], list[Label]] = {}
    for label in table.rows:
        groups.setdefault(tuple(column.code for column in columns_of(table, label)), []).append(label)
    found: dict[str, Sequence[Place]] = {}
    for codes, labels in groups.items():
        here = [rows.get(label.code, _Row()) for label in labels]
        others = [label for label in table.rows if label not in labels]
        counts = {len(row.tokens) for row in here}
        whole = all(len(rows.get(each.code, _Row()).tokens) == len(columns_of(table, each)) for each in others)
        if len(labels) > 1 and len(counts) == 1 and 0 < min(counts) < len(codes) and whole:
            columns = columns_of(table, labels[0])
            laid = [
                _kept_places(columns, list(heads_in(row.group.block.lines, columns)), row, style)
                for row in here
                if row.group
            ]
            if all(each and all(each[: min(counts)]) for each in laid):
                found |= {label.code: each for label, each in zip(labels, laid, strict=True) if each}
    return found


def _changes_stand_aside(columns: Sequence[Label], laid: Sequence[Place]) -> bool:
    """Whether a figure has a sign, as changes from the year before have, that does not stand in their column."""
    signed = {column.signed for column, token in zip(columns, laid, strict=True) if token and _SIGN.match(token.text)}
    return signed == {False} and any(column.signed for column in columns)


def _units_said(row: _Row, region: Sequence[Line]) -> set[str]:
    """The units of money that the text names for a row: over its block, in its label, and behind its figures, where a
    unit may have a line of its own."""
    assert row.group is not None
    end = max([token.line for token in row.tokens] + [row.group.last_line])
    first = min(each.first_line for each in row.group.found)
    own = [line for line in region if first <= line.number <= end]
    below = next(([line] for line in region if line.number > end and line.tokens), [])
    over = [*row.group.block.lines, *own]
    under = below if below and not below[0].values else []
    return units_named(_words(over)) | units_named(_words(under))


def _units_over(block: Block, columns: Sequence[Label]) -> set[str]:
    """The units that the heads of a block name, if these are heads of columns of money."""
    money = [column for column in columns if column.unit]
    return units_named(_words(block.lines)) if any(heads_in(block.lines, money)) else set()


def _words(lines: Sequence[Line]) -> list[str]:
    return [plain(token.text) for line in lines for token in line.words]


def _stand_again(text: TableText, groups: Sequence[_Group]) -> set[str]:
    """The rows whose label stands in the region once more, with other figures."""
    inside = {number for each in text.found for number in range(each.first_line, each.last_line + 1)}
    own = {each.row: group for group in groups for each in group.found}
    lines = [line for line in text.region if line.tokens]
    again: set[str] = set()
    for at, line in enumerate(lines):
        if line.number in inside:
            continue
        for row, group in own.items():
            label = text.every[row]
            if any(match and match.end() - match.start() for match in [_begins_with(label, line)] if match):
                near = line.values or (lines[at + 1].values if at + 1 < len(lines) else ())
                figures = [token.value for token in near]
                known = [token.value for each in group.lines for token in each.values]
                if figures and figures != known[: len(figures)]:
                    again.add(label.code)
    return again


def _begins_with(label: Label, line: Line) -> re.Match[str] | None:
    words = plain(line.words[0].text) if line.words else ""
    return pattern_of(label).match(words)


def _zeros_in_any_order(text: TableText) -> dict[str, Sequence[Token]]:
    """The rows of a table that has a zero for each of its cells; empty for any other figures."""
    figures = [token for line in [*text.header, *text.lines] for token in line.values]
    widths = {label.code: len(columns_of(text.table, label)) for label in text.table.rows}
    if len(figures) != sum(widths.values()) or any(figure.value != 0 for figure in figures):
        return {}
    left = iter(figures)
    return {code: [next(left) for _ in range(width)] for code, width in widths.items()}


def _under_heads(table: Table, blocks: Sequence[Block]) -> dict[str, Sequence[Token]]:
    """The rows of a table whose labels come first and whose figures follow under heads of their own.

    The k-th head of a name belongs to the k-th block of rows that has the column, and has as many figures as that has
    rows. Rows with a column for which that is not so are left out.
    """
    own = {row.code: row for row in table.rows}
    sets = [rows for block in blocks if (rows := [own[row.code] for row in block.rows if row.code in own])]
    columns = {row.code: columns_of(table, row) for rows in sets for row in rows}
    wanted = {c.code: [rows for rows in sets if c in columns[rows[0].code]] for c in table.columns}
    headed = any(block.rows and any(heads_in(block.lines, table.columns)) for block in blocks)
    figures: dict[tuple[str, str], Token] = {}
    times: Counter[str] = Counter()
    failed: set[str] = set()
    for block in blocks:
        codes = [head.code for head in heads_in(block.lines, table.columns)]
        if not any(line.values for line in block.astray):
            continue
        if not codes:
            return {}
        k = times[codes[0]]
        rows = wanted[codes[0]][k] if k < len(wanted[codes[0]]) else []
        times.update(codes)
        tokens = [token for line in block.astray for token in line.values]
        whole = rows and codes == [column.code for column in columns[rows[0].code]]
        by_row = len(codes) == 1 or (whole and _are_by_row(block, len(codes), len(rows)))
        if len(tokens) > len(rows) * len(codes) and not headed:
            return {}  # a row that gained a figure moved all behind it
        if not by_row or len(tokens) != len(rows) * len(codes):
            failed |= {*codes}
        else:
            places = ((row.code, code) for row in rows for code in codes)
            figures |= dict(zip(places, tokens, strict=True))
    failed |= {code for code, count in times.items() if count != len(wanted[code])}
    for code, here in columns.items():
        spans = [figures[code, column.code].span for column in here if (code, column.code) in figures]
        if spans != sorted(spans):
            return {}  # columns in another order
    return {
        code: [figures[code, column.code] for column in here]
        for code, here in columns.items()
        if all((code, column.code) in figures and column.code not in failed for column in here)
    }


def _are_by_row(block: Block, columns: int, rows: int) -> bool:
    """Whether the figures under several heads stand row by row: each row on a line, or with a gap between rows."""
    lines = [line for line in block.astray if line.values]
    if rows == 1 or [len(line.values) for line in lines] == [columns] * rows:
        return True
    return len(lines) == columns * rows and _far_apart(lines) == [*range(columns, len(lines), columns)]


def _far_apart(lines: Sequence[Line]) -> list[int]:
    """Which of some lines stand farther below the one before than others do."""
    gaps = [b.number - a.number for a, b in pairwise(lines)]
    return [at for at, gap in enumerate(gaps, 1) if gap > min(gaps)]
