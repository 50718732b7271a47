"""Reports whose tables offices changed, in several layouts, and what is read of them."""

import random
from collections.abc import Callable

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Report
from gidr_pipeline.forms import TableName
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import Grid, Made, grids, make_report, print_report

Tables = dict[TableName, Grid]
Change = Callable[[Tables], None]
IN_ROWS = ["tabs", "bars around", "markdown", "spaces", "aligned with spaces", "commas", "boxes", "bars behind, runs"]
NO_FIELDS = ["spaces", "aligned with spaces"]
A_CELL_A_LINE = ["a cell a line", "a cell a paragraph", "a cell a line, bars behind"]


def read(change: Change, layout: str, seed: int, edition: str = "2021") -> tuple[Report, Made]:
    """What is read of a report whose tables are changed, and what it prints in the form's own cells."""
    made = make_report(random.Random(seed), edition, size=60)
    tables: Tables = {name: [list(row) for row in grid] for name, grid in grids(made).items()}
    change(tables)
    text = print_report(made, {name: LAYOUTS[layout](grid) for name, grid in tables.items()})
    (report,) = extract_document(text.encode()).reports
    return report, made
