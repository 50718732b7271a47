"""Tables whose every cell has lines of its own, an empty one too.

    规章 | ⏎ 0 | ⏎ | ⏎ 2 |                         规章 | 0 | | 2 |
    | ⏎ 规章 | ⏎ 0 | ⏎ | ⏎ 2 | ⏎ | ⏎ 行政规范…      | 规章 | 0 | | 2 | ⏎ | 行政规范…
    规章 ⏎ | ⏎ 0 ⏎ | ⏎ ⏎ | ⏎ 2 ⏎ |                 规章 | 0 | | 2 |
    规章 ⏎ ⏎ 0 ⏎ ⏎ (a space) ⏎ ⏎ 2 ⏎ ⏎             规章 | 0 | | 2 |

What belongs here: joining the cells of each row to a line with bars, where every row has as many places as its table
has columns, so that none has vanished. What does not: texts in which that is not so, whose places the readers of tables
weigh (`down`), and those without an empty cell, in which the order of the figures tells all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from gidr_pipeline.extraction.form_words import numbered_headings
from gidr_pipeline.extraction.text.figures import Kind
from gidr_pipeline.extraction.text.quantity import CURRENCY, FRACTION, MEASURE, OR_SO, REMARK, ROUGHLY, SIGN
from gidr_pipeline.forms import every_label, load_forms

_FEWEST_ROWS = 15
"""Of the table of requests; the least that a block of the first table has is two."""
_FEWEST_PLACES = 5
_ALL_RESULTS = 15
_FIGURE = re.compile(
    rf"(?:{SIGN}|{CURRENCY}|{ROUGHLY})? *\d[\d,]*(?:{FRACTION})? *(?:{MEASURE}|{OR_SO})?(?:{REMARK})?|[-/\\*]{{1,3}}|无"
)
_FIRST_NAME = "信息内容"
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


class _Cell(NamedTuple):
    """A cell, from where to where it stands in the text, white space around it included, and its words."""

    kind: Kind
    start: int
    end: int
    words: str


class _Rows(NamedTuple):
    """The first and the last cell of each row whose places are known; and whether an empty one stands before each."""

    spans: Sequence[tuple[int, int]]
    prefixed: bool


def with_stacked_rows(text: str) -> str:
    """A normalised text with each row of its tables on a line where it keeps the place of every cell. Nothing moves.

    >>> with_stacked_rows("信息内容 |\\n制发 |\\n废止 |\\n规章 |\\n1 |\\n|\\n行政规范性文件 |\\n|\\n3 |\\n")
    '信息内容 | 制发 | 废止 |\\n规章 | 1 | |\\n行政规范性文件 | | 3 |\\n'
    """
    if _FIRST_NAME not in text and not _received().search(text):
        return text
    for cells, joined in ((_between_bars(text), _with_bars_joined), (_paragraphs(text), _with_bars)):
        if _are_alike(text, cells) and (rows := _rows_of(cells)):
            return joined(text, cells, rows)
    return text


def _between_bars(text: str) -> list[_Cell]:
    """What stands on lines of its own before a bar each; nothing where much stands between bars on a line. Bars right
    behind one on its line stand for merged columns."""
    if text.count("|\n") + text.count("| \n") < _FEWEST_PLACES:
        return []
    cells, beside, start = list[_Cell](), 0, 0
    for bar in (each.start() for each in re.finditer(r"\|", text)):
        content = text[start:bar]
        is_run = text.startswith("||", bar) and not content.strip()
        if "\n" in content and not is_run:
            cells.append(_cell(content, start))
        elif content.strip():
            beside += 1
        start = bar + 1
    return cells if beside * 10 <= len(cells) else []


def _paragraphs(text: str) -> list[_Cell]:
    """The paragraphs; nothing where none of them is white space."""
    cells = [_cell(paragraph[0], paragraph.start()) for paragraph in _PARAGRAPH.finditer(text)]
    return cells if any(cell.kind is Kind.EMPTY for cell in cells) else []


def _are_alike(text: str, cells: Sequence[_Cell]) -> bool:
    """Whether no figure takes more lines than others: the number of a page in an empty place does."""
    return len({text.count("\n", cell.start, cell.end) for cell in cells if cell.kind is Kind.FIGURE}) < 2


def _cell(content: str, start: int) -> _Cell:
    bare = content.strip()
    kind = Kind.EMPTY if not bare else Kind.FIGURE if _FIGURE.fullmatch(bare) else Kind.WORDS
    return _Cell(kind, start, start + len(content), bare)


def _rows_of(cells: Sequence[_Cell]) -> _Rows | None:
    """The rows of the tables, if each has as many places behind its label as its block has heads, or as the others of
    requests have, and one at least is empty."""
    begins = [at for at, (cell, behind) in enumerate(pairwise(cells)) if _begins_table(cell, behind)]
    prefixed = {at > 0 and cells[at - 1].kind is Kind.EMPTY for at in begins}
    if len(prefixed) != 1:
        return None
    is_prefixed = prefixed == {True}
    labelled = list(_labelled(cells, is_prefixed=is_prefixed))
    requests = next((at for at in begins if _received().search(cells[at].words)), len(cells))
    first = _first_table([row for row in labelled if row[0] < requests], cells, is_prefixed=is_prefixed)
    second = _requests([row for row in labelled if row[0] >= requests], cells, has_all=requests < len(cells))
    if first is None or second is None:
        return None
    third = _challenges(cells, second[-1][1] + 1 if second else len(cells), is_prefixed=is_prefixed)
    spans = [*first, *second, *third]
    if is_prefixed:
        heads = {at for at, cell in enumerate(cells) if at and _begins_row(cells[at - 1], cell)}
        spans = sorted([*spans, *((at, at) for at in heads - {start for start, _ in spans})])
    inside = (cells[at] for start, end in spans for at in range(start, end + 1))
    return _Rows(spans, is_prefixed) if any(cell.kind is Kind.EMPTY for cell in inside) else None


def _is_words(cell: _Cell) -> bool:
    return cell.kind is Kind.WORDS


def _begins_table(cell: _Cell, behind: _Cell) -> bool:
    """Whether a cell begins a row whatever stands above it: the head of a block, or the first row of requests."""
    return cell.words == _FIRST_NAME or (not _is_words(behind) and _received().match(cell.words) is not None)


def _begins_row(above: _Cell, cell: _Cell) -> bool:
    """Whether an empty place before words is that which stands before each row."""
    return above.kind is Kind.EMPTY and _is_words(cell) and not _is_outside(cell)


def _labelled(cells: Sequence[_Cell], *, is_prefixed: bool) -> Iterator[tuple[int, int]]:
    """Words with places behind them, and the last of these: the empty one that stands before the next words, where it
    does so in all rows, is none. The last row of a text that breaks off may have lost some."""
    words = [at for at, cell in enumerate(cells) if _is_words(cell)]
    for at, following in pairwise([*words, len(cells)]):
        ends = following == len(cells) or _is_outside(cells[following])
        last = following - 1 - (is_prefixed and not ends)
        if last > at:
            yield at, last


def _is_outside(cell: _Cell) -> bool:
    """Whether words are no cell of a table: those between two tables."""
    return "\n" in cell.words or _heading().match(cell.words) is not None


def _first_table(
    labelled: Sequence[tuple[int, int]], cells: Sequence[_Cell], *, is_prefixed: bool
) -> list[tuple[int, int]] | None:
    """The rows of the first table and its heads; None where a row has not as many places as it has heads, or none."""
    heads = [at for at, cell in enumerate(cells) if cell.words == _FIRST_NAME]
    spans = list[tuple[int, int]]()
    for at, below in pairwise([*heads, len(cells)]):
        names = next((k for k, cell in enumerate(cells[at + 1 :]) if not _is_words(cell)), 0)
        names -= 0 if is_prefixed else 1
        rows = [row for row in labelled if at < row[0] < below]
        if names < 1 or not rows or any(last - label != names for label, last in rows):
            return None
        spans += [(at, at + names), *rows]
    return spans


def _requests(
    labelled: Sequence[tuple[int, int]], cells: Sequence[_Cell], *, has_all: bool
) -> list[tuple[int, int]] | None:
    """The rows of requests, with the name of a group before the label; None where they have not all as many places, or
    are not all there."""
    rows = [(label, last) for label, last in labelled if last - label < _ALL_RESULTS]
    places = {last - label for label, last in rows}
    is_one_below_the_other = [*labelled[: len(rows)]] == rows
    if not (is_one_below_the_other and len(rows) >= _FEWEST_ROWS and len(places) == 1 and min(places) >= _applicants()):
        return None if has_all else []
    return [(label - _has_group_before(cells[:label]), last) for label, last in rows]


def _has_group_before(above: Sequence[_Cell]) -> bool:
    """Whether the words above a label begin its row."""
    return len(above) > 1 and _is_words(above[-1]) and not _is_words(above[-2])


def _challenges(cells: Sequence[_Cell], start: int, *, is_prefixed: bool) -> Iterator[tuple[int, int]]:
    """The row of all results, which stands below its heads without a label."""
    at = start
    while at < len(cells):
        end = next((k for k in range(at, len(cells)) if _is_words(cells[k])), len(cells))
        if end - at == _ALL_RESULTS + is_prefixed:
            yield at + is_prefixed, end - 1
        at = end + 1


def _with_bars_joined(text: str, cells: Sequence[_Cell], rows: _Rows) -> str:
    """The text with spaces for the line ends between the cells of each row."""
    pieces, at = list[str](), 0
    for first, last in rows.spans:
        start, end = cells[first].start, cells[last].end
        inside = text[start:end]
        if not rows.prefixed:  # the line end before its first cell stays
            start += len(inside) - len(inside.lstrip())
        pieces += [text[at:start], text[start:end].replace("\n", " ")]
        at = end
    return "".join([*pieces, text[at:]])


def _with_bars(text: str, cells: Sequence[_Cell], rows: _Rows) -> str:
    """The text with a bar for the first of the line ends behind each cell of a row, and spaces for the others."""
    characters = list(text)
    for first, last in rows.spans:
        for at in range(first, last + 1):
            gap = range(cells[at].end, cells[at + 1].start if at < last else cells[at].end)
            for each in (*range(cells[at].start, cells[at].end), *gap):
                characters[each] = " " if characters[each] == "\n" else characters[each]
            characters[cells[at].end] = "|"
    return "".join(characters)


@cache
def _applicants() -> int:
    """How many columns the table of requests has at least."""
    return min(len(form.tables["requests"].columns) for form in load_forms())


@cache
def _received() -> re.Pattern[str]:
    """The label of the first row of requests."""
    return re.compile("(?:一、)?(?:" + "|".join(every_label("requests", "rows")[0].match) + ")")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(numbered_headings())
