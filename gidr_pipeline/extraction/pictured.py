"""What was read from a picture of a page is never as sure as printed characters, and is told as such.

What belongs here: labels of which some characters are unsure, and the status of figures. What does not: reading the
picture (`conversion`), or cells (`tables`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from gidr_pipeline.conversion.model import GridRow
from gidr_pipeline.extraction.model import Cell, Cells, Report, Status
from gidr_pipeline.extraction.text.normalise import normalise
from gidr_pipeline.forms import load_forms

_UNSURE = "□"
_NUMBER = re.compile(r"[(]?[一二三四五六七八九十\d]+[)、.]")
_LAST = re.compile(r"^[^:]*:(?=\d)")
_FEWEST_SURE = 2
_MOST_UNSURE = 0.5
"""How many characters of a label are sure at least, and which part of them may be unsure."""

_NOTE = "read from a picture"
_TWICE = f"{_NOTE}, twice alike"


def with_labels_mended(text: str, rows: Sequence[GridRow]) -> str:
    """The normalised text with labels for those that its tables have in part: no other label has the same characters
    in the same places. No character moves.

    A cell `结果□正` becomes `结果纠正`.
    """
    if _UNSURE not in text:
        return text
    mended = list(text)
    for cell in (cell for row in rows for cell in row.cells):
        fitting = sorted(_fitting(text[cell.start : cell.end]), key=lambda found: -len(found[1]))
        # The other edition's label may be a part of one.
        if fitting and all(label in fitting[0][1] for _, label in fitting):
            at, label = fitting[0]
            mended[cell.start + at : cell.start + at + len(label)] = label
    return "".join(mended)


def _fitting(words: str) -> Iterator[tuple[int, str]]:
    """The labels that a cell may say, and where in it they begin."""
    if _UNSURE not in words:
        return
    for label in _labels():
        for at in range(len(words) - len(label) + 1):
            pairs = [*zip(words[at : at + len(label)], label, strict=True)]
            sure = sum(a != _UNSURE for a, _ in pairs)
            enough = max(_FEWEST_SURE, _MOST_UNSURE * len(label)) <= sure < len(label)
            if enough and all(a in (_UNSURE, b) for a, b in pairs):
                yield at, label


@cache
def _labels() -> frozenset[str]:
    """The labels of all forms, without their groups, numbers and what stands in brackets."""
    tables = [table for form in load_forms() for table in form.tables.values()]
    labels = (normalise(label.label_zh) for table in tables for label in (*table.rows, *table.columns))
    return frozenset(_NUMBER.sub("", _LAST.sub("", label)).split("(")[0] for label in labels)


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
