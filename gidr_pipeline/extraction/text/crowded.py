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
_FEWEST_ROWS, _FEWEST_FIGURES, _NEARLY_ALL, _HALF = 5, 5, 0.8, 0.5
"""Of crowded rows in a text, of figures in each, of rows with as many figures, and of rows with the same cells crowded.
A few rows or short ones may be those of another table: numbers of telephones, thousands set apart."""
_MANY_ROWS = 12
"""So many rows of one size are no accident, however their figures are crowded."""
_OF_FIGURES = "0123456789 \t|,.-+/"
_FIGURE_ALONE = re.compile(_FIGURE)
_ROW = re.compile(rf"(?:{_FIGURE} +){{{_FEWEST_FIGURES - 1}}}{_FIGURE}")
_FEWEST_CELLS = 3
"""Of a row in which several figures have a cell, so that they are no torn numbers."""
_FEWEST_ALIKE = 3
"""Rows of a table that are all crowded alike."""


def without_loose_bars(text: str) -> str:
    """A normalised text with spaces for the separators of its crowded rows and of the lines beside them: of those of
    which that is certain, and of all others where it is certain of the text. Nothing moves."""
    text = _without_strokes(text)
    if not _IS_CROWDED.search(text):
        return text
    lines = text.split("\n")
    rows = list(map(_figures_in_cells, lines))
    if _are_loose([line for line, row in zip(lines, rows, strict=True) if max(row, default=0) > 1]):
        return _SEPARATOR.sub(" ", text)
    usual = _usual_size(rows)
    for _, table in groupby(range(len(lines)), lambda at: _SEPARATOR.search(lines[at]) is not None):
        numbers = list(table)
        own = [rows[at] for at in numbers if rows[at]]
        of_the_text = any(_is_uneven(row) and sum(row) == usual for row in own)
        alike = len(own) >= _FEWEST_ALIKE and len(set(map(tuple, own))) == 1 and sum(own[0]) >= _FEWEST_FIGURES
        for at in numbers:
            alone = alike or sum(size > 1 for size in rows[at]) >= _FEWEST_CELLS
            if of_the_text or (_is_uneven(rows[at]) and alone):
                lines[at] = _SEPARATOR.sub(" ", lines[at])
    return "\n".join(lines)


def _without_strokes(text: str) -> str:
    """A text with spaces for bars that stand alone at the edges of its lines, where several are beside whole rows of
    figures, and hardly any between: a scan has them for the rules of a table."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    barred = [at for at, line in enumerate(lines) if "|" in line]
    single = [at for at in barred if lines[at].count("|") == 1 and "|" in (lines[at].strip()[0], lines[at].strip()[-1])]
    rows = sum(_ROW.search(lines[at]) is not None for at in single)
    if rows < _FEWEST_ROWS or len(single) < _NEARLY_ALL * len(barred):
        return text
    for at in single:
        lines[at] = lines[at].replace("|", " ")
    return "\n".join(lines)


def _are_loose(crowded: Sequence[str]) -> bool:
    """Whether crowded rows are many and nearly all end in as many figures, whatever separates these."""
    ends = (line[len(line.rstrip(_OF_FIGURES)) :] for line in crowded)
    [(usual, many)] = Counter(len(_FIGURE_ALONE.findall(end)) for end in ends).most_common(1) or [(0, 0)]
    return usual >= _FEWEST_FIGURES and many >= max(_MANY_ROWS, _NEARLY_ALL * len(crowded))


def _usual_size(rows: Sequence[Sequence[int]]) -> int | None:
    """How many figures nearly all crowded rows of a text have, if there are many, most with the same cells crowded:
    of the numbers of pages among the cells of a text each stands in another. None where they are not so."""
    crowded = [tuple(row) for row in rows if max(row, default=0) > 1]
    [(usual, many)] = Counter(map(sum, crowded)).most_common(1) or [(0, 0)]
    alike = max(Counter(crowded).values(), default=0)
    certain = many >= max(_FEWEST_ROWS, _NEARLY_ALL * len(crowded)) and alike >= _HALF * len(crowded)
    return usual if certain and usual >= _FEWEST_FIGURES else None


def _is_uneven(row: Sequence[int]) -> bool:
    """Whether some cells of a row hold more figures than others: where each has as many, they may be those of several
    years."""
    return len({*row}) > 1


def _figures_in_cells(line: str) -> list[int]:
    """How many figures each cell at the end of a line holds that has any; nothing for a line without separators."""
    _, *cells = map(str.strip, _SEPARATOR.split(line))
    behind_words = takewhile(lambda cell: not cell or _FIGURES.fullmatch(cell), reversed(cells))
    return [len(cell.split()) for cell in behind_words if cell]
