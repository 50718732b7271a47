"""Signs of its own with which a text separates the cells of its rows, read as tabs.

What separates figures from each other in row after row is a separator, whatever it is. What belongs here: finding such
a sign, and reading it as a tab and what stands around cells with it as space. What does not: tabs, bars, commas and
semicolons, which tell more than that they separate (`lines`), and lists of a program (`listed`).

    规章：1 / 1 / 308      【规章】【1】【】【308】      规章…………1 … 1 … 308      规章……1、1、308
"""

import re
from collections import Counter
from dataclasses import dataclass

_BETWEEN = re.compile(r"\d( *[^\w\s][^\w\n]*)(?=\d)")
_KNOWN = frozenset([".", ":"])
_NEVER = re.compile(r"[|\t(),;-]")
"""What has a meaning of its own wherever it stands between figures."""
_BLANKS = re.compile(r"(?<!:)/\s*/")
"""Where a slash stands for nothing, it separates nothing."""
_FEWEST_GAPS = 3
_FEWEST_ROWS = 5
_FEWEST_CELLS = 3
_SEPARATORS = "&/，"
"""What separates in a sign of several characters, else its last one does, as the opening bracket does in 】【."""
_LISTS_WORDS = "、"
"""What stands in labels and behind their numbers as well separates between figures alone."""
_OPENING = "([{<【〔《「『〖"
_LEADERS = "….·‥"
"""Signs that fill a line up: a run of them separates as one."""
_LED = re.compile(rf"(?<=[^\s\d{_LEADERS}])[^\S\n]*[{_LEADERS}]{{2,}}[^\S\n]*(?=[-+]?\d)")
_TABS = re.compile(r"\t+")
_PAIRED = re.compile(r"(?:[^\t\n]\t\t(?=[^\t\n])[^\t\n]*){4}")
_TO_FILL_IN = re.compile(r"_{4,}")
_FILLED_IN = re.compile(r"_{2,}[^\S\n]*[-+]?\d[\d,.]*[^\S\n]*_{2,}|_{4,}")
_FEWEST_LED = 20
"""Fewer lead to the numbers of pages in a table of contents."""
_FIGURE = re.compile(r"[-+]?\d[\d,，.]*\S{0,3}|-+|/|无|")
_IN_BRACKETS = re.compile(r"\([^()\n\d]*\)")
_BEFORE = re.compile(r"[^\S\t]*[^\w\s(+-]+")
_BEHIND = re.compile(r"[^\w\s%/-]*[^\w\s)%/-][^\S\t]*$")
_CLOSED = re.compile(r"[\])}],[^\S\t]*$")
_AFTER_LABEL = re.compile(r"(?<=\S)[:](?=[^\S\t]*(?:[-+]?\d[\d,.]*|-+|/|无)?[^\S\t]*\t)")
_BULLETS = "*+•·-"
_FIGURE_ALONE = re.compile(r"^[^\S\n]*(?P<bullet>(?:[*+•·-][^\S\n]+)+)?[-+]?\d[\d,.]*[^\S\n]*$", re.MULTILINE)
_BULLET = re.compile(r"^[^\S\n]*(?:[*+•·-](?:[^\S\n]+|$))+", re.MULTILINE)
_ITEM = re.compile(r"^[^\S\n]*[•●▪■◆◦o][^\S\n]+(?P<words>[㐀-鿿(])?", re.MULTILINE)
"""What word processors put before each line of a list."""
_FEWEST_ALONE = 20
_NEARLY_ALL = 0.8
_SENTENCE_END, _ADDRESS = "。", "://"
_LONGEST = 60
"""Characters of a cell with words."""


def without_bullets(text: str) -> str:
    """A normalised text without the signs before the items of lists: those of word processors (`• 规章 3`), if it has
    as many as tables have rows, and any (`- 3`), if nearly all figures that stand alone on a line have one; an empty
    item is an empty line. Nothing moves."""
    if sum(item["words"] is not None for item in _ITEM.finditer(text)) >= _FEWEST_ALONE:
        text = _ITEM.sub(lambda item: (item["words"] or "").rjust(len(item[0])), text)
    if sum(text.count(f"{sign} ") for sign in _BULLETS) < _FEWEST_ALONE:
        return text
    alone = [found["bullet"] is not None for found in _FIGURE_ALONE.finditer(text)]
    if sum(alone) < max(_FEWEST_ALONE, _NEARLY_ALL * len(alone)):
        return text
    return _BULLET.sub(lambda bullet: " " * len(bullet[0]), text)


