"""Units of money that words around an amount name: `单位：万元`, `（人民币元）`, `/元`, `以元为单位`.

What belongs here: telling a unit in words, and telling that words speak of money in another way. What does not: a unit
in the cell itself (`figures`, `cells`), or which words stand over which amount (`proactive`).
"""

import re
from collections.abc import Sequence
from itertools import accumulate

NOT_UNDERSTOOD = ""
"""Stands among the units named for words that may be one."""

_MONEY = re.compile(
    r"(?:(?:人民币|RMB)[:/]?)?(?P<unit>[十百千万亿]*[美港欧日]?元)(?:人民币)?|圆|[¥$€]|人民币|RMB|CNY|(?P<scale>[百千万亿]+)"
)
_BEFORE = re.compile(r'(?:单位[为是]?:?|金额|收费|以|[\[(【〔:/,、"])$')
_AFTER = re.compile(r'为单位|[\])】〕/,;。"]')


def units_named(words: Sequence[str]) -> set[str]:
    """The units in some words without white space, in the order of the text; a unit may be broken over two of them.

    What may be a unit and is not written as one (`广元市`, `￥`, `圆`, a lone `万`) gives `NOT_UNDERSTOOD`.
    """
    text = "".join(words)
    bounds = {0, *accumulate(map(len, words))}
    named = set()
    for found in _MONEY.finditer(text):
        scale, (start, end) = found["scale"], found.span()
        apart = (start in bounds or _BEFORE.search(text, 0, start)) and (end in bounds or _AFTER.match(text, end))
        if scale and not apart and end not in bounds:
            continue  # part of another word
        if scale and not (text[:start].endswith(("(", ":", "/")) and text[end : end + 1] == ")"):
            named.add(NOT_UNDERSTOOD)
        elif apart and (found["unit"] or scale):
            named.add(found["unit"] or f"{scale}元")
        else:
            named.add(NOT_UNDERSTOOD)
    return named
