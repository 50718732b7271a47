"""What stands in the text twice: a whole table, or the label of one row with other figures.

What belongs here: finding what is there once more besides the labels that were found. What does not: finding those
(`labels`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gidr_pipeline.extraction.tables.labels import Found, find_labels, words_of
from gidr_pipeline.extraction.tables.wordings import pattern_of, plain, printed_label
from gidr_pipeline.extraction.text.figures import Token
from gidr_pipeline.extraction.text.line import Line
from gidr_pipeline.forms import Label

_FEWEST_LABELS, _FEWEST_FILLED = 2, 3
_FEWEST_WORDS, _FEWEST_FIGURES = 6, 6
"""Different lines of words, and figures, that are a table if they stand in the text again, line by line."""


def without_copies(lines: Sequence[Line], rows: Sequence[Label]) -> Sequence[Line]:
    """The lines, those of a table that stands there a second time line by line left empty: the same figures are no
    doubt, unless others stand beside them. The heads that each page repeats have none; and figures right below the
    label of one of `rows` are this row's, however often others have the same, each in a table of its own."""
    keys = [tuple(plain(token.text) for token in line.tokens if token.text) for line in lines]
    solid = [at for at, key in enumerate(keys) if key]
    rest = [lines[at] for at in solid]
    firsts: dict[tuple[str, ...], int] = {}
    copies: set[int] = set()
    at = 0
    while at < len(solid):
        first = firsts.setdefault(keys[solid[at]], at)
        length = 0
        while (
            first + length < at
            and at + length < len(solid)
            and (keys[solid[first + length]] == keys[solid[at + length]])
        ):
            length += 1
        again = [lines[number] for number in solid[at : at + length]]
        is_copy = (
            _is_table(again)
            and not (at and _is_label_alone(lines[solid[at - 1]], rows))
            and not _goes_on_otherwise(rest, first - 1, at - 1, -1)
            and not _goes_on_otherwise(rest, first + length, at + length, 1)
        )
        if is_copy:
            copies.update(line.number for line in again)
        at += length if is_copy else 1
    return [line._replace(tokens=(), values=(), words=()) if line.number in copies else line for line in lines]


def _is_label_alone(line: Line, rows: Sequence[Label]) -> bool:
    said = plain("".join(word.text for word in line.words))
    return not line.values and said.endswith(tuple(map(printed_label, rows)))


def _goes_on_otherwise(lines: Sequence[Line], one: int, other: int, step: int) -> bool:
    """Whether lines beside two copies have the same words and other figures; or no words, and the next ones are the
    same again: numbers of pages stand behind each copy, too."""
    bare = not all(0 <= at < len(lines) and lines[at].values for at in (one, other))
    if bare or not _say_the_same(lines, one, other):
        return False
    following = [at + step for at in (one, other)]
    is_within = all(0 <= at < len(lines) for at in following)
    return bool(lines[one].words) or (is_within and _say_the_same(lines, *following))


def _say_the_same(lines: Sequence[Line], one: int, other: int) -> bool:
    first, second = ([plain(word.text) for word in lines[at].words] for at in (one, other))
    return first == second


def _is_table(lines: Sequence[Line]) -> bool:
    words = {word.text for line in lines if not line.is_prose for word in line.words}
    return len(words) >= _FEWEST_WORDS and sum(len(line.values) for line in lines) >= _FEWEST_FIGURES


def stands_twice(rows: tuple[Label, ...], found: Sequence[Found], region: Sequence[Line]) -> bool:
    """Whether the region has the table a second time, at least half of its labels with figures or blank, and several
    with figures. Those found may stand partly in the one and partly in the other."""
    words = words_of(region).text
    if len(found) < _FEWEST_LABELS:
        return False  # a word such as 总计 stands in other tables, too
    if 2 * sum(len(pattern_of(rows[each.row]).findall(words)) > 1 for each in found) < len(found):
        return False
    again = list(_once_more(rows, found, region))
    filled = [any(line.values or _ends_in_figure(line) for line in lines) for _, lines in again]
    with_figures = sum(filled)
    blank = sum(
        not each and _is_blank(rows[label.row], lines) for each, (label, lines) in zip(filled, again, strict=True)
    )
    return 2 * (with_figures + blank) >= len(found) and with_figures >= min(_FEWEST_FILLED, len(found) / 2)


def _is_blank(row: Label, lines: Sequence[Line]) -> bool:
    """Whether places are empty behind a label, or nothing else stands there: it may be explained otherwise."""
    return any(line.places for line in lines) or words_of(lines).text.endswith(printed_label(row))


def rivalled_rows(
    rows: tuple[Label, ...],
    found: Sequence[Found],
    region: Sequence[Line],
    figures: Mapping[str, Sequence[Token]],
) -> set[str]:
    """The codes of the rows whose whole label stands in the region again with other figures than theirs."""
    words = words_of(region).text
    if not any(words.count(printed_label(rows[each.row])) > 1 for each in found):
        return set()
    own = {each.first_line for each in found}
    rivalled = set()
    for each, lines in _once_more(rows, found, region):
        end = next((at for at, line in enumerate(lines) if line.number in own), len(lines))
        others = [token for line in lines[:end] for token in line.values]
        code = rows[each.row].code
        if each.whole and not _are_same(others, figures.get(code, ())):
            rivalled.add(code)
    return rivalled


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
