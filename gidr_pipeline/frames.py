"""From the records of extraction to frames: one row per report, section, cell and mention.

What belongs here: slicing the text at its offsets, counting cells, naming columns. What does not: judging the rows
(`schemas`), storing them (`warehouse`).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import polars as pl

from gidr_pipeline.extraction.model import Claim, Document, Report, Status
from gidr_pipeline.forms import TABLES, form_of, load_forms

VALUE = pl.Decimal(18, 4)
_READINGS = pl.List(pl.String())
_OFFSETS = {"source_start": pl.Int32(), "source_end": pl.Int32()}
_CELL = ["table", "row", "column"]

SCHEMAS: Mapping[str, pl.Schema] = {
    "reports": pl.Schema(
        {
            "report_id": pl.String(),
            "title": pl.String(),
            "agency": pl.String(),
            "report_year": pl.Int32(),
            "edition": pl.String(),
            "encoding": pl.String(),
            "source_sha256": pl.String(),
            "source_bytes": pl.Int64(),
            **{f"cells_{status}": pl.Int32() for status in Status},
            "extractor_version": pl.String(),
            "ingested_at": pl.Datetime("us"),
            "note": pl.String(),
        }
    ),
    "sections": pl.Schema(
        {
            "report_id": pl.String(),
            "section": pl.String(),
            "heading": pl.String(),
            "body": pl.String(),
            "body_start": pl.Int32(),
            **_OFFSETS,
        }
    ),
    "cells": pl.Schema(
        {
            "report_id": pl.String(),
            "edition": pl.String(),
            **dict.fromkeys(_CELL, pl.String()),
            "value": VALUE,
            "status": pl.String(),
            "raw_text": pl.String(),
            **_OFFSETS,
            "note": pl.String(),
        }
    ),
    "claims": pl.Schema(
        {
            "report_id": pl.String(),
            "claim": pl.String(),
            "readings": _READINGS,
            "value": VALUE,
            "unit": pl.String(),
            "raw_text": pl.String(),
            "sentence": pl.String(),
            **_OFFSETS,
        }
    ),
}
"""Frame name to schema. `cells` holds all three tables under the names that extraction uses."""
_NAMES = ["report_id", "edition", *_CELL]
_COLLECTED = {
    **SCHEMAS,
    "cells": pl.Schema({name: kind for name, kind in SCHEMAS["cells"].items() if name not in _NAMES}),
}
"""What is collected of each report. The names of its cells are those of its form."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a file apart from its text. `ingested_at` is UTC without a zone."""

    path: str
    sha256: str
    size: int
    extractor_version: str
    ingested_at: datetime


@dataclass
class FrameBuilder:
    """Collects the columns of many documents, a report at a time."""

    _columns: dict[str, list[list[Any]]] = field(
        default_factory=lambda: {name: [[] for _ in schema] for name, schema in _COLLECTED.items()}
    )

    def add(self, document: Document, report: Report, source: Source) -> None:
        """Take in one report, or none of it: raises ValueError for a record that contradicts itself."""
        columns = _report_columns(document, report, source)
        for name, collected in self._columns.items():
            for whole, part in zip(collected, columns[name], strict=True):
                whole.extend(part)

    def frames(self) -> dict[str, pl.DataFrame]:
        """What was collected, by the names and with the types of SCHEMAS."""
        frames = {name: _frame(schema, self._columns[name]) for name, schema in _COLLECTED.items()}
        reports = frames["reports"].select("report_id", "edition")
        named = reports.join(_cells_of_forms(), on="edition", nulls_equal=True, maintain_order="left_right")
        return frames | {"cells": named.hstack(frames["cells"])}


@cache
def _cells_of(edition: str | None) -> tuple[tuple[str, ...], ...]:
    """Table, row and column of every cell of an edition, in the order of the form."""
    tables = form_of(edition).tables
    return tuple(zip(*((name, *cell) for name in TABLES for cell in tables[name].cells()), strict=True))


@cache
def _cells_of_forms() -> pl.DataFrame:
    editions = (None, *(form.edition for form in load_forms()))
    cells = (pl.DataFrame(_cells_of(e), schema=_CELL).with_columns(edition=pl.lit(e, pl.String)) for e in editions)
    return pl.concat(cells)


def _frame(schema: pl.Schema, columns: Sequence[Sequence[Any]]) -> pl.DataFrame:
    # Polars parses text thirty times faster than it takes in Decimals, and lists.
    types = {name: pl.String() if kind in (VALUE, _READINGS) else kind for name, kind in schema.items()}
    series = [pl.Series(name, column, dtype=kind) for (name, kind), column in zip(types.items(), columns, strict=True)]
    return pl.DataFrame(series).with_columns(
        pl.col(name).cast(VALUE) if kind == VALUE else pl.col(name).str.split(" ")
        for name, kind in schema.items()
        if kind in (VALUE, _READINGS)
    )


