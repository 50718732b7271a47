r"""Tables that a program printed as lists of lists or records, as those that find tables in PDF give them, and JSON
and databases keep them.

What belongs here: a line with tabs for each list of cells. What does not: signs of a text's own (`signs`), and records
whose keys are words: these may name columns (`named`), or tell of the text and not of the table.

    [["规章", "1", "0"], ["行政规范\n性文件", "0", null]]      规章 ⇥ 1 ⇥ 0 ⏎ 行政规范  性文件 ⇥ 0 ⇥ ⏎
    INSERT INTO t VALUES ('规章', 1, 0);                     INSERT INTO t VALUES ⏎ 规章 ⇥ 1 ⇥ 0 ⏎
    [{"0": "规章", "1": 1, "2": 0}, …]                       规章 ⇥ 1 ⇥ 0 ⏎ …
    {"（一）予以公开": [5, null, 5], "（二）部分…": […], …}      （一）予以公开 ⇥ 5 ⇥ ⇥ 5 ⏎ …
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_STRING = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')"""
_NOTHING = r"(?:[Nn]one|null|NULL|[Nn]a[Nn])"
_CELL = rf"(?:{_STRING}|{_NOTHING}|[-+]?\d[\d.]*+)"
_KEY = r"""["']?\d{1,2}["']?\s*+:\s*+"""
_CELLS = rf"\s*+{_CELL}\s*+(?:,\s*+{_CELL}\s*+){{2,}}+,?\s*+"
_RECORD = rf"\s*+{_KEY}{_CELL}\s*+(?:,\s*+{_KEY}{_CELL}\s*+){{2,}}+"
_ROW = re.compile(rf"[\[({{](?s:(?<![\w)\]].)|(?<=VALUES.))(?:(?<!\{{){_CELLS}[\])]|(?<=\{{)(?P<record>{_RECORD})\}})")
_LABEL = r"""(?:"(?:[^"\\]|\\.){1,80}+"|'(?:[^'\\]|\\.){1,80}+')"""
_FIGURE = rf"""(?:{_NOTHING}|["']?[-+]?\d[\d.]*+["']?)"""
_FEW_CELLS = rf"\s*+{_FIGURE}\s*+(?:,\s*+{_FIGURE}\s*+)?+"
_LABELLED = re.compile(
    rf"(?<!\\)(?P<label>(?=['\"][^'\"]{{0,80}}[㐀-鿿]){_LABEL})(?P<to>\s*+:\s*+\[)"
    rf"(?P<cells>(?P<many>{_CELLS})|{_FEW_CELLS})\]"
)
"""A list of cells behind the label of its row; looked for at quotes only, as each look goes on to the next, and at none
of a string within another, as there may be as many as the text is long."""
_PART = re.compile(rf"(?P<string>{_STRING})(?!\s*:)|(?P<comma>,)|{_NOTHING}|(?P<key>{_KEY})")
_HEAD = re.compile(r"(?<=[|\"\t])[^\S\n]*\('[^'\n]*+'(?:, '[^'\n]*+')+\)(?=[^\S\n]*[|\"\t])")
"""The names of a column under several heads, as a library of tables prints them: `('行政复议', '结果维持')`."""
_NOT_OF_HEADS = re.compile(r"\.\d+(?=')|[(),']")
"""What stands around such names: among others the number of a name that stands again, `总计.1`."""
_ESCAPED_SPACE = re.compile(r"\\[nrt]|\s")
_SENTENCE = re.compile(r"(?:[^\\]|\\.){20,}(?:。|\\u3002)")
_FEWEST = 5
_FEWEST_NUMBERS = 10
"""Cells of a row without words; fewer numbers in brackets are references, or anything."""
_FEWEST_SENTENCES = 2
_SEPARATES = " \t,[]{}();"


def with_rows_on_lines(text: str) -> str:
    """A text as it was decoded, with each list of cells on a line of its own, if it has several, and with each line of
    a list of lines; with the names of columns bare that a library prints as a tuple. Nothing moves."""
    if "('" in text:
        text = _HEAD.sub(lambda head: _NOT_OF_HEADS.sub(_as_space, head[0]), text)
    labelled = list(_LABELLED.finditer(text))
    if sum(row["many"] is not None for row in labelled) >= _FEWEST:
        return _with_lines(text, [(row, _with_label(row)) for row in labelled])
    found = [row for row in _ROW.finditer(text) if _has_cells(row)]
    of_lines = [row for row in found if _has_lines(row)]
    rows = found if len(found) >= _FEWEST else of_lines
    return _with_lines(text, [(row, _inside(row, is_of_lines=row in of_lines)) for row in rows])


def _with_lines(text: str, rows: Sequence[tuple[re.Match[str], str]]) -> str:
    """A text with what is given for some rows in their places, each on lines of its own."""
    pieces, at = list[str](), 0
    for row, read in rows:
        pieces += [text[at : row.start()], read]
        at = row.end()
    pieces.append(text[at:])
    return "".join(_parted(pieces))


def _inside(row: re.Match[str], *, is_of_lines: bool) -> str:
    """The cells of a list, or its lines."""
    inside = _PART.sub(_line, row[0]) if is_of_lines else _cells(row[0])
    return f" {inside[1:-1]} "


def _cells(said: str) -> str:
    return _PART.sub(_cell, said).replace("\n", " ")


def _with_label(row: re.Match[str]) -> str:
    """The label of a row, and its cells."""
    return f" {row['label'][1:-1]} " + "\t".ljust(len(row["to"])) + _cells(row["cells"]) + " "


def _has_cells(row: re.Match[str]) -> bool:
    """Whether a list has words, or nearly as many numbers as the widest row; a record, each place in order and none
    left out."""
    parts = list(_PART.finditer(row[0]))
    keys = [int(re.sub(r"\D", "", part["key"])) for part in parts if part["key"]]
    if row["record"] and any(b - a != 1 for a, b in pairwise(keys)):
        return False
    commas = sum(part["comma"] is not None for part in parts)
    return any(part["string"] for part in parts) or commas >= _FEWEST_NUMBERS


def _has_lines(row: re.Match[str]) -> bool:
    """Whether a list holds several sentences, and nothing that is no text: the cells of a table beside a remark."""
    parts = list(_PART.finditer(row[0]))
    strings = [part["string"] for part in parts if part["string"]]
    commas = sum(part["comma"] is not None for part in parts)
    return len(strings) >= commas and sum(map(bool, map(_SENTENCE.search, strings))) >= _FEWEST_SENTENCES


def _cell(part: re.Match[str]) -> str:
    """A tab for what stands between two cells; a cell without quotes and line ends, one with nothing as space."""
    return "\t" if part["comma"] else _ESCAPED_SPACE.sub(_as_space, _bare(part))


def _as_space(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _line(part: re.Match[str]) -> str:
    """A line end for what stands between two lines; a line without quotes."""
    return "\n" if part["comma"] else _bare(part)


def _bare(part: re.Match[str]) -> str:
    return f" {part['string'][1:-1]} " if part["string"] else " " * len(part[0])


def _parted(pieces: list[str]) -> list[str]:
    """What stands around rows and the rows in turn, with line ends between them where anything may give way to one."""
    for at in range(0, len(pieces), 2):
        around = pieces[at]
        if at and around[:1] and around[0] in _SEPARATES:
            around = "\n" + around[1:]
        if at + 1 < len(pieces) and around[-1:] and around[-1] in _SEPARATES:
            around = around[:-1] + "\n"
        pieces[at] = around
    return pieces
