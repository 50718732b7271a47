"""In which order a table prints its columns, as the words over it tell.

The form's order is fixed by decree, and hardly any report has another. Names that stand in the places of the figures
tell the order for certain; names in another order where nothing keeps places may have been torn out of theirs, and
are a rival order, no more. What belongs here: the orders that the head allows. What does not: what the figures say to
them.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from gidr_pipeline.extraction.tables.regions import TableText
from gidr_pipeline.extraction.tables.wordings import is_short, pattern_of, plain
from gidr_pipeline.extraction.text.line import Line, with_tokens
from gidr_pipeline.forms import Label, Table

_REACH = 45
_PIECE = 2
_END = ";"
"""Stands for the end of a line of several words."""
_ORGANISATIONS = re.compile(r"法人(?:[或和及与、]?其[他它]组织)?")
_ALL_ORGANISATIONS = re.compile(r"法人[或和及与、]?其[他它]组织")
_ORGANISATIONS_FIRST = re.compile(_ORGANISATIONS.pattern + r"[\s|,;]*自然人[\s|,;]*(?:总计|合计)")
SUBTOTAL = "小计"
_TOTALS = {"合计", "总计"}
_LONGEST_NAME = 8
_NEAR = 8
"""Characters from the total to the name right behind it."""

Order = tuple[int, ...]
"""For each place from left to right which of the form's columns is printed there."""


def in_names_of_form(text: TableText) -> TableText:
    """The text with the form's names over its columns for those that tables have instead: `自然人` for `公民`."""
    header = text.header
    named = _in_names_of_form(text.table, header, re.compile(r".+"))
    return replace(text, region=[*named, *text.region[len(header) :]])


def _in_names_of_form(table: Table, header: Sequence[Line], pieces: re.Pattern[str]) -> list[Line]:
    """The lines of a head with the form's names for these pieces of words that are others; but not for `其他组织` where
    it may be the end of the name of all organisations, which does not stand there whole."""
    words = [plain(piece) for line in header for word in line.words for piece in word.text.split()]
    is_torn = not any(map(_ALL_ORGANISATIONS.fullmatch, words)) and any(map(_ORGANISATIONS.match, words))

    def in_form(piece: re.Match[str]) -> str:
        if is_torn and _ALL_ORGANISATIONS.fullmatch(f"法人或{plain(piece[0])}"):
            return piece[0]
        return next((column.label_zh for column in table.columns if is_short(column, piece[0])), piece[0])

    lines = []
    for line in header:
        texts = {word.span: pieces.sub(in_form, word.text) for word in line.words}
        if any(word.text != texts[word.span] for word in line.words):
            tokens = [token._replace(text=texts.get(token.span, token.text)) for token in line.tokens]
            line = with_tokens(line, tokens)._replace(is_prose=line.is_prose)
        lines.append(line)
    return lines


def orders_of(table: Table, header: Sequence[Line]) -> list[Order]:
    """The orders that the head allows, the likeliest first: the form's unless names in kept places tell another.

    >>> orders_of(requests, lines_of("… | 自然人 | 科研机构 | 商业企业 | …"))
    [(0, 2, 1, 3, 4, 5, 6)]
    """
    form = tuple(range(len(table.columns)))
    lines = _in_names_of_form(table, [line for line in header if line.tokens][-_REACH:], re.compile(r"\S+"))
    if placed := _in_places(table, lines) or _around_organisations(table, lines):
        return [placed]
    if _organisations_lead(table, lines):
        return [(*form[1:-1], form[0], form[-1])]
    named = _in_text(table, lines)
    orders = [form, named] if named and named != form else [form]
    if _total_leads(table, lines):
        orders += [(form[-1], *(at for at in order if at != form[-1])) for order in orders]
    return orders


def names_form_alone(table: Table, header: Sequence[Line]) -> bool:
    """Whether a head has the name of each column, or a piece with which it begins, and names no sums over
    organisations."""
    lines = _in_names_of_form(table, [line for line in header if line.tokens][-_REACH:], re.compile(r"\S+"))
    pieces = {piece[:_PIECE] for line in lines for piece in _pieces_of(line)}
    *applicants, total = table.columns
    whole = zip(applicants, _places_in_text(table, lines), strict=True)
    are_named = all(at >= 0 or column.label_zh[:_PIECE] in pieces for column, at in whole)
    has_total = any(ends_in(total, plain(word.text)) for line in lines for word in line.words)
    return are_named and has_total and not sums_named(table, header).places


