"""Which lines of the text carry which rows of a form's table.

The words of the table, read in order with white space taken out, are searched for the rows' labels; of all that is
found, the chain that follows the form's order and weighs most is kept. So a label may be broken over lines, share a
line with its neighbour, be repeated by a page break or be quoted elsewhere, and a lost one just leaves a gap.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from gidr_pipeline.extraction.lines import Line
from gidr_pipeline.extraction.normalise import ZERO_WIDTH, normalise
from gidr_pipeline.forms import Label

_SPACE = re.compile(rf"[\s{ZERO_WIDTH}]+")
_FAR = 15


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some lines as one string without white space; `starts` and `numbers` tell a character's line."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, index: int) -> int:
        return self.numbers[bisect_right(self.starts, index) - 1]


@dataclass(frozen=True, slots=True)
class Found:
    """A row's label in the text: the row's place in the form's order, and the lines from its first to its last word."""

    row: int
    first_line: int
    last_line: int
    weight: float


def words_of(lines: Sequence[Line]) -> Words:
    parts, starts, numbers, length = [], [], [], 0
    for line in lines:
        for token in line.words:
            part = _plain(token.text)
            parts.append(part)
            starts.append(length)
            numbers.append(line.number)
            length += len(part)
    return Words("".join(parts), tuple(starts), tuple(numbers))


@cache
def pattern_of(label: Label) -> re.Pattern[str]:
    """All wordings of a label, to be searched for in words without white space."""
    return re.compile("|".join(label.match))


@cache
def _patterns(rows: tuple[Label, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """For each row one pattern of all its wordings, and the label as the form prints it without its group's name."""
    return tuple((pattern_of(row), _plain(normalise(row.label_zh.rpartition("：")[2]))) for row in rows)


def _plain(words: str) -> str:
    return _SPACE.sub("", words).replace("，", ",")


def find_labels(words: Words, rows: tuple[Label, ...], lines: Sequence[Line]) -> list[Found]:
    """The best chain of labels in the form's order."""
    if not words.text:
        return []
    offset = lines[0].number
    has_values = [bool(line.values) for line in lines]
    found: list[tuple[int, Found]] = []
    for row, (pattern, printed) in enumerate(_patterns(rows)):
        for match in pattern.finditer(words.text):
            first, last = _extend(words.text, match.start(), match.end(), printed)
            first_line, last_line = words.line_at(first), words.line_at(last - 1)
            near = any(has_values[first_line - offset : last_line - offset + 3])
            weight = match.end() - match.start() + (last - first) * 0.1 + (2.0 if near else 0.0)
            found.append((match.start(), Found(row, first_line, last_line, weight)))
    found.sort(key=lambda pair: (pair[0], pair[1].row))
    return _chain(found)


def _extend(text: str, start: int, end: int, printed: str) -> tuple[int, int]:
    """Widen a match over the rest of the label, as far as the text has it as the form prints it."""
    at = printed.find(text[start:end])
    if at < 0:
        return start, end
    before, after = at, at + end - start
    while start > 0 and before > 0 and text[start - 1] == printed[before - 1]:
        start, before = start - 1, before - 1
    while end < len(text) and after < len(printed) and text[end] == printed[after]:
        end, after = end + 1, after + 1
    return start, end


def _chain(found: Sequence[tuple[int, Found]]) -> list[Found]:
    if all(a[1].row < b[1].row for a, b in pairwise(found)):
        return [each for _, each in found]
    best: list[tuple[float, int | None]] = []
    for index, (position, each) in enumerate(found):
        top, previous = 0.0, None
        for i in range(index):
            earlier_position, earlier = found[i]
            if earlier.row < each.row and earlier_position < position and earlier.first_line <= each.first_line:
                gap = max(0, each.first_line - earlier.last_line - _FAR)
                total = best[i][0] - 0.05 * gap
                if total > top:
                    top, previous = total, i
        best.append((top + each.weight, previous))
    at: int | None = max(range(len(best)), key=lambda i: best[i][0]) if best else None
    chain = []
    while at is not None:
        chain.append(found[at][1])
        at = best[at][1]
    return chain[::-1]
