"""Numbers that ran together, and numbers that were torn: what their digits may have been.

What belongs here: dividing and joining digits. What does not: which of these are likely (`ways`, `laying`).
"""

from collections.abc import Iterator
from decimal import Decimal

from gidr_pipeline.extraction.model import Span
from gidr_pipeline.extraction.text.figures import Kind, Token

_LONGEST = 5
"""Digits of a number of challenges."""


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
    longest = min(_LONGEST, len(digits) - cells + 1) if digits[:1] != "0" else 1
    for text in [str(added)] if is_total else (digits[:end] for end in range(1, longest + 1)):
        if digits.startswith(text) and len(digits) >= cells:
            rest = digits[len(text) :]
            yield from (
                [text, *others] for others in channels_in(rest, cells - 1, width, 0 if is_total else added + int(text))
            )


def joined(one: Token, other: Token) -> Token | None:
    """The number that two figures were torn from."""
    digits = one.text + other.text
    if one.kind is not Kind.FIGURE or other.kind is not Kind.FIGURE or one.value == 0 or not digits.isdecimal():
        return None
    return one._replace(span=Span(one.span.start, other.span.end), text=digits, value=Decimal(digits), remark="joined")


def split(token: Token) -> Iterator[tuple[Token, Token]]:
    """The two numbers that one place may hold."""
    parts = token.text.split()
    whole = token.text.isdecimal()
    cuts = range(1, len(token.text)) if whole else [len(parts[0])] if len(parts) == 2 else []
    for cut in cuts:
        halves = token.text[:cut], token.text[cut:].strip()
        if all(half.isdecimal() and (half == "0" or half[0] != "0") for half in halves):
            start, end = token.span
            spans = Span(start, start + cut), Span(end - len(halves[1]), end)
            one, other = (
                token._replace(kind=Kind.FIGURE, text=half, span=span, value=Decimal(half), remark="joined")
                for half, span in zip(halves, spans, strict=True)
            )
            yield one, other
