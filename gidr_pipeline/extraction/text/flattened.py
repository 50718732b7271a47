"""Texts that have lost their line ends: tables, or the whole report, on one line.

What belongs here: which white space of such a line is to be read as the end of a row, a heading or a title. What does
not: rows that have a line of their own (`lines`), and tags of HTML, which tell where a row ends (`markup`).
"""

import re
from collections.abc import Iterator
from functools import cache

from gidr_pipeline.extraction.form_words import labels_of, numbered_headings, numbered_labels, section_words
from gidr_pipeline.extraction.text.quantity import COUNTERS, MONEY

_LONG = 100
_AS_LONG_AS_A_TABLE = 500
_FEWEST_FIGURES = 12
_FEWEST_ROWS = 5
_FEWEST_NUMBERED = 10
_FEWEST_HEADINGS = 4
_FEWEST_CELLS = 100
_FEWEST_BESIDE = 5
"""Figures among the cells of a line, and of one beside such a line, of a smaller table."""
_MOST_EMPTY = 4
"""Headings one behind the other that are those of sections without a text."""
_FEW = 0.03
_SEPARATORS = {separator: re.compile(rf"[{separator}]\s*[{separator}]") for separator in "|\t,，"}
_FEWEST_FIGURES_ALONE = 0.3
"""The share of the cells of such a line that are figures: commas separate other things too."""
_NUMBER = rf"\d[\d,]*(?:\.\d+)?(?:{COUNTERS}|{MONEY})?"
_FIGURE = rf"(?:[-+]?{_NUMBER}|-{{1,2}}|/|无)"
_APART = r"[\s|]"
_WHOLE_FIGURE = re.compile(rf"\s*{_FIGURE}\s*")
_BARE_FIGURE = re.compile(rf"(?<![^\s|]){_NUMBER}(?={_APART}|$)")
_BLOCKS = re.compile(r"^ *(?:第二十条第[(][一五六八九][)]项 +)?信息内容 [^。\n|\t]*\d *$", re.MULTILINE)
"""Heads and rows on one line."""
_BOLD_LABELS = re.compile(r"^(?:[^\n|]*?\*\*[^*\d\n|]*[㐀-鿿][^*\n|]*\*\* +[-+]?\d){3}[^\n|]*$", re.MULTILINE)
"""A line on which labels in bold (`**规章** 0 0 17 **行政规范性文件** …`) and their figures take turns."""
_BROKEN_NUMBER = re.compile(r"\d\n\d")
_WIDEST_GAP = 20
_RULER = re.compile(r"\|(?:[^\S\n]*:?-{3,}:?[^\S\n]*\|){2,}")
# No other row is as wide as that of the challenges table, whose labels all stand in its header.
_BEFORE_ALL_CHALLENGES = re.compile(rf"(?<=[^\s\d|])(?<!\d[件宗起])(\s){_APART}*(?=(?:{_FIGURE}{_APART}+){{10}})")
_BEHIND_ALL_CHALLENGES = re.compile(
    rf"(?<![^\s|])(?:{_FIGURE}{_APART}+){{14}}{_FIGURE}(\s)(?!{_APART}*{_FIGURE}(?![^\s|]))"
)
# The name of the body may be a word of its own before the year, and the lead sentence may begin with the title.
_AROUND_A_TITLE = re.compile(
    r"(?:^|(\s))(?:[㐀-鿿]{2,30}\s+(?=20\d\d年|政[府务]))?\S{0,40}?"
    r"(?:政府信息|政务)公开\s?(?:工作)?\s?(?:年度)?\s?(?:报告|年报)(?:(\s)|(?=是?(?:根据|依据|按照|依照)))"
)
_ORDINAL = (
    r"(?:[(][一二三四五六七][)]|[一二三四五六七]、|\d[.、)](?!\d)"
    r"|(?:《?条例》)?第二十|第[一二三四]项|附[表件]|[(]?注:)"
)


