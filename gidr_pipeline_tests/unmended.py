"""What the reader leaves without a value, or is known to read wrongly, today.

Who mends a case of `STILL_MISREAD` moves it to those of `test_found`, and who finds another (`counterexamples`) adds it
here. `READ_IN_PART` and `STILL_TRAPPED` may only become less.
"""

import pytest

from gidr_pipeline_tests.cases import Case

READ_IN_PART = {
    "labels, then figures by column", "labels, then figures", "figures over two lines", "column by column, in pages",
    "bars behind, runs", "bars around, runs", "a cell a line, bars behind, runs on the last",
    "bars on lines of their own", "csv of a data frame", "words down the page", "cells glued together",
    "each line once",
}  # fmt: skip
"""Layouts of which some cells are left without a value; none of an undamaged report is wrong."""

STILL_MISREAD = [
    Case(18, "a cell a line, far apart", size=0, damages=("lose zero",), text_damages=("page numbers",)),
    Case(0, "wrapped, rows apart", size=400, damages=("lose any", "broken number")),
    Case(1391, size=10, damages=("lose last column",), misprint=True),
    Case(218, "boxes", damages=("lose last column",), misprint=True),
    Case(275, "on one line", damages=("totals left blank",), misprint=True),
    Case(152027, "labels, then figures by column", size=0, damages=("zeros left blank",)),
    Case(195997, "spaces", size=400, damages=("leading zeros", "slip figures"), misprint=True),
    Case(7507, "bars for merged cells", damages=("lose half of labels", "slip figures"), misprint=True),
    Case(6703, "cell marks", damages=("lose half of labels", "zeros left blank in some rows")),
    Case(3442, "labels, then figures by column", damages=("zeros left blank", "lose zero in many"), misprint=True),
    Case(0, size=0, damages=("shift row over the edge", "zeros as dashes")),
    Case(1, size=0, damages=("lose zero", "totals left blank", "last cells repeated")),
    Case(1034351, "bars on lines of their own", damages=("slide value away",)),
    Case(4016258, "csv of a data frame", damages=("strange characters",)),
    Case(3071315, "cells glued together", damages=("full stops",)),
]
"""Cases that give a wrong value, those of one fault first."""

STILL_TRAPPED = {
    "remarks with a lost total": {
        "a cell a paragraph, indented", "a cell a line, bars behind, runs on the last",
    },
    "columns in another order": {"bars on lines of their own"},
}  # fmt: skip
"""Tables of another shape that give a wrong value, to the layouts in which they do."""


def known(trap: str, layout: str) -> list[pytest.MarkDecorator]:
    """The marks of a test that fails today."""
    is_known = layout in STILL_TRAPPED.get(trap, ())
    return [pytest.mark.xfail(reason="known to be misread", strict=True)] if is_known else []
