r"""Tables that a program printed as lists of lists or records, as those that find tables in PDF give them, and JSON
and databases keep them.

What belongs here: a line with tabs for each list of cells. What does not: signs of a text's own (`signs`), and records
whose keys name columns (`named`).

    [["规章", "1", "0"], ["行政规范\n性文件", "0", null]]      规章 ⇥ 1 ⇥ 0 ⏎ 行政规范  性文件 ⇥ 0 ⇥ ⏎
    INSERT INTO t VALUES ('规章', 1, 0);                     INSERT INTO t VALUES ⏎ 规章 ⇥ 1 ⇥ 0 ⏎
    [{"0": "规章", "1": 1, "2": 0}, …]                       规章 ⇥ 1 ⇥ 0 ⏎ …
"""

import re

_STRING = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')"""
_CELL = rf"""(?:{_STRING}|[^\s\[\](){{}}"',:][^\[\](){{}}"',:\n]*+)"""
_CHARACTER = r"(?!\\u[4-9])[^\n一-鿿"
_KEY = rf"""(?:"(?:{_CHARACTER}"])*"|'(?:{_CHARACTER}'])*'|\d+)\s*+:\s*+"""
"""None with Chinese characters, which may name a column."""
_LIST = rf"[\[(]\s*+{_CELL}\s*+(?:,\s*+{_CELL}\s*+){{2,}}+,?\s*+[\])]"
_RECORD = rf"\{{\s*+{_KEY}{_CELL}\s*+(?:,\s*+{_KEY}{_CELL}\s*+){{2,}}+\}}"
_ROW = re.compile(f"{_LIST}|{_RECORD}")
_PART = re.compile(
    rf"(?P<nothing>(?<=[{{,\s]){_KEY}|\b(?:[Nn]one|null|[Nn]a[Nn])(?=\s*[,\])}}]))|(?P<string>{_STRING})|(?P<comma>,)"
)
_SPACE = re.compile(r"\\[nrt]|\s")
_LONG = re.compile(r"""["'](?:[^"'\\]|\\.){20,}(?:。|\\u3002)""")
"""A sentence, which no cell of a table is."""
_FEWEST = 5
_SEPARATES = " \t,[]{}();"


def with_rows_on_lines(text: str) -> str:
    """A text as it was decoded, with each list of cells on a line of its own, if it has several, and of a list of lines
    each on its own. Nothing moves."""
    found = list(_ROW.finditer(text))
    of_lines = [row for row in found if _LONG.search(row[0])]
    rows = found if len(found) >= _FEWEST else of_lines
    pieces, at = list[str](), 0
    for row in rows:
        inside = _PART.sub(_line, row[0]) if row in of_lines else _PART.sub(_cell, row[0]).replace("\n", " ")
        pieces += [text[at : row.start()], f" {inside[1:-1]} "]
        at = row.end()
    pieces.append(text[at:])
    return "".join(_parted(pieces))


def _cell(part: re.Match[str]) -> str:
    """A tab for what stands between two cells; a cell without quotes and line ends, one with nothing as space."""
    return "\t" if part["comma"] else _SPACE.sub(lambda space: " " * len(space[0]), _bare(part))


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
