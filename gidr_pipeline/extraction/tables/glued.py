"""Numbers that ran together or share a place, and numbers that were torn: what their digits may have been.

What belongs here: dividing and joining digits. What does not: which of these are likely (their readers), and texts
whose separators tell nothing (`crowded`).
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.figures import Kind, Token, read_place

_LONGEST = 12
_LONGEST_OF_CHALLENGES = 5
_SEVERAL = re.compile(r"[-+]?\d[\d,.]*(?: +[-+]?\d[\d,.]*)+")
_TWO = re.compile(r"(\d+)\s+(\d+)")


def divisions(digits: str, count: int) -> Iterator[list[str]]:
    """All ways to divide digits into so many numbers without zeros before them."""
    if count == 1:
        yield from [[digits]] if digits == "0" or digits[:1] not in ("", "0") else []
        return
    for end in range(1, 2 if digits[:1] == "0" else len(digits)):
        yield from ([digits[:end], *rest] for rest in divisions(digits[end:], count - 1))


def channels_in(digits: str, cells: int, width: int, added: int = 0) -> Iterator[list[str]]:
    """All ways to read digits as so many numbers, each channel's total behind its addends; `added` are those so far."""
    if not cells:
        yield from [] if digits else [[]]
        return
    is_total = cells % width == 1
    longest = min(_LONGEST_OF_CHALLENGES, len(digits) - cells + 1) if digits[:1] != "0" else 1
    for text in [str(added)] if is_total else (digits[:end] for end in range(1, longest + 1)):
        if digits.startswith(text) and len(digits) >= cells:
            rest = digits[len(text) :]
            yield from (
                [text, *others] for others in channels_in(rest, cells - 1, width, 0 if is_total else added + int(text))
            )


def figures_in(token: Token) -> list[Token]:
    """The figures of a place that holds several apart from each other; else its token.

    A place with `19 8` gives 19 and 8, each with its own characters.
    """
    if token.kind is not Kind.ILLEGIBLE or not _SEVERAL.fullmatch(token.text):
        return [token]
    pieces = [piece.span() for piece in re.finditer(r"\S+", token.text)]
    read = [each for piece in pieces for each in read_place(token.text, *piece, token.line, token.column)]
    at = token.span.start
    return [each._replace(span=Span(at + each.span.start, at + each.span.end)) for each in read]


def joined(one: Token, end: Token) -> Token | None:
    """The number of which a figure is the beginning and another the end; None where they can't be one."""
    digits = one.text + end.text
    if one.text[0] == "0" or not (one.text.isdecimal() and end.text.isdecimal()) or len(digits) > _LONGEST:
        return None
    return one._replace(kind=Kind.FIGURE, span=Span(one.span.start, end.span.end), text=digits, value=Decimal(digits))


def halves_of(token: Token) -> Iterator[tuple[Token, Token]]:
    """The pairs of figures that may have run together into one token, or stand in one place."""
    if token.kind is Kind.BLANK or len(token.text) > 2 * _LONGEST:
        return
    pair = _TWO.fullmatch(token.text)
    cuts: Iterable[tuple[int, int]] = [(pair.end(1), pair.start(2))] if pair else []
    if token.text.isdecimal():
        cuts = [(at, at) for at in range(1, len(token.text))]
    for end, start in cuts:
        one, two = token.text[:end], token.text[start:]
        if (one == "0" or one[0] != "0") and (two == "0" or two[0] != "0"):
            at = token.span.start
            yield (
                token._replace(kind=Kind.FIGURE, text=one, value=Decimal(one), span=Span(at, at + end)),
                token._replace(kind=Kind.FIGURE, text=two, value=Decimal(two), span=Span(at + start, token.span.end)),
            )
