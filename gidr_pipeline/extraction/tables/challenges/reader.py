"""The table of reconsiderations and lawsuits: three channels of five results, in one row of fifteen or in several.

Its lines are divided among parts, the heads of some channels and the figures below (`channels`). Each part is laid over
its cells by its places, where the text keeps them, else by all ways in which figures may have been lost or added
(`laying`); what all likely ways share is read.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gidr_pipeline.extraction.model import Cell, Span
from gidr_pipeline.extraction.tables.cells import illegible, missing, read_cell, run_of
from gidr_pipeline.extraction.tables.challenges.channels import parts_of
from gidr_pipeline.extraction.tables.challenges.in_fields import read_in_fields
from gidr_pipeline.extraction.tables.challenges.laying import Given, addends_of, as_they_stand, glued, lay, value_of
from gidr_pipeline.extraction.tables.challenges.names import of_results
from gidr_pipeline.extraction.tables.challenges.part import Part
from gidr_pipeline.extraction.tables.challenges.turned import read_turned
from gidr_pipeline.extraction.tables.down import Place
from gidr_pipeline.extraction.tables.faults import faults_of
from gidr_pipeline.extraction.tables.glued import figures_in, halves_of
from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.sight import (
    WIDTHS,
    Widths,
    are_interleaved,
    extent_of,
    gaps_of,
    one_is_close,
    overlap,
)
from gidr_pipeline.extraction.tables.wordings import plain
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.forms import Label, Table

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\S+")
_OPEN = "which of the figures belongs to which cell is not certain"


def read_challenges(text: TableText) -> list[Cell]:
    """All cells of the table, in the form's order."""
    table, width = text.table, len(text.table.columns)
    if (turned := read_turned(table, text.region)) is not None:
        return turned
    parts = parts_of(text)
    tokens = [token for part in parts for token in part.tokens]
    given: dict[int, Sequence[Given]] = {}
    if len(tokens) == width * len(table.rows) and all(token.value == 0 for token in tokens):
        zeros = iter(tokens)  # of zeros alone any order is right
        given = {channel: [Given(next(zeros), kept=True) for _ in range(width)] for channel in range(len(table.rows))}
    elif [channel for part in parts for channel in part.channels] == list(range(len(table.rows))):
        alike = _in_one_pattern(parts)
        for part in parts:
            cells = alike[part.channels[0] * width :] if alike else _read_part(table, part)
            given |= {channel: cells[i * width : (i + 1) * width] for i, channel in enumerate(part.channels)}
    if not any(map(any, given.values())) and (in_fields := read_in_fields(table, text.region)) is not None:
        return in_fields
    runs = {channel: run_of(part.tokens) for part in parts for channel in part.channels}
    return [
        _cell(row, column, cell, runs.get(channel, run_of(tokens)))
        for channel, row in enumerate(table.rows)
        for column, cell in zip(table.columns, given.get(channel) or [Given()] * width, strict=True)
    ]


def _in_one_pattern(parts: Sequence[Part]) -> Sequence[Given]:
    """What is given for each cell of several parts whose channels all leave the same places empty; else nothing."""
    rows = [part.row()[0] for part in parts]
    whole = [place for row in rows for place in row]
    are_whole = len(parts) > 1 and all(len(row) == part.cells for row, part in zip(rows, parts, strict=True))
    if not are_whole or not all(part.are_heads_its_own(part.sets_of_results()) for part in parts):
        return []
    return [_kept(place) for place in whole] if _is_pattern(whole, parts[0].width) else []


def _cell(row: Label, column: Label, given: Given, run: Span | None) -> Cell:
    """The cell for what is given, `run` being all figures of its part."""
    if given.note and given.value is not None:
        return given.repaired("challenges", row.code, column.code)
    if given.kept:
        return read_cell("challenges", row.code, column, given.token)
    if given.lost:
        return missing("challenges", row.code, column.code, given.note)
    return illegible("challenges", row.code, column.code, run, given.note or _OPEN)