def without_lines_to_fill_in(text: str) -> str:
    """A normalised text without the lines on which figures are filled in, `____52____`, however short if there are
    many. Nothing moves."""
    if "__" not in text:
        return text
    filled = len(_FILLED_IN.findall(text)) >= _FEWEST_ALONE
    return (_FILLED_IN if filled else _TO_FILL_IN).sub(lambda line: line[0].replace("_", " "), text)


def without_leaders(text: str) -> str:
    """A normalised text with a tab for the points that lead from words to figures (`行政许可……52`), if it has as many
    as tables have rows. Nothing moves."""
    led, number = _LED.subn(lambda points: "\t".ljust(len(points[0])), text) if "…" in text or ".." in text else ("", 0)
    return led if number >= _FEWEST_LED else text


def with_single_tabs(text: str) -> str:
    """A normalised text whose tabs all stand in pairs, with one tab for each: in some line between one cell after the
    other. Nothing moves."""
    if not _PAIRED.search(text) or any(len(run) % 2 for run in _TABS.findall(text)):
        return text
    return text.replace("\t\t", "\t ")


def with_tabs(text: str) -> str:
    """A normalised text with tabs for the sign with which it separates cells, where it has one. Nothing moves."""
    found = _BETWEEN.findall(text)
    gaps = Counter(gap.replace(" ", "") for gap in found)
    for sign, number in gaps.most_common(2):
        if number >= _FEWEST_GAPS and not (sign in _KNOWN or _NEVER.search(sign)):
            if "/" in sign and _BLANKS.search(text):
                continue
            spaced = all(gap.strip() != gap for gap in found if gap.replace(" ", "") == sign)
            its = _Sign.of(sign, spaced=spaced)
            lines = text.split("\n")
            read = [its.read(line) for line in lines]
            changed = [after for before, after in zip(lines, read, strict=True) if before != after]
            if sum(map(_is_row, changed)) >= _FEWEST_ROWS:
                return "\n".join(read)
    return text


@dataclass(frozen=True)
class _Sign:
    """A sign between cells: what separates in it, and the other characters of it."""

    separator: re.Pattern[str]
    around: str

    @classmethod
    def of(cls, sign: str, *, spaced: bool) -> "_Sign":
        """The sign; one with space on both sides is none inside a word."""
        (mark, *_) = [each for each in sign if each in _SEPARATORS] or [sign[-1]]
        pattern = re.escape(mark) + ("{2,}" if sign.count(mark) > 1 else "+" if mark in _LEADERS else "")
        pattern = rf"(?<!\S){pattern}(?!\S)" if spaced and mark not in _OPENING + _LEADERS else pattern
        if mark == _LISTS_WORDS:
            pattern = rf"(?<=[\d/-]){mark}(?=[\d/+-])"
        return cls(re.compile(pattern), "".join(set(sign) - {mark}))

    def read(self, line: str) -> str:
        """A line with tabs for the sign if it is a row of cells or the head of one, else as it is. In a row of tabs
        the sign stands inside a cell: `37[1]`."""
        inside = [found.span() for found in _IN_BRACKETS.finditer(line)]
        bounds = [
            found.span()
            for found in self.separator.finditer(line)
            if not any(start <= found.start() < end for start, end in inside)
        ]
        if not bounds or _SENTENCE_END in line or _ADDRESS in line or _is_row(line):
            return line
        if _CLOSED.search(line):
            bounds.pop()  # it parts rows
        characters = list(line)
        for start, end in bounds:
            opens = line[start] in _OPENING and not line[:start].strip()
            characters[start:end] = [" " if opens else "\t", *" " * (end - start - 1)]
        cells = "".join(characters)
        for each in self.around:
            cells = cells.replace(each, " ")
        cells = _spaces(_BEHIND, _spaces(_BEFORE, cells))
        cells = _AFTER_LABEL.sub("\t", cells, count=1)
        words = [cell for cell in cells.split("\t") if not _FIGURE.fullmatch(cell.strip())]
        return cells if _is_row(cells) or all(len(word) <= _LONGEST for word in words) else line


def _is_row(line: str) -> bool:
    """Whether a line ends in several cells with figures or nothing."""
    cells = line.split("\t")
    return len(cells) > _FEWEST_CELLS and all(_FIGURE.fullmatch(cell.strip()) for cell in cells[-_FEWEST_CELLS:])


def _spaces(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.search(line) if pattern is _BEHIND else pattern.match(line)
    if not found or not found[0].strip():
        return line
    return line[: found.start()] + " " * len(found[0]) + line[found.end() :]
