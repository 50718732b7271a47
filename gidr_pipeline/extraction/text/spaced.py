"""Lines without separators: which of their words are figures.

What belongs here: what one line tells by itself. What does not: lines with tabs, bars or other separators, and what the
lines of a text tell together (`lines`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from gidr_pipeline.extraction.form_words import is_label, is_whole_label
from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.figures import PAGE, VALUES, Kind, Token, read_place
from gidr_pipeline.extraction.text.quantity import COUNTERS, CURRENCY, MEASURE, MONEY, OR_SO, ROUGHLY

_WORD = re.compile(
    rf"(?:{CURRENCY} *)?\d[\d,.]*(?: \([^()\n]*[㐀-鿿][^()\n]*\)| +(?:{MONEY}|[亿万](?:{COUNTERS})?))(?=\s|$)"
    rf"|(?:{CURRENCY}|{ROUGHLY}) +\d\S*|\d[\d,.]* +[亿万]?(?:{OR_SO})(?:{MEASURE})?(?=\s|$)|\S+"
)
"""A figure may have a remark or a unit of money behind it, `0 （含2件并案）`, `12.5 万元`, or be rough: `约 300`."""
# Three numbers or more on a line are several figures, or two far apart; two close together may be one that was torn,
# but for a sign inside it or a zero before it.
_NUMBER = r"[\d,.+\-]*\d[\d,.]*(?=\s|$)"
_SEVERAL = re.compile(rf"(?:\s*{_NUMBER}){{3,}}\s*|\s*(?:{_NUMBER}\s{{2,}}|0\s+|{_NUMBER}\s+(?=[+-])){_NUMBER}\s*")
_WITH_BLANKS = re.compile(r"(?:\s*(?:\d+|-|/|无)(?=\s|$)){5,}\s*")
_WITH_A_TOTAL = (5, 7)
"""How many figures of a row with sums end in their total: those of a kind of challenges, and of the requests."""
_PIECES_OF_A_ROW = 5
_LONGEST_PIECE = 8
_COUNTER = re.compile(COUNTERS)
_SEVERAL_COUNTED = 3
_FIGURE_IN_WORDS = re.compile(r"\d++(?![\d.、．)年])")
_IN_BRACKETS = re.compile(r"\(\d{1,6}\)|\[\d{1,6}\]")
_HAS_VALUES = re.compile(r"\d|\s(?:-+|/|无)$")
_POINTS = frozenset(".,·")
_TORN = re.compile(r"(?:^|(?<=[㐀-鿿)]))[-+]?\d+[.．]$")


def read_spaced(text: str, start: int, end: int, number: int) -> list[Token]:
    """What stands on a line without separators: its figures are those at its end, or in runs of three; others number
    what follows."""
    whole = read_place(text, start, end, number, None)
    if PAGE.fullmatch(text[start:end].strip()):
        return [whole[0]._replace(kind=Kind.WORDS)]
    alone = whole[0].kind in VALUES or not _HAS_VALUES.search(whole[0].text)
    several = _SEVERAL.fullmatch(text, start, end) or _adds_up(text[start:end]) or _is_a_row(text[start:end])
    return whole if len(whole) == 1 and alone and not several else words_and_figures(text, start, end, number)


def _is_a_row(line: str) -> bool:
    """Whether a line is a row of short pieces, at least half of them numbers, none a dash, which may be a sign:
    `0 0 O 1 0 1* 2`."""
    pieces = line.split()
    numbers = sum(piece.isdecimal() for piece in pieces)
    is_short = max(map(len, pieces), default=0) <= _LONGEST_PIECE and "-" not in pieces
    return len(pieces) >= _PIECES_OF_A_ROW and 2 * numbers >= len(pieces) and is_short


def _adds_up(line: str) -> bool:
    """Whether a line of numbers and dashes, which may be signs, is a row with its total, or several kinds of
    challenges: the dashes are blanks if it adds up so."""
    if not _WITH_BLANKS.fullmatch(line):
        return False
    counts = [int(word) if word.isdigit() else 0 for word in line.split()]
    lengths = [length for length in _WITH_A_TOTAL if len(counts) % length == 0]
    return any(
        all(sum(counts[at : at + length - 1]) == counts[at + length - 1] for at in range(0, len(counts), length))
        for length in lengths
    )


def words_and_figures(text: str, start: int, end: int, number: int) -> list[Token]:
    """The words and figures of such a line, one by one."""
    parts: list[Token] = []
    for word in _WORD.finditer(text, start, end):
        here = read_place(text, word.start(), word.end(), number, None)
        if len(here) > 1 and parts and parts[-1].kind in VALUES and not is_whole_label(here[0].text):
            here = [here[0]._replace(kind=Kind.ILLEGIBLE, span=Span(*word.span()), text=word[0])]  # a remark
        parts += here
    parts = _with_blanks(parts)
    parts = _with_figures_in_words(_with_torn_points(_with_counters(parts), text))
    keep = _in_runs(parts)
    return [
        part if part.kind is Kind.WORDS or kept else Token(Kind.WORDS, part.span, part.text, number, None)
        for part, kept in zip(parts, keep, strict=True)
    ]


def _with_blanks(parts: Sequence[Token]) -> list[Token]:
    """What stands on a line without what says that a cell is empty: `NaN`, `""`; in a row as long as those with sums
    the first says so in its place."""
    start = next((at for at in range(len(parts), 0, -1) if parts[at - 1].kind is Kind.WORDS), 0)
    filled = len(parts) - start >= min(_WITH_A_TOTAL) and any(part.kind is Kind.FIGURE for part in parts[start:])
    return [
        part._replace(kind=Kind.BLANK) if part.kind is Kind.EMPTY else part
        for at, part in enumerate(parts)
        if part.kind is not Kind.EMPTY or (filled and at >= start and part.text)
    ]


def _with_counters(parts: Sequence[Token]) -> Sequence[Token]:
    """The figures of a row without the measure words that stand apart from them: `34 件 10 件 0 件`."""
    counted = [
        after.kind is Kind.WORDS and before.kind is Kind.FIGURE and _COUNTER.fullmatch(after.text) is not None
        for before, after in pairwise(parts)
    ]
    if not any(counted):
        return parts
    rest = [part for part, is_counter in zip(parts, [False, *counted], strict=True) if not is_counter]
    is_row = is_label(parts[0].text) or all(part.kind in VALUES for part in rest)
    return rest if is_row or sum(counted) >= _SEVERAL_COUNTED else parts


def _with_torn_points(parts: Sequence[Token], text: str) -> list[Token]:
    """A point between two figures with a space on both sides makes them one that can't be read: `1032 . 4373`. So does
    one with a space behind it before the last figure of a line: `12. 5`."""
    result: list[Token] = []
    if len(parts) > 1 and parts[-1].kind in VALUES and (torn := _TORN.search(parts[-2].text)):
        span = Span(parts[-2].span.end - len(torn[0]), parts[-1].span.end)
        whole = parts[-1]._replace(kind=Kind.ILLEGIBLE, span=span, text=text[slice(*span)], value=None)
        label = parts[-2]._replace(span=Span(parts[-2].span.start, span.start), text=parts[-2].text[: torn.start()])
        parts = [*parts[:-2], *([label] if label.text else []), whole]
    for part in parts:
        if len(result) > 1 and part.kind in VALUES and result[-1].text in _POINTS and result[-2].kind in VALUES:
            span = Span(result[-2].span.start, part.span.end)
            result[-2:] = [part._replace(kind=Kind.ILLEGIBLE, span=span, text=text[slice(*span)], value=None)]
        else:
            result.append(part)
    return result


def _with_figures_in_words(parts: Sequence[Token]) -> list[Token]:
    """Words that begin with a digit right before a run of figures are one of them that can't be read: `5余 2 0`. So is
    one in brackets among them: `0 (2) 0`."""
    result = list(parts)
    for i, (part, following) in enumerate(pairwise(parts)):
        among = i > 0 and part.kind is Kind.WORDS and following.kind in VALUES
        in_brackets = parts[i - 1].kind in VALUES and _IN_BRACKETS.fullmatch(part.text)
        if among and (in_brackets or _FIGURE_IN_WORDS.match(part.text)):
            result[i] = part._replace(kind=Kind.ILLEGIBLE)
    return result


def _in_runs(parts: Sequence[Token]) -> list[bool]:
    keep = [False] * len(parts)
    at = 0
    while at < len(parts):
        stop = at
        while stop < len(parts) and parts[stop].kind in VALUES:
            stop += 1
        if stop > at and (stop == len(parts) or stop - at >= 3):
            keep[at:stop] = [True] * (stop - at)
        at = max(stop, at + 1)
    return keep