def _read_part(table: Table, part: Part) -> Sequence[Given]:
    """What is given for each cell of a part, nothing where its heads are not those of its channels."""
    sets = part.sets_of_results()
    if part.named is not None:
        whole = part.in_order and part.cells == len(part.tokens) == len(table.columns) * len(table.rows)
        return _without_spilt([_kept(token) for token in part.tokens], part.tokens) if whole else []
    if part.are_heads_its_own(sets):
        return _read_row(part, sets)
    places, _ = part.row()
    return _whole_row(list(filter(None, places)), part) if part.in_order and part.names_all_in_pieces else []


def _whole_row(tokens: Sequence[Token], part: Part) -> Sequence[Given]:
    """A row on one line, of which some places may hold several figures, if it has one for each cell and its channels
    add up; one may fail beside more that are not zero and do, unless a place holds several."""
    row = [figure for token in tokens for figure in figures_in(token)]
    if len(row) != part.cells or len({token.line for token in row}) > 1:
        return []
    telling, fails = _tell(row, part.width), _fails(row, part.width)
    adds_up = telling > 0 == fails or (telling > fails == 1 and len(row) == len(tokens))
    return [_kept(token) for token in row] if adds_up else []


def _read_row(part: Part, sets: int | None) -> Sequence[Given]:
    """What is given for each cell of a part whose heads name all results so many times: its row as printed, else in
    its places, else by all ways to lay its figures over the cells."""
    row, strangers = part.row()
    if any("序号" in plain(word.text) for line in part.heads for word in line.words):
        row = row[1:] if len(row) > part.cells and row[0] else []
    row = _without_sum(row, part) if part.names_a_sum else row
    tokens = [token for token in row if token]
    if len(tokens) == 1 and len(tokens[0].text) >= part.cells:
        return glued(tokens[0], part.cells, part.width)
    if len(tokens) < part.cells and (whole := _whole_row(tokens, part)):
        return whole
    if _is_out_of_order(part, tokens):
        return []
    if _is_as_printed(tokens, part, sets) or _are_in_fields(part, tokens, sets):
        return _without_spilt([*as_they_stand(tokens, part.width)], tokens)
    if part.has_cut_remark and len(tokens) > part.cells:
        return []  # some of them are of remarks
    return _in_places(part, row, sets, strangers=bool(strangers)) or _laid(part, tokens, sets)


def _without_sum(row: list[Place], part: Part) -> list[Place]:
    """A row without the sum behind its cells, that of all channels or of the lawsuits, which may be blank; nothing
    where another figure stands there."""
    if len(row) == part.cells:
        return row
    *cells, last = row or [None]
    totals = [value_of(total) or 0 for _, total in addends_of(cells, part.width)]
    is_sum = last is None or value_of(last) in (sum(totals), sum(totals[1:]))
    return cells if len(cells) == part.cells and is_sum else []


def _in_places(part: Part, row: Sequence[Place], sets: int | None, *, strangers: bool) -> Sequence[Given]:
    """What is given for each cell of a part where the text keeps its places for certain; else nothing."""
    if len(row) == part.cells and _is_pattern(row, part.width):
        return [_kept(token) for token in row]
    if strangers or not (_is_in_fields_alone(part, row) if not sets else sets >= len(part.channels)):
        return []
    certain = (places for places in _kept_places(part, row) if _are_certain(places, part))
    return [_kept(token) for token in next(certain, ())]


def _is_in_fields_alone(part: Part, row: Sequence[Place]) -> bool:
    """Whether a row under no names of results is one line with a field for each cell, of which some channel tells."""
    of_row = [line.places for line in part.lines if line.values]
    return of_row == [part.cells] == [len(row)] and _tell(row, part.width) > 0


