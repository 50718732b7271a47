"""Figures that stand higher or lower than their line: marks of footnotes and ordinals, no part of a number.

What belongs here: how text says that a figure is raised or lowered. What does not: how a format says so.
"""

_FIGURES = "0123456789０１２３４５６７８９"
RAISED = str.maketrans(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
LOWERED = str.maketrans(_FIGURES, "₀₁₂₃₄₅₆₇₈₉" * 2)
LEVEL: dict[int, int] = {}
"""Of what stands on its line."""
OFFICE_SHIFTS = {"superscript": RAISED, "subscript": LOWERED}
"""By what Word and Excel call them."""