def _around_organisations(table: Table, lines: Sequence[Line]) -> Order | None:
    """The order that the places of the totals and of the name of all organisations tell, whatever the others are
    called, where it is another than the form's: what stands beside both are natural persons."""
    words = _words_in_places(lines)
    over = [at for at, said in words.items() if _ORGANISATIONS.match(said)]
    totals = [at for at, said in words.items() if ends_in(table.columns[-1], said)]
    if len(over) != 1 or len(totals) != 1:
        return None
    (first,), (total,), (natural, *organisations, last) = over, totals, range(len(table.columns))
    orders: dict[int, Order] = {-2: (last, natural, *organisations), -1: (last, *organisations, natural)}
    if not words.get(first - 1) or len(words[first - 1]) > _LONGEST_NAME:  # else natural persons, and one column more
        orders[last] = (*organisations, natural, last)
    order = orders.get(total - first)
    begin = min(first, total)
    return order if order and all(words.get(at) for at in range(begin, begin + len(order))) else None


def _organisations_lead(table: Table, lines: Sequence[Line]) -> bool:
    """Whether a line names organisations, natural persons and totals in this order, and the first organisation stands
    below the name of all: where nothing keeps places, that of natural persons may only have been printed lower."""
    below = pattern_of(table.columns[1])
    first = {word.column for line in lines for word in line.words if ends_in(table.columns[1], plain(word.text))}
    for line in lines:
        words = "".join(word.text for word in line.words)
        if _ORGANISATIONS_FIRST.search(words) and not below.search(plain(words)):
            over = {word.column for word in line.words if _ORGANISATIONS.match(plain(word.text))}
            if (first & over) - {None}:
                return True
    return False


class Sums(NamedTuple):
    """In which columns of a table with one more than the form its sums over organisations may stand, by its head, and
    whether this says for certain that it has such a column."""

    places: Set[int] = frozenset()
    are_certain: bool = False


def sums_named(table: Table, header: Sequence[Line]) -> Sums:
    """What a head says of sums over organisations: it may call them so (小计), totals by another name than these
    (合计 beside 总计), or have anything in a place between those of the names. They stand before the organisations or
    behind them, as far as names on one line tell.

    >>> sums_named(requests, lines_of("自然人 | 小计 | 商业企业 | … | 其他 | 总计"))
    Sums(places={1}, are_certain=True)
    """
    lines = _from_first_name(table, [line for line in header if line.tokens][-_REACH:])
    places = _places_of_names(table, _words_in_places(lines))
    if all(len(found) == 1 for found in places.values()):
        return _between_names({at for found in places.values() for at in found}, len(table.columns))
    pieces = [[plain(piece) for word in line.words for piece in word.text.split()] for line in lines]
    every = [piece for said in pieces for piece in said]
    # Totals by two names above the organisations: the second is theirs, as the first is repeated below none of these.
    for one, other, behind in zip(every, every[1:], every[2:], strict=False):
        if {one, other} == _TOTALS and _is_organisation(table, behind):
            return Sums({1}, are_certain=True)
    totals = _TOTALS if set(every) >= _TOTALS else set()
    named = (_named_on_one_line(table, said, totals) for said in pieces)
    return Sums(set[int]().union(*named), any(piece.endswith(SUBTOTAL) for piece in every))


def _between_names(taken: Set[int], width: int) -> Sums:
    """The column between the names of the form's, which take these places, if there is one."""
    first, last = min(taken), max(taken)
    if last - first != width:
        return Sums()
    return Sums({at - first for at in range(first, last) if at not in taken}, are_certain=True)


def _named_on_one_line(table: Table, said: Sequence[str], totals: Set[str]) -> set[int]:
    """Where the words of a line name such sums: before the organisations on it, behind them, or either; totals only
    where it names organisations as well."""
    organisations = [at for at, piece in enumerate(said) if _is_organisation(table, piece)]
    found = [at for at, piece in enumerate(said) if piece.endswith(SUBTOTAL) or (organisations and piece in totals)]
    behind = {at > other for at in found for other in organisations} if organisations else {False, True}
    return {len(table.columns) - 1 if is_behind else 1 for is_behind in behind} if found else set()