def _laid(part: Part, tokens: Sequence[Token], sets: int | None) -> Sequence[Given]:
    """What all ways to lay the figures of a part over its cells give; nothing where too many are lacking."""
    if sets is None or part.cells - len(tokens) > part.cells // 2 or part.has_heads_among_figures:
        return []
    on_one_line = len({token.line for token in tokens}) == 1
    may_end_in_a_page = not on_one_line and len(tokens) == part.cells and _may_end_in_a_page(tokens, part.width)
    evenly = _stand_evenly(tokens) and not (part.has_cut_remark or part.has_scattered_heads or may_end_in_a_page)
    given = lay(tokens, part.cells, part.width, on_one_line=on_one_line, evenly=evenly) or []
    return _without_spilt(given, tokens) if len(tokens) == part.cells else given


def _stand_evenly(tokens: Sequence[Token]) -> bool:
    """Whether figures stand on one line, none closer to the next than others, or on lines at equal distances."""
    return len({b.line - a.line for a, b in pairwise(tokens)}) == 1 and not one_is_close(gaps_of(tokens))


def _is_out_of_order(part: Part, tokens: Sequence[Token]) -> bool:
    """Whether figures on several lines, in the order of the text, are hardly in that of their cells: those of one line
    stand between those of another to the eye; some lines keep places, others with several figures do not, and channels
    fail; or their heads are scattered, and of a whole row two channels fail, or one where none but zeros adds up."""
    lines = [line for line in part.lines if line.values]
    if len(lines) < 2 or [*tokens] != part.tokens:
        return False
    if any(line.places for line in lines):
        several = any(len(line.values) > 1 and not line.places for line in lines)
        return several and _fails(tokens, part.width) > 0
    are_apart = min((gap for line in lines for gap in gaps_of(line.values)), default=0) > 1
    if are_apart and are_interleaved(lines):
        return True
    if not part.has_scattered_heads or len(tokens) != part.cells or None in map(value_of, tokens):
        return False
    return _fails(tokens, part.width) > min(1, _tell(tokens, part.width))


def _kept(token: Place) -> Given:
    return Given(token, kept=True)


def _is_as_printed(tokens: Sequence[Token], part: Part, sets: int | None) -> bool:
    """Whether figures fill the cells of a part in order and add up, but for a misprint among figures that stand on one
    line or as lines at equal distances: one that slid away does not."""
    if len(tokens) != part.cells:
        return False
    fails, steps = _fails(tokens, part.width), {b.line - a.line for a, b in pairwise(tokens)}
    if fails != 1 or len(steps) > 1 or part.has_cut_remark:
        return fails == 0
    if steps == {0}:
        return not one_is_close(gaps_of(tokens))
    return sets is not None and not _may_end_in_a_page(tokens, part.width)


def _are_in_fields(part: Part, tokens: Sequence[Token], sets: int | None) -> bool:
    """Whether the figures of a row stand in fields of their own, under a result each or as many as the heads name,
    whatever they add up to."""
    fields = [token.column for token in tokens]
    as_many = sets == len(part.channels) and fields == [*range(part.cells)]
    return None not in fields and (as_many or fields in part.fields_of_heads().values())


def _may_end_in_a_page(tokens: Sequence[Token], width: int) -> bool:
    """Whether the last of some figures may be the number of a page, and another of its channel lost."""
    *addends, total, page = (value_of(token) or 0 for token in tokens[-width:])
    return page != 0 and sum(addends) + total != page and sum(addends) <= total


def _without_spilt(given: Sequence[Given], tokens: Sequence[Token]) -> Sequence[Given]:
    """The cells of as many figures, of which those are open that hold one beside two numbers in one place: it may be
    the end of one of them."""
    two = [token.kind is Kind.ILLEGIBLE and len(_DIGITS.findall(token.text)) > 1 for token in tokens]
    return [
        Given() if cell.token and any(two[max(0, at - 1) : at] + two[at + 1 : at + 2]) else cell
        for at, cell in enumerate(given)
    ]


