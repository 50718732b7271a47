"""What stands around a row and speaks against figures of it, though layout alone gives each a place.

What belongs here: pieces of numbers on other lines, numbers that spilled into the place beside theirs, figures that
slipped against their labels. What does not: placing figures (`rows`), and settling what is doubtful (`summed`).
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.tables.beside import count_up
from gidr_pipeline.extraction.tables.heads import wide_in
from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.tables.repair import ColumnSum
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.tables.style import FillStyle, holds
from gidr_pipeline.extraction.text.figures import Kind, Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.extraction.text.normalise import ZERO_WIDTH

_TWO_NUMBERS = re.compile(r"(?P<one>\\?[+-]?\d[\d.,]{0,14})\s+(?P<other>\d[\d.,]{0,14})")
_BROKEN_OFF = re.compile(r"(?<![\d㐀-鿿)])\d+[.．,]$")
_TEN_THOUSANDS = re.compile("[万亿][件条项个宗份次]?")
_LONGEST_OF_A_PAGE = 2
_SLIPPED = 2
_SEVERAL = 3
_Key = TypeVar("_Key")


def with_doubts(
    rows: Mapping[_Key, RowText], region: Sequence[Line], widths: Mapping[_Key, int], along: Sequence[Sum] = ()
) -> dict[_Key, RowText]:
    """The rows with those figures illegible that what stands around them makes doubtful.

    `region` are the lines where the table stands, `widths` how many cells each row has, `along` the sums of its rows:
    where they hold, nothing is in doubt.
    """
    taken = {token.span for row in rows.values() for token in row.placed or () if token}
    style = FillStyle.of([row.placed for row in rows.values() if row.placed], along)
    left_blank = style.leaves_zeros_blank or style.leaves_totals_blank
    parts = _parts_of_numbers(region)
    placed = [row.placed for row in rows.values() if row.placed]
    if along and count_up(each[-1] for each in placed) and not all(_adds_up(each, along) for each in placed):
        return {key: row.doubted() for key, row in rows.items()}  # each ends in the number of the next, and lacks one
    lack = sum(0 < len(row.tokens) < widths[key] for key, row in rows.items())
    # A table without sums that has a figure everywhere else has hardly left one place empty.
    empty = [
        row.placed.count(None) if row.placed else widths[key]
        for key, row in rows.items()
        if row.placed or not row.tokens
    ]
    one_empty = not along and sum(empty) == 1
    several_lack = bool(along) and not left_blank and (lack >= _SEVERAL or 2 * lack > len(rows))
    result: dict[_Key, RowText] = {}
    piece_above = False
    for key, row in rows.items():
        if row.placed and not _adds_up(row.placed, along):
            row = _without(row, _beside_two_numbers(row.placed, along))
            row = _without(row, [token for token in row.tokens if token.span in parts])
            if one_empty or (along and not left_blank):
                row = _without(row, _beside_an_empty_place(row.placed or ()))
            lacks_none = several_lack and len(row.tokens) == widths[key] and not row.is_on_one_line
            if piece_above or lacks_none or (along and _has_most_places(row, rows.values(), region)):
                row = row.doubted()
            row = _against_pieces(row, region, taken, fails=bool(along))
        too_many = len(row.loose) > widths[key] and not row.is_on_one_line
        piece_above = too_many and (bool(along) or not _may_be_a_page(row.loose[-1]))
        result[key] = row
    return result


def _adds_up(placed: Sequence[Token | None], along: Sequence[Sum]) -> bool:
    """Whether the sums of a row hold, a blank counted as zero; not where there are none, or a figure can't be read."""
    legible = all(token is None or token.kind is not Kind.ILLEGIBLE for token in placed)
    return bool(along) and legible and holds([token and count_of(token) for token in placed], along)


def _has_most_places(row: RowText, rows: Iterable[RowText], region: Sequence[Line]) -> bool:
    """Whether a row's line has more places than that of any other row."""
    lines = {token.line for each in rows if each.placed and each is not row for token in each.placed if token}
    own = {token.line for token in row.placed or () if token}
    places = [region[line - region[0].number].places for line in lines]
    return bool(own and places) and all(region[line - region[0].number].places > max(places) for line in own)


