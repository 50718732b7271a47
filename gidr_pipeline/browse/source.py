"""The text of a report in pieces, each with what it is the source of.

What belongs here: cutting the text at the ends of spans, which may lie in one another. What does not: which spans there
are (`pages.report`), and markup.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of the text, and the anchor of what was read in them."""

    start: int
    end: int
    anchor: str
    kind: str


@dataclass(frozen=True)
class Piece:
    """Text with the spans that it is in, the shortest first, and the places that anchors lead to before it."""

    text: str
    spans: tuple[Span, ...]
    places: tuple[str, ...]


def pieces(text: str, spans: Sequence[Span], places: Sequence[tuple[int, str]] = ()) -> list[Piece]:
    """The whole text in pieces. A span begins with the place `t-START`; `places` are further ones with their offsets.

    >>> [(piece.text, [span.anchor for span in piece.spans]) for piece in pieces("共12件", [Span(1, 3, "a", "cell")])]
    [('共', []), ('12', ['a']), ('件', [])]
    """
    within = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    starts = {span.start: f"t-{span.start}" for span in within}
    marked = [(at, name) for at, name in places if 0 <= at <= len(text)]
    cuts = sorted({0, len(text), *(span.start for span in within), *(span.end for span in within), *dict(marked)})
    covering: list[list[Span]] = [[] for _ in cuts]
    for span in sorted(within, key=lambda span: span.end - span.start):
        for at in range(bisect_left(cuts, span.start), bisect_left(cuts, span.end)):
            covering[at].append(span)
    names: dict[int, list[str]] = {}
    for at, name in [*marked, *starts.items()]:
        names.setdefault(at, []).append(name)
    return [
        Piece(text[start:end], tuple(over), tuple(names.get(start, ())))
        for start, end, over in zip(cuts, [*cuts[1:], len(text)], covering, strict=True)
        if end > start or start in names
    ]