def _kept_places(part: Part, row: Sequence[Place]) -> Iterator[Sequence[Place]]:
    """The row of a part over its cells in each way in which the text keeps places: in fields under heads, in as many
    fields or lines as cells, or to the eye. Under heads in another number of fields it has lost some."""
    heads = part.fields_of_heads()
    own = [line for line in part.lines if any(token in row for token in line.values)] or part.lines
    fields = heads.get(own[0].places) if own else None
    filled = list(filter(None, row))
    under = {token.column: token for token in filled}
    if fields is not None:
        if under.keys() <= set(fields) and len(under) == len(filled):
            yield [under.get(field) for field in fields]
    elif heads:
        return
    elif len(part.lines) == 1 or part.has_single_lines or sum(bool(line.values) for line in part.lines) == 1:
        yield from (each for each in [part.without_end(row)] if len(each) == part.cells)
    yield from _to_the_eye(part)


def _is_pattern(row: Sequence[Place], width: int) -> bool:
    """Whether every channel of a row in as many places as cells leaves the same ones empty, as where only totals are
    filled in, or all but these, or nothing: no loss leaves such a row."""
    channels = [[token is None for token in row[at : at + width]] for at in range(0, len(row), width)]
    return len(channels) > 1 and any(channels[0]) and channels.count(channels[0]) == len(channels)


def _to_the_eye(part: Part) -> Iterator[Sequence[Place]]:
    """The places of a row on one line under the pieces of its heads, where these stand in as many columns as it has
    cells, `结果维  结果纠  其他结` over `持  正  果`. Nothing where a figure stands under none, or under another if
    wide characters take one place instead of two, or where the row prints zeros: then it has lost some."""
    lines = [line for line in part.lines if line.values]
    if len(lines) != 1 or any(line.places for line in (*lines, *part.heads)) or any(not t.value for t in part.tokens):
        return
    found = []
    for widths in WIDTHS:
        columns = [extent for extent, _ in _columns_of_pieces(part, widths)]
        extents = [extent_of(lines[0], token, widths) for token in lines[0].values]
        under = [[at for at, column in enumerate(columns) if overlap(column, extent)] for extent in extents]
        if len(columns) == part.cells and all(len(each) == 1 for each in under):
            places = {at: token for (at,), token in zip(under, lines[0].values, strict=True)}
            found.append([places.get(at) for at in range(part.cells)])
    if found and found.count(found[0]) == len(found):
        yield found[0]


def _columns_of_pieces(part: Part, widths: Widths) -> list[tuple[tuple[int, int], str]]:
    """From where to where pieces of the results' names stand above each other, and what they say together."""
    if any(line.places for line in part.heads):
        return []
    pieces = sorted(
        (extent_of(line, token, widths, piece.start(), piece.end()), line.number, piece[0])
        for line in part.heads
        for token in line.words
        for piece in _WORD.finditer(token.text)
        if of_results(part.table).fullmatch(piece[0])
    )
    columns: list[tuple[tuple[int, int], list[tuple[int, str]]]] = []
    for piece, line, words in pieces:
        if columns and overlap(columns[-1][0], piece):
            (start, end), above = columns[-1]
            columns[-1] = (start, max(end, piece[1])), [*above, (line, words)]
        else:
            columns.append((piece, [(line, words)]))
    return [(extent, "".join(words for _, words in sorted(said))) for extent, said in columns]


def _are_certain(row: Sequence[Place], part: Part) -> bool:
    """Whether a row with empty places adds up where it stands, and no better or nearly as well elsewhere."""
    costs, width = faults_of("challenges"), part.width
    best = _cost_in_places(row, width)
    for by in (-2, -1, 1, 2):
        out, gone = (row[:by], row[by:]) if by < 0 else (row[by:], row[:by])
        nothing: list[Place] = [None] * abs(by)
        moved = [*nothing, *out] if by < 0 else [*out, *nothing]
        if not any(gone) and costs["shifted"] + _cost_in_places(moved, width, ended=True) < best + costs["margin"]:
            return False
    may_have_moved = _lacks_a_total(row, width) or _may_have_slid(row, width) or _ends_early(row, part)
    return not _fails(row, width) and best <= costs["misprint"] and not may_have_moved


