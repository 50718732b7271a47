"""Numbers whose thousands are set apart by a space: `159 979` in a cell of its own.

What belongs here: reading that space as a comma. What does not: two figures that stand in one cell (`figures`).
"""

import re

_CELL = r"(?:(?<=[\t|])[^\S\t\n]*{number}[^\S\t\n]*(?=[\t|\n])|(?<=\n)[^\S\t\n]*{number}[^\S\t\n]*(?=[\t|]))"
_LIKELY = re.compile(r" \d{3}(?!\d)")
_GROUPS = r"[1-9]\d{0,2}(?: \d{3})+"
_IN_GROUPS = re.compile(_CELL.format(number=_GROUPS))
_APART = re.compile(_CELL.format(number=rf"(?!{_GROUPS}[^\S\t\n]*[\t|\n])\d+ \d[\d ]*"))
_FEWEST = 3


def with_commas(text: str) -> str:
    """A normalised text with a comma for the space between the thousands of numbers that have a cell of their own,
    where several do and no cell holds other digits set apart by a space. Nothing moves."""
    if len(_LIKELY.findall(text)) < _FEWEST or len(_IN_GROUPS.findall(text)) < _FEWEST or _APART.search(text):
        return text
    return _IN_GROUPS.sub(_joined, text)


def _joined(cell: re.Match[str]) -> str:
    return re.sub(r"(?<=\d) (?=\d)", ",", cell[0])
