r"""Fields in quotes that hold line ends, as programs write them and sheets copy them.

What belongs here: joining the lines of such a field. What does not: rows of fields, in quotes or not (`lines`).

    "结果 ⏎ 维持","结果 ⏎ 纠正","其他 ⏎ 结果"      "结果 维持","结果 纠正","其他 结果"
"""

import re

from gidr_pipeline.extraction.text.numbered import without_numbers

_PIECE = r'(?:[^"\n]|""){0,100}'
_FIELD = re.compile(
    rf'(?:(?<=[,;\t])|^)(?P<before> *)"(?P<said>{_PIECE}(?:\n{_PIECE}){{1,9}})" *(?=[,;\t\n]|\Z)', re.MULTILINE
)
_BREAK = re.compile(r"[\n\t]")
_NO_FIELD = re.compile(r"(?:\A|[^\n ]) *\t|[,;] *[-+]?\d|[^\W\d_]\)? *\d[\d.]* +[-+]?\d|\n *(?:>|\d{1,5}(?: *[|:]|  ))")
"""Cells, or a number or mark before a line: the quotes are no two of one field, or not its only lines. A tab at the
beginning of a line was behind such a number."""


def without_numbers_and_breaks(text: str) -> str:
    """A normalised text without the numbers before its lines, and with each field in quotes on one line. Lines are
    numbered as they are printed, rows as they were made, whatever their fields hold. Nothing moves but a quote."""
    bare = without_numbers(_with_fields_joined(text))
    whole = _with_fields_joined(bare)
    return without_numbers(whole) if whole != bare else bare


def _with_fields_joined(text: str) -> str:
    return _FIELD.sub(_joined, text) if '"' in text else text


def _joined(field: re.Match[str]) -> str:
    said = field["said"]
    if _NO_FIELD.search(said):
        return field[0]
    words = said.strip(" \n") or " "
    above = len(said) - len(said.lstrip(" \n")) if words != " " else 0
    return (field["before"] + " " * above + '"' + _BREAK.sub(" ", words) + '"').ljust(len(field[0]))