def _cost_in_places(row: Sequence[Place], width: int, *, ended: bool = False) -> float:
    """What a row costs in these places. Where it moved, its end may have been lost, and says nothing."""
    costs = faults_of("challenges")
    empty = sum(token is None for token in row)
    # Where totals alone are printed if they are zero, an empty place is no odder than where no zero is.
    zeros = any(token and token.value == 0 for addends, _ in addends_of(row, width) for token in addends)
    cost = costs["empty"] * empty + (costs["odd_empty"] if zeros and empty and not ended else 0)
    for addends, total in addends_of(row, width):
        if total is None and any(map(value_of, addends)) and not ended:
            cost += costs["blank_total"]
        elif total is not None and sum(value_of(token) or 0 for token in addends) != value_of(total):
            cost += costs["misprint"]
    return cost


def _fails(row: Sequence[Place], width: int) -> int:
    """How many channels of a row do not add up; an empty total says nothing, what can't be read fails."""
    fails = 0
    for addends, total in addends_of(row, width):
        known = [value for value in map(value_of, (*addends, total)) if value is not None]
        fails += len(known) < width or (total is not None and sum(known[:-1]) != known[-1])
    return fails


def _tell(row: Sequence[Place], width: int) -> int:
    """How many channels of a row add up and are not zero."""
    channels = (row[at : at + width] for at in range(0, len(row), width))
    return sum(any(map(value_of, channel)) and not _fails(channel, width) for channel in channels)


def _lacks_a_total(row: Sequence[Place], width: int) -> bool:
    """Whether one channel with addends has its total and another's may be the last of its figures: it was hardly left
    blank there alone, but ran together with the figure before it, or moved into its place."""
    channels = [(addends, total) for addends, total in addends_of(row, width) if any(map(value_of, addends))]
    lacking = [addends for addends, total in channels if total is None]
    return len(lacking) < len(channels) and any(map(_ends_in_total, lacking))


def _ends_in_total(addends: Sequence[Place]) -> bool:
    """Whether the last of some addends may be the total: it is no less than the others, of which one is lost, or two
    numbers, of which the second is what all others add up to: 5 0 0 38."""
    *others, last = (token for token in addends if token)
    added = sum(value_of(token) or 0 for token in others)
    if others and None in addends and (value_of(last) or 0) >= added:
        return True
    return any(added + (value_of(one) or 0) == value_of(other) for one, other in halves_of(last))


def _may_have_slid(row: Sequence[Place], width: int) -> bool:
    """Whether the only empty place of a row that prints zeros stands beside an addend, which may have slid from there
    over a zero: the sum holds either way."""
    empty = [at for at, token in enumerate(row) if token is None]
    if len(empty) != 1 or not any(token and token.value == 0 for token in row):
        return False
    near = (at for at in (empty[0] - 1, empty[0] + 1) if 0 <= at < len(row) and at % width < width - 1)
    return any(value_of(row[at]) != 0 for at in near)


def _ends_early(row: Sequence[Place], part: Part) -> bool:
    """Whether the only empty places of a row are at one of its ends, and not those of whole channels: several in a row
    that prints zeros, or that of a total beside its addends. It may have lost figures anywhere. A single line behind
    lines of one cell each may be a run of bars."""
    filled = [at for at, token in enumerate(row) if token] or [0]
    ends = filled[0] + len(row) - 1 - filled[-1]
    together = len(filled) == filled[-1] - filled[0] + 1
    zeros = any(token and token.value == 0 for token in row)
    open_total = any(total is None and any(map(value_of, a)) for a, total in addends_of(row, part.width))
    several = ends > 1 or (part.has_single_lines and open_total)
    return together and ends % part.width != 0 and several and (zeros or open_total)
