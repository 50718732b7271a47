"""The one report of a text, its figures, and its title."""

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Report, Span
from gidr_pipeline.extraction.text.invisible import Visible
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.extraction.title import Title, read_title


def read(text: str) -> Report:
    (report,) = extract_document(text.encode()).reports
    return report


def values(report: Report) -> dict[tuple[str, str, str], int | None]:
    return {(c.table, c.row, c.column): None if c.value is None else int(c.value) for c in report.cells}


def title_of(*lines: str) -> Title:
    """The title of a text of these lines."""
    printed = "\n".join(lines)
    seen = Visible.of(normalise(printed), printed)
    return read_title(seen.text, seen.printed, Span(0, len(seen.text)))