def _from_first_name(table: Table, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a head from that on which natural persons are named last, or all organisations right above."""
    named = [
        any(table.columns[0].label_zh in plain(w.text) or _ORGANISATIONS.match(plain(w.text)) for w in line.words)
        for line in lines
    ]
    start = max((at for at, is_named in enumerate(named) if is_named), default=0)
    while start and named[start - 1]:
        start -= 1
    return lines[start:]


def _is_organisation(table: Table, piece: str) -> bool:
    return any(ends_in(column, piece) for column in table.columns[1:-1])


def _in_places(table: Table, lines: Sequence[Line]) -> Order | None:
    """The order of names that stand in places side by side, one a column of the table, read down the lines; a single
    one that is called otherwise (其他组织) is that of the place which the others leave, but for the totals: what stands
    among the applicants is none."""
    words = _words_in_places(lines)
    places = _places_of_names(table, words)
    lost = [name for name, found in places.items() if not found]
    if len(lost) > 1 or len(table.columns) - 1 in lost or any(len(found) > 1 for found in places.values()):
        return None
    first = min(at for found in places.values() for at in found)
    if lost:
        taken = {at for found in places.values() for at in found}
        left = [at for at in range(first, first + len(places)) if at not in taken]
        # At either end of the names nothing tells that a place is the table's.
        if len(left) != 1 or left[0] == first + len(places) - 1 or not words.get(left[0]):
            return None
        places[lost[0]] = left
    order = sorted(places, key=lambda name: places[name][0])
    side_by_side = [places[name][0] - first for name in order] == list(range(len(table.columns)))
    return tuple(order) if side_by_side else None


def _places_of_names(table: Table, words: Mapping[int, str]) -> dict[int, list[int]]:
    """For each column the places whose words end in its name."""
    return {name: [at for at, text in words.items() if ends_in(column, text)] for name, column in _names(table)}


def _words_in_places(lines: Sequence[Line]) -> dict[int, str]:
    """What the widest lines say in each of their places, from top to bottom."""
    wide = max((line.places for line in lines), default=0)
    words: dict[int, str] = {}
    for token in (token for line in lines for token in line.words if line.places == wide):
        if token.column is not None:
            words[token.column] = words.get(token.column, "") + plain(token.text)
    return words


def _names(table: Table) -> list[tuple[int, Label]]:
    return list(enumerate(table.columns))


def ends_in(column: Label, words: str) -> bool:
    """Whether words end in the name of a column, 其他 in 法人或其他组织 not counted."""
    return any(match.end() == len(words) for match in pattern_of(column).finditer(words)) and not (
        words.endswith("其他组织") and column.code != "public_interest"
    )


def _in_text(table: Table, lines: Sequence[Line]) -> Order | None:
    """The order in which the names stand in the text, whole; where they are in pieces, that of pieces on one line, the
    others where the form has them."""
    starts = _places_in_text(table, lines)
    if min(starts) >= 0:
        return (*sorted(range(len(starts)), key=lambda at: starts[at]), len(starts))
    begins = {column.label_zh[:_PIECE]: at for at, column in enumerate(table.columns[:-1])}
    order = list(range(len(table.columns)))
    for line in lines:
        here = [begins[piece[:_PIECE]] for piece in _pieces_of(line) if piece[:_PIECE] in begins]
        if len(set(here)) == len(here):
            for place, at in zip(sorted(here), here, strict=True):
                order[place] = at
    return tuple(order) if sorted(order) == list(range(len(order))) else None


def _pieces_of(line: Line) -> list[str]:
    """The words of a line; 其他 is a piece of 其他组织 as well, of which there is more."""
    return [piece for token in line.words for piece in token.text.split() if piece != "其他组织"]


def _places_in_text(table: Table, lines: Sequence[Line]) -> list[int]:
    """Where in their words the names of the applicants begin, -1 for one that is not whole. The last of each is the
    table's: what stands above may be another table's, or a heading."""
    words = plain("".join(token.text for line in lines for token in line.words)).replace("其他组织", "")
    return [words.rfind(column.label_zh) for column in table.columns[:-1]]


def _total_leads(table: Table, lines: Sequence[Line]) -> bool:
    """Whether the total is named right before all others: on their line, if that has several."""
    said = ("".join(token.text for token in line.words) + _END * (len(line.words) > 1) for line in lines)
    words = plain("".join(said))
    first = words.rfind(table.columns[0].label_zh)
    total = pattern_of(table.columns[-1]).search(words, max(0, first - _NEAR), max(0, first))
    return total is not None and _END not in words[total.start() : first]
