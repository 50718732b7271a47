"""Lines and columns that a library of tables has numbered.

What belongs here: taking such numbers away, which are no figures. What does not: a column of serial numbers
among the others, which may be one of figures.

    ,0,1,2,3                     nothing
    0,信息内容,本年制发件数,…      信息内容, 本年制发件数, …
    1,规章,0,2                    规章, 0, 2
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gidr_pipeline.extraction.text.figures import Kind
from gidr_pipeline.extraction.text.line import Line, with_tokens

_FEWEST_LINES = 4
_FEWEST_COLUMNS = 5


def without_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines without the numbers of lines that stand in their first places, and of columns above these."""
    result = list(lines)
    for start, end in _runs(lines):
        for at in range(start, end):
            result[at] = with_tokens(lines[at], lines[at].tokens[1:])
    for at, (line, below) in enumerate(pairwise(lines)):
        if below.words and _counts_columns(line):
            result[at] = with_tokens(line, ())
    return result


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """From where to where lines that follow each other are numbered, some of them with words behind."""
    at = 0
    while at < len(lines):
        first, end = _number(lines[at]), at + 1
        while first is not None and end < len(lines) and _number(lines[end]) == first + end - at:
            end += 1
        if first in (0, 1) and end - at >= _FEWEST_LINES and any(line.words for line in lines[at:end]):
            yield at, end
        at = end


def _number(line: Line) -> int | None:
    """The figure in the first of several places of a line."""
    if line.places < 2 or not line.tokens or line.tokens[0].column or line.tokens[0].kind is not Kind.FIGURE:
        return None
    value = line.tokens[0].value
    return int(value) if value is not None and line.tokens[0].text.isdecimal() else None


def _counts_columns(line: Line) -> bool:
    """Whether a line holds nothing but numbers that count up."""
    counts = [token.value for token in line.values]
    is_counted = counts in (list(range(len(counts))), list(range(1, len(counts) + 1)))
    return len(counts) >= _FEWEST_COLUMNS and not line.words and is_counted
