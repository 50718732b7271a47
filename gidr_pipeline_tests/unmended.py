"""What the reader leaves without a value, or is known to read wrongly, today: what the tests do not ask for yet.

Everything here may only become less. What is read wrongly is looked for with `counterexamples`.
"""

READ_IN_PART = {
    "quoted, commas", "quoted, tabs", "wrapped words, figures on the first line",
    "wrapped words, figures in the middle", "wrapped words, figures on the last line", "figures over two lines",
    "figures under labels", "column by column", "column by column, in pages", "labels, then figures by column",
    "labels, then figures", "labels, then figures in rows",
}  # fmt: skip
"""Layouts of which some cells are left without a value; none of an undamaged report is wrong."""

READ_IN_PART_WITH = {
    "soft hyphens", "zero-width spaces", "marks of direction", "full-width digits", "full-width digits and signs",
}  # fmt: skip
"""Characters that cost some layouts cells; none is wrong."""

MISREAD_DAMAGES = {"move rows", "serial column", "tear row", "tear number", "lose zero in many", "title broken"}
"""Kinds of damage for which a wrong value or agency is known."""

MISREAD_WITH_MISPRINT = {"lose zero"}
"""Kinds of damage for which a wrong value is known where the report has a misprint besides."""

MISREAD_LAYOUTS = {"HTML as pasted", "quoted, commas", "group labels between rows"}
"""Layouts in which some damage, or a table of another shape than the form's, gives a wrong value."""
