"""What the figures of a row were before some ran together, broke apart or strayed in, in their order.

What belongs here: sequences of figures, each with what it supposes and what that costs. What does not: which cells they
fill (`noise`).

    5 0 2 0 0 0 7 9    eight figures for seven cells: the 9 is the number of a page, or 79 was torn in two
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from gidr_pipeline.extraction.tables.faults import ROW
from gidr_pipeline.extraction.tables.glued import halves_of, joined
from gidr_pipeline.extraction.tables.model import count_of
from gidr_pipeline.extraction.text.figures import Kind, Token

_MOST_STRAY = 6
_MOST_DROPPED = 2

Sequences = Iterator[tuple[float, Sequence[Token], tuple[str, ...]]]


def sequences_of(tokens: Sequence[Token], width: int) -> Sequences:
    """The figures as they stand, and as they were before some ran together, broke, or strayed in."""
    yield 0.0, tokens, ()
    extra = len(tokens) - width
    if extra <= 0:
        yield from _taken_apart(tokens)
    if extra == 0:
        yield from _without_one_apart(tokens)
    if extra > 0:
        yield from _put_together(tokens, extra)
        yield from _with_ends_below(tokens, extra)
        yield from _without_strays(tokens, extra)


def _taken_apart(tokens: Sequence[Token]) -> Sequences:
    """One figure as two that ran together, or two in one place as one that broke; or the second as the beginning of
    the figure behind."""
    for at, token in enumerate(tokens):
        before, behind = tokens[:at], tokens[at + 1 :]
        for one, two in halves_of(token):
            yield ROW.glued, [*before, one, two, *behind], ("run together",)
            if token.kind is not Kind.ILLEGIBLE:
                continue
            whole = joined(one, two)
            if whole:
                yield ROW.torn_close, [*before, whole, *behind], ("broken",)
            spilt = joined(two, behind[0]) if behind else None
            if spilt:
                yield ROW.torn, [*before, one, spilt, *behind[1:]], ("spilt over",)


def _without_one_apart(tokens: Sequence[Token]) -> Sequences:
    """The figures without one on a line of its own that can't be read: it may be another row's."""
    lines = Counter(token.line for token in tokens)
    for at, token in enumerate(tokens):
        if token.kind is Kind.ILLEGIBLE and lines[token.line] == 1 < max(lines.values()):
            yield ROW.stray, [*tokens[:at], *tokens[at + 1 :]], ("stray",)


def _put_together(tokens: Sequence[Token], extra: int) -> Sequences:
    """So many figures as the ends of those before them."""
    if extra > 2:
        return
    for ends in combinations(range(1, len(tokens)), extra):
        if any(b - a == 1 for a, b in pairwise(ends)):
            continue
        sequence: list[Token] = []
        cost = 0.0
        for at, token in enumerate(tokens):
            if at not in ends:
                sequence.append(token)
                continue
            whole = joined(sequence[-1], token)
            if whole is None:
                break
            close = token.span.start - tokens[at - 1].span.end <= 1
            cost += ROW.torn_close if close else ROW.torn
            sequence[-1] = whole
        else:
            yield cost, sequence, ("torn",)


def _with_ends_below(tokens: Sequence[Token], extra: int) -> Sequences:
    """So many figures of the last line as the ends of numbers that their cells were too narrow for."""
    first, below = tokens[:-extra], tokens[-extra:]
    if extra > _MOST_DROPPED or below[0].line <= first[-1].line:
        return
    for begun in combinations(range(len(first)), extra):
        wholes = {at: joined(first[at], end) for at, end in zip(begun, below, strict=True)}
        if all(wholes.values()):
            yield (
                ROW.torn + ROW.stray_further * (extra - 1),
                [wholes.get(at) or token for at, token in enumerate(first)],
                ("torn",),
            )


def _without_strays(tokens: Sequence[Token], extra: int) -> Sequences:
    """The figures without so many of them: one printed twice, a number of a page, one that slid in from elsewhere."""
    if len(tokens) % 2 == 0 and extra == len(tokens) // 2:
        first, second = tokens[:extra], tokens[extra:]
        if list(map(count_of, first)) == list(map(count_of, second)):
            yield ROW.doubled, first, ("row repeated",)
    if extra <= _MOST_STRAY:
        further = ROW.stray + ROW.stray_further * (extra - 1)
        if all(token.line > tokens[-extra - 1].line for token in tokens[-extra:]):
            yield further, tokens[:-extra], ("stray",)
        if all(token.line < tokens[extra].line for token in tokens[:extra]):
            yield further, tokens[extra:], ("stray",)
    if extra <= _MOST_DROPPED:
        costs = [_stray_cost(tokens, at) for at in range(len(tokens))]
        for out in combinations(range(len(tokens)), extra):
            kept = [token for at, token in enumerate(tokens) if at not in out]
            together = out[-1] - out[0] == extra - 1 and (out[0] == 0 or out[-1] == len(tokens) - 1)
            cost = max(costs[at] for at in out) + ROW.stray_further if together and extra > 1 else 0.0
            yield cost or sum(costs[at] for at in out), kept, ("stray",)


def _stray_cost(tokens: Sequence[Token], at: int) -> float:
    token = tokens[at]
    beside = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    if token.kind is Kind.ILLEGIBLE:
        return ROW.stray
    if any(other.text == token.text for other in beside):
        return ROW.doubled
    last = at == len(tokens) - 1 and token.line > tokens[at - 1].line
    first = at == 0 and token.line < tokens[1].line
    return ROW.stray if first or last else ROW.stray_beside
