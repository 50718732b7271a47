"""Figures that were read from a picture of a page: never as sure as printed characters, and told as such.

What belongs here: the status of such figures. What does not: reading them (`conversion`), or their cells (`tables`).
"""

from collections.abc import Sequence
from dataclasses import replace

from gidr_pipeline.extraction.model import Cell, Cells, Report, Status

_NOTE = "read from a picture"
_TWICE = f"{_NOTE}, twice alike"


def with_pictures_told(report: Report, pictured: Sequence[tuple[int, int]]) -> Report:
    """The report with its figures in these parts of the text at most `repaired`, their note saying why."""
    return replace(report, cells=Cells.of(_told(cell, pictured) for cell in report.cells)) if pictured else report


def _told(cell: Cell, pictured: Sequence[tuple[int, int]]) -> Cell:
    span = cell.span
    if span is None or not any(start <= span.start and span.end <= end for start, end in pictured):
        return cell
    if cell.status is Status.REPORTED:
        return cell._replace(status=Status.REPAIRED, note="; ".join(filter(None, (_TWICE, cell.note))))
    return cell._replace(note="; ".join(filter(None, (_NOTE, cell.note))))
