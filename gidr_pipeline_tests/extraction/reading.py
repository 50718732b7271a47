"""The one report of a text, and its figures."""

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Report


def read(text: str) -> Report:
    (report,) = extract_document(text.encode()).reports
    return report


def values(report: Report) -> dict[tuple[str, str, str], int | None]:
    return {(c.table, c.row, c.column): None if c.value is None else int(c.value) for c in report.cells}
