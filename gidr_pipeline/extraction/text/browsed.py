r"""Rows whose cells hold line ends: as a browser gives them when a person copies a page whose cells hold paragraphs, a
tab on a line of its own between two cells of a row, and more empty lines behind its last; and fields in quotes.

What belongs here: joining the cells of such rows to a line. What does not: tabs and commas within lines (`lines`).

    一、本年新收政府信息公开申请数量 ⏎ ⏎ ⇥ ⏎ ⏎ 2 ⏎ ⏎ ⇥ ⏎ ⏎ 0 ⏎ ⏎ ⏎ ⏎ ⏎ 二、上年结转…
    "结果 ⏎ 维持","结果 ⏎ 纠正"
"""

import re
from collections import Counter
from itertools import islice

_FEWEST = 20
_GAP = re.compile(r"\s*\n[^\S\n\t]*\t[^\S\n\t]*\n\s*")
_WITH_A_TAB = re.compile(r"^[^\S\n\t]*\t[^\S\n]*\S", re.MULTILINE)
_ENDS = re.compile(r"\n+")
_PIECE = r'(?:[^"\n]|""){0,100}'
_QUOTED = re.compile(rf'(?:(?<=[,;\t])|^)"{_PIECE}(?:\n{_PIECE}){{1,9}}"(?=[,;\t\n]|\Z)', re.MULTILINE)
"""A field in quotes, and its line ends."""


def with_cells_joined(text: str) -> str:
    """A normalised text with spaces for the line ends inside fields in quotes, and for those around tabs that stand
    alone on a line, where it has many of them and no cells behind a tab. Nothing moves."""
    text = _QUOTED.sub(lambda field: field[0].replace("\n", " "), text) if '"' in text else text
    if text.count("\n\t") < _FEWEST or len(list(islice(_WITH_A_TAB.finditer(text), 2))) > 1:
        return text
    gaps = _GAP.findall(text)
    if len(gaps) < _FEWEST:
        return text
    usual, _ = Counter(len(ends) for gap in gaps for ends in _ENDS.findall(gap)).most_common(1)[0]
    return _GAP.sub(lambda gap: _ENDS.sub(lambda ends: _joined(len(ends[0]), usual), gap[0]), text)


def _joined(ends: int, usual: int) -> str:
    """What line ends are read as: space, or where there are more than around an empty cell the end of a row."""
    return ("\n" if ends > 2 * usual else " ") + " " * (ends - 1)
