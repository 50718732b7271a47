"""Numbers whose thousands are set apart by a space, `159 979` in a cell of its own, by a full-width comma or a mark
like one, or broken by the end of a line in a narrow cell: `1,22⏎3`.

What belongs here: reading those as a comma, and that line end as nothing. What does not: two figures that stand in one
cell (`figures`).
"""

import re
from collections.abc import Iterator

from gidr_pipeline.extraction.text.normalise import ZERO_WIDTH

_SPACE = r"[^\S\t\n]*"
_CELL = rf'(?:(?<=[\t|;"]){_SPACE}{{number}}{_SPACE}(?=[\t|;"\n])|(?<=\n){_SPACE}{{number}}{_SPACE}(?=[\t|;"]))'
_LIKELY = re.compile(r" \d{3}(?!\d)")
_GROUPS = r"[1-9]\d{0,2}(?: \d{3})+"
_IN_GROUPS = re.compile(_CELL.format(number=_GROUPS))
_APART = re.compile(_CELL.format(number=rf'(?!{_GROUPS}{_SPACE}[\t|;"\n])\d+ \d[\d ]*'))
_OTHER_COMMAS = "，'’"
_WITH_OTHERS = {
    comma: re.compile(rf"(?<![\d.])(?<!\d{comma})[1-9]\d{{0,2}}(?:{comma}\d{{3}})+(?!{comma}?\d)")
    for comma in _OTHER_COMMAS
}
_FEWEST = 3
_NUMBER = r"(?<![\d,.])\d{1,3}(?:,\d{3})*,(?P<begun>\d{1,2})"
_IN_A_CELL = re.compile(rf"{_NUMBER}(?P<end><br\s?/?>)(?P<rest>\d{{1,2}})(?![\d,.])", re.IGNORECASE)
_OVER_A_LINE = re.compile(rf"{_NUMBER}(?P<end>[ \t]*\r?\n[ \t]*)(?P<rest>\d{{1,2}})(?=[ \t]*\r?(?:\n|$))")
_BEGUN = re.compile(r"\d,\d{1,2}(?!\d)")
_WHOLE = 3
_FEWEST_BROKEN = 2


def with_commas(text: str) -> str:
    """A normalised text with a comma for the space between the thousands of numbers that have a cell of their own,
    where several do and no cell holds other digits set apart by a space; and for other marks between thousands, where
    several numbers have them and they part no other digits. Nothing moves."""
    for comma, number in _WITH_OTHERS.items():
        if comma in text:
            text = _with_comma_for(text, comma, number)
    if len(_LIKELY.findall(text)) < _FEWEST or len(_IN_GROUPS.findall(text)) < _FEWEST or _APART.search(text):
        return text
    return _IN_GROUPS.sub(_joined, text)


def _with_comma_for(text: str, comma: str, number: re.Pattern[str]) -> str:
    """A text with a comma for another mark between thousands, but on lines that commas may separate."""
    found = [each[0] for each in number.finditer(text)]
    if len(found) < _FEWEST or len(re.findall(rf"\d{comma}(?=\d)", text)) > sum(each.count(comma) for each in found):
        return text
    lines = text.split("\n")
    return "\n".join(
        line if "," in line else number.sub(lambda each: each[0].replace(comma, ","), line) for line in lines
    )


def _joined(cell: re.Match[str]) -> str:
    return re.sub(r"(?<=\d) (?=\d)", ",", cell[0])


def with_whole_numbers(text: str) -> str:
    """A text with characters that take no place inside numbers whose last thousands are broken, where several are: by
    a tag, or by the end of a line that breaks no other and goes on with nothing else. Nothing moves.

    `28 1,22⏎3⏎` is read as 28 and 1,223, the line end as a character that takes no place.
    """
    broken = [*_whole(text, _IN_A_CELL), *(each for each in _whole(text, _OVER_A_LINE) if _is_alone(text, each))]
    if len(broken) < _FEWEST_BROKEN:
        return text
    characters = list(text)
    for start, end in (each.span("end") for each in broken):
        characters[start:end] = ZERO_WIDTH * (end - start)
    return "".join(characters)


def _whole(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The numbers that have three digits behind their last comma, with the rest of them."""
    found = pattern.finditer(text) if "," in text else ()
    return (each for each in found if len(each["begun"] + each["rest"]) == _WHOLE)


def _is_alone(text: str, broken: re.Match[str]) -> bool:
    """Whether no other number on its line is broken."""
    return _BEGUN.search(text, text.rfind("\n", 0, broken.start()) + 1, broken.start()) is None
