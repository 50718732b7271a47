"""Tables in which some cells hold the figures of several columns, as programs give them that look for columns in a PDF.

    |     | 1.属于国家秘密 | 0 0 | 2 0 | 0 0 | 2   |        1.属于国家秘密   0 0   2 0   0 0   2

What belongs here: reading the bars and tabs of such a text as space, since they do not tell where a column begins. What
does not: two numbers in one place of a table that keeps its places (`figures`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, takewhile

_SEPARATOR = re.compile(r"[|\t]")
_FIGURE = r"(?:[-+]?\d[\d,]*(?:\.\d+)?|--?|/)"
_FIGURES = re.compile(rf"(?:{_FIGURE}(?: +|$))+")
_IS_CROWDED = re.compile(rf"[|\t] *{_FIGURE} +{_FIGURE} *[|\t\n]")
_FEWEST_ROWS = 5
_FEWEST_FIGURES = 3
_FEWEST_CELLS = 3
_FEWEST_ALIKE = 3
_NEARLY_ALL = 0.8
_HALF = 0.5


def without_loose_bars(text: str) -> str:
    """A normalised text with spaces for its separators, where many rows have several figures in some of their cells,
    and nearly all of these as many in all; else for those of the rows alone of which that is certain. Nothing moves."""
    if not _IS_CROWDED.search(text):
        return text
    lines = text.split("\n")
    rows = list(map(_figures_in_cells, lines))
    crowded = [tuple(row) for row in rows if max(row, default=0) > 1]
    [(usual, many)] = Counter(map(sum, crowded)).most_common(1) or [(0, 0)]
    # Of the numbers of pages among the cells of a text each stands in another.
    alike = max(Counter(crowded).values(), default=0) >= _HALF * len(crowded)
    are_many = alike and many >= max(_FEWEST_ROWS, _NEARLY_ALL * len(crowded))
    if are_many and usual >= _FEWEST_FIGURES and any(map(_is_uneven, rows)):
        return _SEPARATOR.sub(" ", text)
    for _, table in groupby(range(len(lines)), lambda at: _SEPARATOR.search(lines[at]) is not None):
        own = [at for at in table if rows[at]]
        alike = len(own) >= _FEWEST_ALIKE and len({tuple(rows[at]) for at in own}) == 1
        for at in own:
            if _is_uneven(rows[at]) and (alike or sum(size > 1 for size in rows[at]) >= _FEWEST_CELLS):
                lines[at] = _SEPARATOR.sub(" ", lines[at])
    return "\n".join(lines)


def _is_uneven(row: Sequence[int]) -> bool:
    """Whether some cells of a row hold more figures than others: where each has as many, they may be those of several
    years."""
    return len({*row}) > 1


def _figures_in_cells(line: str) -> list[int]:
    """How many figures each cell at the end of a line holds that has any; nothing for a line without separators."""
    _, *cells = map(str.strip, _SEPARATOR.split(line))
    behind_words = takewhile(lambda cell: not cell or _FIGURES.fullmatch(cell), reversed(cells))
    return [len(cell.split()) for cell in behind_words if cell]