def report_id(path: str, ordinal: int) -> str:
    """The id of the `ordinal`-th report (from 1) of the file `path`."""
    return path if ordinal == 1 else f"{path}#{ordinal}"


_FURTHER = r"#(\d{1,4})$"
"""How the id of a further report of a file ends."""


def parted(identity: str) -> tuple[str, int]:
    """The file and the ordinal of a report, as far as its id tells: a file may be named as another's second report.

    >>> parted("2022/某局.txt"), parted("2022/某局.txt#2")
    (('2022/某局.txt', 1), ('2022/某局.txt', 2))
    """
    further = re.search(_FURTHER, identity)
    return (identity[: further.start()], int(further[1])) if further else (identity, 1)


def file_of(identity: pl.Expr) -> pl.Expr:
    """The same for a column: the file alone."""
    return identity.str.replace(_FURTHER, "")


def _report_columns(document: Document, report: Report, source: Source) -> dict[str, Sequence[Sequence[Any]]]:
    """The columns of one report's rows under the names of SCHEMAS, values and readings as text.

    Raises ValueError where the cells are not those of the form, the offsets of a claim lie outside the text, or a value
    does not fit DECIMAL(18, 4).
    """
    text = document.text
    if text is None:
        raise ValueError("a report without its text")
    identity = report_id(source.path, report.ordinal)
    counts = Counter(report.cells.statuses)
    note = "; ".join((*document.notes, *report.notes)) or None
    row = (
        identity,
        report.title,
        report.agency,
        report.report_year,
        report.edition,
        document.encoding,
        source.sha256,
        source.size,
        *(counts[status] for status in Status),
        source.extractor_version,
        source.ingested_at,
        note,
    )
    return {
        "reports": [[value] for value in row],
        "sections": _turned(_section_rows(identity, text, report), "sections"),
        "cells": _cell_columns(text, report),
        "claims": _turned([_claim_row(identity, text, claim) for claim in report.claims], "claims"),
    }


def _turned(rows: Sequence[tuple[Any, ...]], name: str) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [[] for _ in SCHEMAS[name]]


def _cell_columns(text: str, report: Report) -> Sequence[Sequence[Any]]:
    cells = report.cells
    if (cells.tables, cells.rows, cells.columns) != _cells_of(report.edition):
        raise ValueError(f"other cells than edition {report.edition} has, or in another order")
    return [
        list(map(_fitting, cells.values)),
        cells.statuses,
        # Offsets outside the text give a text of another length, which `schemas` finds.
        [None if start is None else text[start:end] for start, end in zip(cells.starts, cells.ends, strict=True)],
        cells.starts,
        cells.ends,
        cells.notes,
    ]


def _claim_row(identity: str, text: str, claim: Claim) -> tuple[Any, ...]:
    return (
        identity,
        claim.claim,
        " ".join(claim.readings),
        _fitting(claim.value),
        claim.unit,
        _at(text, *claim.span),
        _at(text, *claim.sentence),
        claim.span.start,
        claim.span.end,
    )


def _at(text: str, start: int, end: int) -> str:
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"offsets {start}:{end} in a text of {len(text)} characters")
    return text[start:end]


def _section_rows(identity: str, text: str, report: Report) -> list[tuple[Any, ...]]:
    found = {section.code: section for section in report.sections}
    codes = [label.code for label in form_of(report.edition).sections]
    if len(found) != len(report.sections) or not found.keys() <= set(codes):
        raise ValueError(f"sections that the form does not have, or twice: {[s.code for s in report.sections]}")
    rows: list[tuple[Any, ...]] = []
    for code in codes:
        if (section := found.get(code)) is None:
            rows.append((identity, code, None, None, None, None, None))
            continue
        heading, span = section.heading, section.span
        if not 0 <= span.start <= heading.start <= heading.end <= span.end <= len(text):
            raise ValueError(f"the heading of section {code} lies outside the section, or the section outside the text")
        below = text[heading.end : span.end]
        body_start = span.end - len(below.lstrip())
        rows.append((identity, code, text[slice(*heading)], below.strip(), body_start, span.start, span.end))
    return rows


@lru_cache(maxsize=10_000)
def _fitting(value: Decimal | None) -> str | None:
    """The value as text, if DECIMAL(18, 4) can hold it exactly."""
    if value is None:
        return None
    if (text := str(value)).isdigit() and len(text) <= 14:
        return text
    if not value.is_finite() or value != round(value, 4) or abs(value) >= 10**14:
        raise ValueError(f"value {value} does not fit DECIMAL(18, 4)")
    return f"{value:f}"
