"""Tables in which some cells hold the figures of several columns, as programs give them that look for columns in a PDF.

    |     | 1.属于国家秘密 | 0 0 | 2 0 | 0 0 | 2   |        1.属于国家秘密   0 0   2 0   0 0   2

What belongs here: reading the bars and tabs of such a text as space, since they do not tell where a column begins. What
does not: two numbers in one place of a table that keeps its places (`figures`).
"""

import re
from collections import Counter
from itertools import takewhile

_SEPARATOR = re.compile(r"[|\t]")
_FIGURE = r"(?:[-+]?\d[\d,]*(?:\.\d+)?|--?|/)"
_FIGURES = re.compile(rf"(?:{_FIGURE}(?: +|$))+")
_IS_CROWDED = re.compile(rf"[|\t] *{_FIGURE} +{_FIGURE} *[|\t\n]")
_FEWEST_ROWS = 5
_FEWEST_FIGURES = 3
_FEWEST_CELLS = 3
_NEARLY_ALL = 0.8


def without_loose_bars(text: str) -> str:
    """A normalised text with spaces for its separators, where many rows have several figures in some of their cells, and
    nearly all of these as many in all; else for those of the rows alone in which several cells are so and others are
    not. Nothing moves."""
    if not _IS_CROWDED.search(text):
        return text
    lines = text.split("\n")
    rows = {at: row for at, line in enumerate(lines) if max(row := _figures_in_cells(line), default=0) > 1}
    sizes = Counter(map(sum, rows.values()))
    [(usual, many)] = sizes.most_common(1) or [(0, 0)]
    # Where each cell of a row has as many, they may be those of several years.
    uneven = [at for at, row in rows.items() if len({*row}) > 1]
    if uneven and usual >= _FEWEST_FIGURES and many >= max(_FEWEST_ROWS, _NEARLY_ALL * len(rows)):
        return _SEPARATOR.sub(" ", text)
    for at in uneven:
        if sum(size > 1 for size in rows[at]) >= _FEWEST_CELLS:
            lines[at] = _SEPARATOR.sub(" ", lines[at])
    return "\n".join(lines)


def _figures_in_cells(line: str) -> list[int]:
    """How many figures each cell at the end of a line holds that has any; nothing for a line without separators."""
    _, *cells = map(str.strip, _SEPARATOR.split(line))
    behind_words = takewhile(lambda cell: not cell or _FIGURES.fullmatch(cell), reversed(cells))
    return [len(cell.split()) for cell in behind_words if cell]
