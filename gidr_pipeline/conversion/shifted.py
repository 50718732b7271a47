"""Figures that stand higher or lower than their line: marks of footnotes and ordinals, no part of a number.

What belongs here: how text says that a figure is raised or lowered. What does not: how a format says so.
"""

import re

_FIGURES = "0123456789０１２３４５６７８９"
_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans(_FIGURES, _HIGH * 2)
LOWERED = str.maketrans(_FIGURES, "₀₁₂₃₄₅₆₇₈₉" * 2)
LEVEL: dict[int, int] = {}
"""Of what stands on its line."""
OFFICE_SHIFTS = {"superscript": RAISED, "subscript": LOWERED}
"""By what Word and Excel call them."""
_NOTED = re.compile(rf"([-+]?\d[\d,.]*)([{_HIGH}]+)")
_NUMBERS = str.maketrans(_HIGH, "0123456789")


def with_note(words: str) -> str:
    """What a cell says, the mark of a note that stands raised behind its figure as marks stand on a line.

    >>> with_note("70¹")
    '70[1]'
    """
    noted = _NOTED.fullmatch(words)
    return f"{noted[1]}[{noted[2].translate(_NUMBERS)}]" if noted else words
