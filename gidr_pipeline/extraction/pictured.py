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
_ONE_OTHER_IN = 5
"""One of so many characters may be another."""
_LONGEST = 60

_NOTE = "read from a picture"
_TWICE = f"{_NOTE}, twice alike"


def with_labels_mended(text: str, rows: Sequence[GridRow], pictured: Sequence[tuple[int, int]]) -> str:
    """The normalised text with labels for those that its tables have in part, or with a character for one like it: no
    other label has the same characters in the same places. No character moves.

    A cell `结果□正` becomes `结果纠正`, and `上一年项日数量` becomes `上一年项目数量`.
    """
    mended = list(text)
    for cell in (cell for row in rows for cell in row.cells if _is_in(row, pictured)):
        fitting = sorted(_fitting(text[cell.start : cell.end]), key=lambda found: -len(found[1]))
        # The other edition's label may be a part of one.
        if fitting and all(label in fitting[0][1] for _, label in fitting):
            at, label = fitting[0]
            mended[cell.start + at : cell.start + at + len(label)] = label
    return "".join(mended)


def _is_in(row: GridRow, pictured: Sequence[tuple[int, int]]) -> bool:
    return any(start <= row.start and row.end <= end for start, end in pictured)


def _fitting(words: str) -> Iterator[tuple[int, str]]:
    """The labels that a cell may say, and where in it they begin."""
    if len(words) > _LONGEST or words.isdecimal() or any(label in words for label in _labels()):
        return
    for label in _labels():
        for at in range(len(words) - len(label) + 1):
            pairs = [*zip(words[at : at + len(label)], label, strict=True)]
            alike = sum(a == b for a, b in pairs)
            others = sum(a not in (b, _UNSURE) for a, b in pairs)
            if others <= len(label) // _ONE_OTHER_IN and alike >= max(_FEWEST_SURE, _MOST_UNSURE * len(label)):
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