def with_line_ends(text: str) -> str:
    """A normalised text with a line end for the white space before each row and heading of its long lines, if they
    hold the rows of a requests table, else of those that begin with the heads of a block of the first table; and before
    each row of a table in Markdown that has lost its line ends. Nothing moves."""
    if "**" in text:
        text = _BOLD_LABELS.sub(lambda line: line[0].replace("**", "  "), text)
    lines = _whole_numbers(text)
    long = [line for line in lines if len(line) > _AS_LONG_AS_A_TABLE]
    is_flat = any(map(_is_flat, long))
    if "---" in text:
        text = _with_markdown_rows(text)
        lines = _whole_numbers(text)
    if not is_flat and any(_in_cells(line) != line for line in long):
        text = "\n".join(_in_cells(line, _FEWEST_BESIDE) for line in lines)
    if not is_flat:
        text = _behind_a_sentence().sub(lambda run: _with_headings_apart(run, text), text)
        return _BLOCKS.sub(lambda blocks: _broken(blocks[0]), text) if _BLOCKS.search(text) else text
    return "\n".join(_broken(line) if len(line) > _LONG else line for line in map(_in_cells, lines))


def _whole_numbers(text: str) -> list[str]:
    """The lines of a text, but no line end between digits where one of a long line's few may have come into one."""
    whole, *below = text.split("\n")
    if not _BROKEN_NUMBER.search(text):
        return [whole, *below]
    lines = []
    for line in below:
        if whole[-1:].isdigit() and line[:1].isdigit() and max(len(whole), len(line)) > _LONG:
            whole += " " + line
        else:
            lines.append(whole)
            whole = line
    return [*lines, whole]


def _with_markdown_rows(text: str) -> str:
    """A text with the rows of Markdown tables on lines of their own, where the ruler below a head stands on its line
    and white space between two rows: each has as many cells as the ruler."""
    characters, taken = list(text), 0
    for ruler in _RULER.finditer(text):
        bars = ruler[0].count("|")
        head = _row_before(text, ruler.start(), bars) if ruler.start() >= taken else None
        if head is None:
            continue
        ends, at = [head - 1, ruler.start() - 1], ruler.end()
        below = re.compile(rf"[^\S\n]+\|(?:[^|\n]*\|){{{bars - 1}}}")
        while row := below.match(text, at):
            ends.append(row.start())
            at = row.end()
        for end in (*ends, at):
            if text[end : end + 1].isspace():
                characters[end] = "\n"
        taken = at
    return "".join(characters)


def _row_before(text: str, end: int, bars: int) -> int | None:
    """Where a row with so many bars begins whose last one stands before white space and this character."""
    at = len(text[max(0, end - _WIDEST_GAP) : end].rstrip()) + max(0, end - _WIDEST_GAP)
    if at == end or text[at - 1 : at] != "|":
        return None
    for _ in range(bars):
        at = text.rfind("|", 0, at)
        if at < 0:
            return None
    return None if "\n" in text[at:end] else at


def _in_cells(line: str, fewest: int = _FEWEST_CELLS) -> str:
    """A line with each of its cells on its own, where all are between bars, tabs or commas and hardly any is empty:
    nothing in it tells where a row ends."""
    for separator, empty in _SEPARATORS.items():
        cells = line.split(separator)
        if sum(_heading().fullmatch(cell.strip()) is not None for cell in cells) >= _FEWEST_HEADINGS:
            return line.replace(separator, "\n")  # those of a whole report, which may have hardly any figures
        figures = sum(_WHOLE_FIGURE.fullmatch(cell) is not None for cell in cells)
        if figures >= max(fewest, _FEWEST_FIGURES_ALONE * len(cells)) and len(empty.findall(line)) <= _FEW * len(cells):
            return line.replace(separator, "\n")
    return line


def _is_flat(line: str) -> bool:
    """Whether a long line holds the rows of requests, or a whole report with nothing but white space between its
    words, in which there may be hardly any figures."""
    if len(_BARE_FIGURE.findall(line)) >= _FEWEST_FIGURES and len(_request_row().findall(line)) >= _FEWEST_ROWS:
        return True
    return not any(separator in line for separator in "|\t") and len(_heading().findall(line)) >= _FEWEST_HEADINGS


def _broken(line: str) -> str:
    characters = list(line)
    for at in _ends(line):
        characters[at] = "\n"
    return "".join(characters)


