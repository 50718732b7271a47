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
_ESCAPED_SPACE = re.compile(r"\\[nrt]|\s")
_FEWEST = 5
_SEPARATES = " \t,[]{}();"


def with_rows_on_lines(text: str) -> str:
    """A text as it was decoded, with each list of cells on a line of its own, if it has several. Nothing moves."""
    rows = list(_ROW.finditer(text))
    if len(rows) < _FEWEST:
        return text
    pieces, at = list[str](), 0
    for row in rows:
        pieces += [text[at : row.start()], f" {_PART.sub(_spaced, row[0])[1:-1]} ".replace("\n", " ")]
        at = row.end()
    pieces.append(text[at:])
    return "".join(_parted(pieces))


def _spaced(part: re.Match[str]) -> str:
    """A tab for what stands between two cells; a cell without quotes and line ends, one with nothing as space."""
    if part["comma"]:
        return "\t"
    if part["nothing"]:
        return " " * len(part[0])
    return f" {_ESCAPED_SPACE.sub(lambda space: ' ' * len(space[0]), part['string'][1:-1])} "


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
