"""What stands in the text twice: a whole table, or the label of one row with other figures.

What belongs here: finding what is there once more besides the labels that were found. What does not: finding those
(`align`), or rows of figures that are doubtful for other reasons (`doubts`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gidr_pipeline.extraction.tables.align import Found, find_labels, pattern_of, printed_label, words_of
from gidr_pipeline.extraction.tables.rows import RowText
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label


def stands_twice(rows: tuple[Label, ...], found: Sequence[Found], region: Sequence[Line]) -> bool:
    """Whether the region has the table a second time, with at least half as many labels that have figures; those found
    may stand partly in the one and partly in the other."""
    words = words_of(region).text
    if 2 * sum(len(pattern_of(rows[each.row]).findall(words)) > 1 for each in found) < len(found):
        return False
    again = _once_more(rows, found, region)
    with_figures = (any(line.values or _ends_in_figure(line) for line in lines) for _, lines in again)
    return 2 * sum(with_figures) >= len(found)


def has_label_twice(labels: tuple[Label, ...], found: Sequence[Found], region: Sequence[Line]) -> bool:
    """Whether the whole label of a row stands in the region again."""
    words = words_of(region).text
    return any(words.count(printed_label(labels[each.row])) > 1 for each in found)


def without_rivals(
    rows: Mapping[int, RowText], labels: tuple[Label, ...], found: Sequence[Found], region: Sequence[Line]
) -> dict[int, RowText]:
    """The rows, of which those are doubtful whose whole label stands in the region again with other figures."""
    if not has_label_twice(labels, found, region):
        return dict(rows)
    own = {each.first_line for each in found}
    doubtful = set()
    for each, lines in _once_more(labels, found, region):
        end = next((at for at, line in enumerate(lines) if line.number in own), len(lines))
        figures = [token for line in lines[:end] for token in line.values]
        if each.whole and not _are_same(figures, rows.get(each.row, RowText()).tokens):
            doubtful.add(each.row)
    return {row: text.doubted() if row in doubtful else text for row, text in rows.items()}


def _are_same(figures: Sequence[Token], own: Sequence[Token]) -> bool:
    """Whether figures are those of a row, or the same again; a cell alone may be merged and repeat its own."""
    values, known = [token.value for token in figures], [token.value for token in own]
    once = len(known) == 1 and set(values) == set(known)
    return once or values == known or {token.span for token in figures} <= {token.span for token in own}


def _once_more(
    rows: tuple[Label, ...], found: Sequence[Found], region: Sequence[Line]
) -> Iterator[tuple[Found, Sequence[Line]]]:
    """Labels besides those found, each with the lines up to the next of its kind."""
    taken = {number for each in found for number in range(each.first_line, each.last_line + 1)}
    rest = [line._replace(words=()) if line.number in taken else line for line in region]
    again = find_labels(words_of(rest), rows, rest)
    bounds = [*(each.first_line - rest[0].number for each in again), len(rest)]
    for each, (start, end) in zip(again, pairwise(bounds), strict=True):
        yield each, rest[start:end]


def _ends_in_figure(line: Line) -> bool:
    """Whether words are not told from the figure behind them: `行政许可,60`."""
    return any(word.text[-1:].isdigit() for word in line.words)