def _ends(line: str) -> Iterator[int]:
    """Where the line ends were."""
    for pattern in (
        _behind_a_row(),
        _before_a_row(),
        _BEFORE_ALL_CHALLENGES,
        _BEHIND_ALL_CHALLENGES,
        _around_a_heading(),
        _AROUND_A_TITLE,
    ):
        for found in pattern.finditer(line):
            yield from (found.start(group) for group in range(1, pattern.groups + 1) if found[group])
    numbered = list(_numbered_rows().finditer(line))
    if len(numbered) >= _FEWEST_NUMBERED:
        yield from (found.start(1) for found in numbered)


@cache
def _request_row() -> re.Pattern[str]:
    return re.compile(rf"(?:{labels_of('requests')})\S{{0,60}}{_APART}+{_FIGURE}(?![^\s|])")


@cache
def _behind_a_row() -> re.Pattern[str]:
    """The space behind the last figure of a row, before what the next row begins with."""
    listed = rf"(?:{labels_of('proactive')}){_APART}+{_FIGURE}(?![^\s|])"
    added = rf"(?:小计|合计|其中\S{{0,20}}){_APART}+(?:{_FIGURE}{_APART}+){{5}}"
    return re.compile(rf"(?<![^\s|]){_FIGURE}(?:\s*\|)?(\s){_APART}*(?={_ORDINAL}|{listed}|{added})")


@cache
def _numbered_rows() -> re.Pattern[str]:
    """The space behind the last figure of a row, before the number of the next row's label, without a point: a figure
    it may be as well, where not nearly all labels have theirs."""
    rows = numbered_labels()
    labels = "|".join(rf"{number}{_APART}+(?:{words}|\S{{0,12}}?(?:{match}))" for number, words, match in rows)
    return re.compile(
        rf"(?<![^\s|]){_FIGURE}(?:\s*\|)?(\s){_APART}*(?=(?:{labels})\S{{0,60}}{_APART}+{_FIGURE}(?![^\s|]))"
    )


@cache
def _before_a_row() -> re.Pattern[str]:
    """The space between words of the header and the label of a row."""
    label = rf"(?:{labels_of('proactive')})|\S{{0,40}}?(?:{labels_of('requests')})\S{{0,60}}"
    return re.compile(rf"(?<=[^\s\d|])(\s){_APART}*(?=(?:{label}){_APART}+{_FIGURE}(?![^\s|]))")


@cache
def _heading() -> re.Pattern[str]:
    """The heading of a section between white space, with its number."""
    return re.compile(rf"(?<!\S)[一二三四五六]、(?:{section_words()})(?!\S)")


def _with_headings_apart(run: re.Match[str], text: str) -> str:
    """Headings on lines of their own, unless all of them are listed, or one stands on a line of its own besides."""
    headings = [each[0].strip() for each in _numbered_heading().finditer(run[0])]
    if len(headings) > _MOST_EMPTY or any(re.search(rf"^\s*{re.escape(each)}", text, re.M) for each in headings):
        return run[0]
    return _numbered_heading().sub(lambda heading: "\n" + heading[0][1:], run[0])


@cache
def _numbered_heading() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n\t](?:{numbered_headings()})[:。]?")


@cache
def _behind_a_sentence() -> re.Pattern[str]:
    """Headings between a sentence and their own text, several where sections have none."""
    behind = r"(?=[^\S\n\t]+[^\s|]|20\d\d年|[(]一[)]|\s*$)"
    return re.compile(rf"(?<=[。;:)])(?:[^\S\n\t]*{_numbered_heading().pattern})+{behind}", re.MULTILINE)


@cache
def _around_a_heading() -> re.Pattern[str]:
    """The spaces before and behind the heading of a section."""
    ordinal = r"[一二三四五六]、|[(][一二三四五六][)]|[1-6][.、]|第[一二三四五六]部分|附[表件][\d一二三]?"
    number = rf"(?:#{{1,4}}\s*)?(?:{ordinal})"
    return re.compile(rf"(?:^|(\s))\s*{number}\s*(?:{section_words()})(?:[(][^()]{{0,12}}[)])?(\s|$)")
