r"""Tables as a browser gives them when a person copies a page whose cells hold paragraphs: a tab on a line of its own
between two cells of a row, and more empty lines behind its last.

What belongs here: joining the cells of such rows to a line with tabs. What does not: tabs within lines (`lines`).

    一、本年新收政府信息公开申请数量 ⏎ ⏎ ⇥ ⏎ ⏎ 2 ⏎ ⏎ ⇥ ⏎ ⏎ 0 ⏎ ⏎ ⏎ ⏎ ⏎ 二、上年结转…
"""

import re
from collections import Counter
from itertools import islice

_FEWEST = 20
_GAP = re.compile(r"\s*\n[^\S\n\t]*\t[^\S\n\t]*\n\s*")
_WITH_A_TAB = re.compile(r"^[^\S\n\t]*\t[^\S\n]*\S", re.MULTILINE)
_ENDS = re.compile(r"\n+")


def with_cells_joined(text: str) -> str:
    """A normalised text with spaces for the line ends around tabs that stand alone on a line, where it has many of
    them and no cells behind a tab. Nothing moves."""
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