def _without(row: RowText, doubtful: Iterable[Token]) -> RowText:
    """The row with these figures illegible."""
    spans = {token.span for token in doubtful}
    if not spans or not row.placed:
        return row
    illegible: dict[str, Any] = {"kind": Kind.ILLEGIBLE, "value": None}
    placed = (token._replace(**illegible) if token and token.span in spans else token for token in row.placed)
    return replace(row, placed=tuple(placed))


def _beside_two_numbers(placed: Sequence[Token | None], along: Sequence[Sum]) -> list[Token]:
    """Figures beside a place with two numbers, one of which may be a piece of theirs: unless both are one that was
    torn, and the row adds up with it. No number begins with 0, so 0 before such a place has lost nothing. Where another
    place is empty, one of the two may be its figure, and all between may have moved towards it."""
    two = [at for at, token in enumerate(placed) if token and _two_numbers(token)]
    joined = {at: _joined(token) for at, token in enumerate(placed) if token and at in two}
    counts = [joined.get(at) if at in two else token and count_of(token) for at, token in enumerate(placed)]
    if not two or (
        along and None not in counts and holds(counts, along) and not _spills_as_well(placed, counts, along)
    ):
        return []
    near = {at - 1 for at in two} | {at + 1 for at in two}
    empty = [at for at, token in enumerate(placed) if token is None]
    between = range(min(two + empty), max(two + empty)) if empty else range(0)
    return [
        token
        for at, token in enumerate(placed)
        if token
        and token.kind is Kind.FIGURE
        and (at in between or (at in near and (token.value != 0 or at - 1 in two)))
    ]


def _spills_as_well(placed: Sequence[Token | None], counts: Sequence[int | None], along: Sequence[Sum]) -> bool:
    """Whether a row that adds up with two numbers in one place joined does so too with one of them joined to the figure
    beside it."""
    for at, token in enumerate(placed):
        found = _two_numbers(token) if token else None
        one, other = (found["one"], found["other"]) if found else ("", "")
        for beside, own, before, behind in ((at + 1, one, other, ""), (at - 1, other, "", one)):
            near = placed[beside] if 0 <= beside < len(placed) else None
            whole = before + near.text + behind if near else ""
            if own.isdigit() and whole.isdigit():
                values = [*counts]
                values[at], values[beside] = int(own), int(whole)
                if holds(values, along):
                    return True
    return False


def _two_numbers(token: Token) -> re.Match[str] | None:
    return _TWO_NUMBERS.fullmatch(token.text.replace(ZERO_WIDTH, "")) if token.kind is Kind.ILLEGIBLE else None


def _joined(token: Token) -> int | None:
    """The count that two numbers in one place are together, None where they can't be one."""
    found = _two_numbers(token)
    torn = found and found["one"].isdigit() and found["one"][0] != "0" and found["other"].isdigit()
    return int(found["one"] + found["other"]) if found and torn else None


def _parts_of_numbers(region: Sequence[Line]) -> set[Span]:
    """Figures behind `12.` or `156,` at the end of the line above, and those before a place or line with nothing but
    `万件`."""
    tokens = [token for line in region for token in line.tokens if token.kind is not Kind.EMPTY]
    behind = {b.span for a, b in pairwise(tokens) if a.kind is Kind.WORDS and _BROKEN_OFF.search(a.text)}
    return behind | {a.span for a, b in pairwise(tokens) if _TEN_THOUSANDS.fullmatch(b.text)}


def _beside_an_empty_place(placed: Sequence[Token | None]) -> list[Token]:
    """Figures of several digits beside a place left empty, whose figure they may hold as well as their own."""
    near = {at + step for at, token in enumerate(placed) if token is None for step in (-1, 1)}
    return [
        token
        for at, token in enumerate(placed)
        if at in near and token and token.kind is Kind.FIGURE and len(token.text) > 1
    ]


