"""Numbers whose thousands are set apart by a space, `159 979` in a cell of its own, or broken by the end of a line in a
narrow cell: `1,22⏎3`.

What belongs here: reading that space as a comma, and that line end as nothing. What does not: two figures that stand in
one cell (`figures`).
"""

import re

from gidr_pipeline.extraction.text.normalise import ZERO_WIDTH

_CELL = r"(?:(?<=[\t|])[^\S\t\n]*{number}[^\S\t\n]*(?=[\t|\n])|(?<=\n)[^\S\t\n]*{number}[^\S\t\n]*(?=[\t|]))"
_LIKELY = re.compile(r" \d{3}(?!\d)")
_GROUPS = r"[1-9]\d{0,2}(?: \d{3})+"
_IN_GROUPS = re.compile(_CELL.format(number=_GROUPS))
_APART = re.compile(_CELL.format(number=rf"(?!{_GROUPS}[^\S\t\n]*[\t|\n])\d+ \d[\d ]*"))
_FEWEST = 3
_BROKEN = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d{3})*,\d{1,2})( *\n *| {4,})(\d{1,2})(?![\d,.、)])")
"""A tag for the end of a line (`<br>`) is read as four spaces."""
_WHOLE = 3
_FEWEST_BROKEN = 2


def with_commas(text: str) -> str:
    """A normalised text with a comma for the space between the thousands of numbers that have a cell of their own,
    where several do and no cell holds other digits set apart by a space. Nothing moves."""
    if len(_LIKELY.findall(text)) < _FEWEST or len(_IN_GROUPS.findall(text)) < _FEWEST or _APART.search(text):
        return text
    return _IN_GROUPS.sub(_joined, text)


def _joined(cell: re.Match[str]) -> str:
    return re.sub(r"(?<=\d) (?=\d)", ",", cell[0])


def with_whole_numbers(text: str) -> str:
    """A normalised text with characters that take no place inside numbers whose last thousands are broken, where
    several are. Nothing moves.

    >>> with_whole_numbers("955 151 1,22\\n3\\n1,0\\n04")
    "955 151 1,22\\u200b3\\n1,0\\u200b04"
    """
    if "," not in text or len([0 for broken in _BROKEN.finditer(text) if _is_whole(broken)]) < _FEWEST_BROKEN:
        return text
    return _BROKEN.sub(lambda broken: _closed(broken) if _is_whole(broken) else broken[0], text)


def _is_whole(broken: re.Match[str]) -> bool:
    return len(broken[1].rpartition(",")[2]) + len(broken[3]) == _WHOLE


def _closed(broken: re.Match[str]) -> str:
    return broken[1] + ZERO_WIDTH * len(broken[2]) + broken[3]