def _against_pieces(row: RowText, region: Sequence[Line], taken: Container[Span], *, fails: bool) -> RowText:
    """The row without figures that have a piece of a number above or below, as in a narrow column.

    Where its sum `fails`, the piece may be of any of its figures.
    """
    figures = [token for token in row.placed or () if token]
    if not figures or len({token.line for token in figures}) > 1:
        return row
    own = region[figures[0].line - region[0].number]
    if not own.words and len(figures) < 2:
        return row  # each cell has a line of its own
    if fails and _goes_on_below(own, region, taken):
        return row.doubted()
    for step in (-1, 1):
        near, beyond_words = _next_figures(own, region, step)
        if near is None or not 0 < len(near.values) < max(2, len(row.placed or ())):
            continue
        if any(piece.span in taken for piece in near.values):
            continue
        if fails:
            return row.doubted()
        if beyond_words and all(_may_be_a_page(piece) for piece in near.values):
            continue
        below = [token for token in figures if any(_is_in_line(token, own, piece, near) for piece in near.values)]
        if step > 0 and own.places > 1 >= near.places and near.number == own.number + 1:
            below += figures[-1:]  # a line that ended in the middle of its last figure
        if below:
            row = _without(row, below)
        elif not all(_may_be_a_page(piece) for piece in near.values):
            return row.doubted()
    return row


def _goes_on_below(own: Line, region: Sequence[Line], taken: Container[Span]) -> bool:
    """Whether the line below has a single figure behind words, which may be the end of the last number as the words are
    of the label."""
    below = region[own.number - region[0].number + 1 :][:1]
    return any(
        line.words and len(line.values) == 1 and line.tokens[-1] is line.values[0] and line.values[0].span not in taken
        for line in below
        if not line.places
    )


def _next_figures(own: Line, region: Sequence[Line], step: int) -> tuple[Line | None, bool]:
    """The next line in this direction with nothing but figures, and whether one with words stands before it; None where
    more does."""
    at, beyond_words = own.number - region[0].number + step, False
    while 0 <= at < len(region):
        line = region[at]
        if line.is_prose or (line.words and (line.values or beyond_words)):
            return None, beyond_words
        if line.values:
            return line, beyond_words
        beyond_words = beyond_words or bool(line.words)
        at += step
    return None, beyond_words


def _is_in_line(token: Token, own: Line, piece: Token, near: Line) -> bool:
    """Whether a piece stands in the same place as a figure of the next line."""
    at = 1 if near.lead and not near.places else piece.column
    if token.column is not None and at is not None:
        return token.column == at or own.places - token.column == near.places - at
    if token.column is not None or at is not None:
        return False
    # Chinese characters are as wide as two others where columns are aligned by sight, and as one where by number.
    return _overlap(token.span, own.span.start, piece.span, near.span.start) or _overlap(
        token.span, own.span.start - _wide_before(token, own), piece.span, near.span.start - _wide_before(piece, near)
    )


def _overlap(one: Span, start: int, other: Span, other_start: int) -> bool:
    return one.start - start < other.end - other_start and other.start - other_start < one.end - start


def _wide_before(token: Token, line: Line) -> int:
    return sum(wide_in(word.text) for word in line.words if word.span.start < token.span.start)


def _may_be_a_page(piece: Token) -> bool:
    return piece.text.isdigit() and len(piece.text) <= _LONGEST_OF_A_PAGE


def have_slipped(rows: Mapping[str, RowText], codes: Iterable[str], down: Sequence[ColumnSum]) -> bool:
    """Whether the figures of some of the rows with these codes may stand by the label of another: one at least has no
    label or no figures, and sums down more columns fail than a misprint explains."""
    if all(rows.get(code, RowText()) != RowText() for code in codes):
        return False
    counts = {code: [token and count_of(token) for token in row.placed] for code, row in rows.items() if row.placed}
    return len({column for each in down for column in failing(each, counts)}) >= _SLIPPED


def failing(each: ColumnSum, counts: Mapping[str, Sequence[int | None]]) -> Iterator[int]:
    """The columns in which a sum can't hold, whatever numbers from 0 up the rows have that are not known."""
    known = {code: sign for code, sign in each.signs.items() if code in counts}
    unknown = {sign for code, sign in each.signs.items() if code not in counts}
    for column, values in enumerate(zip(*(counts[code] for code in known), strict=True)):
        if None not in values:
            rest = sum(sign * (value or 0) for sign, value in zip(known.values(), values, strict=True))
            if (rest > 0 and -1 not in unknown) or (rest < 0 and 1 not in unknown):
                yield column
