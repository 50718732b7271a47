"""Pandera models of what extraction hands to the warehouse, and the splitting off of reports that break one.

What belongs here: what must be true of the rows of a single report, whatever its text says. What does not: whether the
agency's figures add up (`reconciliation`), and what must be true of the warehouse as a whole (`warehouse.integrity`).
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from gidr_pipeline.extraction.model import Status
from gidr_pipeline.forms import TABLES, load_forms
from gidr_pipeline.frames import SCHEMAS

_EDITIONS = [form.edition for form in load_forms()]
_SIGNED = sorted({c.code for form in load_forms() for table in form.tables.values() for c in table.columns if c.signed})


def _holds(data: PolarsData, condition: pl.Expr) -> pl.LazyFrame:
    """One boolean per row; a condition that comes out NULL does not hold."""
    return data.lazyframe.select(condition.fill_null(value=False))


@cache
def _readings() -> frozenset[str]:
    """All that a figure of the prose can be held against, in any edition."""
    claims = {claim for form in load_forms() for claim in form.claims}
    tables = (table for form in load_forms() for table in form.tables.values())
    return frozenset(claims | {f"{row}.{column}" for table in tables for row, column in table.cells()})


class _Model(pa.DataFrameModel):
    class Config:
        strict = True


class ReportRows(_Model):
    """One row per report."""

    report_id: str = pa.Field(unique=True, str_length={"min_value": 1})
    title: str = pa.Field(nullable=True)
    agency: str = pa.Field(nullable=True, str_length={"min_value": 1})
    report_year: pl.Int32 = pa.Field(nullable=True, in_range={"min_value": 1900, "max_value": 2100})
    edition: str = pa.Field(nullable=True, isin=_EDITIONS)
    encoding: str
    source_sha256: str = pa.Field(str_matches=r"^[0-9a-f]{64}$")
    source_bytes: int = pa.Field(gt=0)
    cells_reported: pl.Int32 = pa.Field(ge=0)
    cells_repaired: pl.Int32 = pa.Field(ge=0)
    cells_blank: pl.Int32 = pa.Field(ge=0)
    cells_missing: pl.Int32 = pa.Field(ge=0)
    cells_illegible: pl.Int32 = pa.Field(ge=0)
    extractor_version: str = pa.Field(str_length={"min_value": 1})
    ingested_at: pl.Datetime
    note: str = pa.Field(nullable=True)


class SectionRows(_Model):
    """Six rows per report; NULLs where a section is absent."""

    report_id: str
    section: str = pa.Field(isin=[label.code for label in load_forms()[-1].sections])
    heading: str = pa.Field(nullable=True)
    body: str = pa.Field(nullable=True)
    body_start: pl.Int32 = pa.Field(nullable=True, ge=0)
    source_start: pl.Int32 = pa.Field(nullable=True, ge=0)
    source_end: pl.Int32 = pa.Field(nullable=True)

    @pa.dataframe_check
    @classmethod
    def is_there_or_is_absent(cls, data: PolarsData) -> pl.LazyFrame:
        present = pl.col("heading").is_not_null()
        ends = pl.col("body_start") + pl.col("body").str.len_chars()
        whole = (pl.col("source_start") <= pl.col("body_start")) & (ends <= pl.col("source_end"))
        absent = pl.all_horizontal(pl.col("body", "body_start", "source_start", "source_end").is_null())
        return _holds(data, pl.when(present).then(whole).otherwise(absent))

    @pa.dataframe_check
    @classmethod
    def stands_once(cls, data: PolarsData) -> pl.LazyFrame:
        return _holds(data, pl.struct("report_id", "section").is_unique())


class CellRows(_Model):
    """One row per cell of the report's edition, all three tables, under the names that the form gives them."""

    report_id: str
    edition: str = pa.Field(nullable=True, isin=_EDITIONS)
    table: str = pa.Field(isin=list(TABLES))
    row: str
    column: str
    value: Annotated[pl.Decimal, 18, 4] = pa.Field(nullable=True)
    status: str = pa.Field(isin=[str(status) for status in Status])
    raw_text: str = pa.Field(nullable=True)
    source_start: pl.Int32 = pa.Field(nullable=True, ge=0)
    source_end: pl.Int32 = pa.Field(nullable=True)
    note: str = pa.Field(nullable=True)

    @pa.dataframe_check
    @classmethod
    def has_a_value_exactly_where_read(cls, data: PolarsData) -> pl.LazyFrame:
        read = pl.col("status").is_in([str(Status.REPORTED), str(Status.REPAIRED)])
        return _holds(data, pl.col("value").is_not_null() == read)

    @pa.dataframe_check
    @classmethod
    def is_a_possible_count(cls, data: PolarsData) -> pl.LazyFrame:
        negative_allowed = pl.col("column").is_in(_SIGNED)
        whole = (pl.col("table") == "proactive") | (pl.col("value") % 1 == 0)
        possible = whole & (negative_allowed | (pl.col("value") >= 0))
        return _holds(data, pl.col("value").is_null() | possible)

    @pa.dataframe_check
    @classmethod
    def leads_back_to_the_text(cls, data: PolarsData) -> pl.LazyFrame:
        return _holds(data, _place_is_whole(pl.col("status").is_in([str(Status.REPORTED), str(Status.ILLEGIBLE)])))

    @pa.dataframe_check
    @classmethod
    def tells_the_witnesses_of_a_repair(cls, data: PolarsData) -> pl.LazyFrame:
        return _holds(data, (pl.col("status") != str(Status.REPAIRED)) | pl.col("note").is_not_null())


class ClaimRows(_Model):
    """One row per mention of a figure in the prose."""

    report_id: str
    claim: str = pa.Field(str_length={"min_value": 1})
    readings: pl.List
    value: Annotated[pl.Decimal, 18, 4]
    unit: str = pa.Field(nullable=True)
    raw_text: str
    sentence: str
    source_start: pl.Int32 = pa.Field(ge=0)
    source_end: pl.Int32

    @pa.dataframe_check
    @classmethod
    def leads_back_to_the_text(cls, data: PolarsData) -> pl.LazyFrame:
        return _holds(data, _place_is_whole(pl.lit(value=True)))

    @pa.dataframe_check
    @classmethod
    def has_readings_that_a_form_has(cls, data: PolarsData) -> pl.LazyFrame:
        known = pl.col("readings").list.eval(pl.element().is_in(list(_readings()))).list.all()
        return _holds(data, known)

    @pa.dataframe_check
    @classmethod
    def has_the_claim_as_first_reading(cls, data: PolarsData) -> pl.LazyFrame:
        return _holds(data, pl.col("readings").list.first() == pl.col("claim"))


def _place_is_whole(needed: pl.Expr) -> pl.Expr:
    """The text and both offsets fit together, or all three are NULL where that is allowed."""
    fits = pl.col("raw_text").str.len_chars() == pl.col("source_end") - pl.col("source_start")
    whole = fits & (pl.col("source_end") > pl.col("source_start"))
    nothing = pl.all_horizontal(pl.col("raw_text", "source_start", "source_end").is_null())
    return whole.fill_null(value=False) | (nothing & ~needed)


MODELS: Mapping[str, type[_Model]] = {
    "reports": ReportRows,
    "sections": SectionRows,
    "cells": CellRows,
    "claims": ClaimRows,
}


VIOLATIONS = pl.Schema(
    {
        "report_id": pl.String(),
        "model": pl.String(),
        "row": pl.Int64(),
        "column": pl.String(),
        "check": pl.String(),
        "value": pl.String(),
    }
)
"""Values that a model refuses, with the row of the model's frame that they stand in."""


def split_invalid(frames: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Part the reports that keep every model from those that break one.

    Takes and gives frames by the names of `frames.SCHEMAS`; a report that breaks a model is left out as a whole. The
    second result has a row for each value that a model refuses: `report_id`, `model`, `row` (its number in the frame),
    `column`, `check`, `value`. Raises SchemaErrors where a frame's columns or types are wrong, which no row is to
    blame for.
    """
    broken: list[tuple[str, str, int | None, str, str, str]] = []
    for name, model in MODELS.items():
        if frames[name].schema != SCHEMAS[name]:
            raise TypeError(f"frame {name} has the schema {frames[name].schema}")
        try:
            model.validate(frames[name], lazy=True)
        except SchemaErrors as errors:
            ids = frames[name]["report_id"]
            broken += [(ids[row], name, row, *what) for row, *what in _failures(errors, frames[name])]
    counted = frames["sections"].group_by("report_id").len().filter(pl.col("len") != len(load_forms()[-1].sections))
    broken += [
        (identity, "sections", None, "section", "has_a_row_for_each_section", f"{number} rows")
        for identity, number in counted.iter_rows()
    ]
    violations = pl.DataFrame(broken, schema=VIOLATIONS, orient="row")
    left_out = violations["report_id"].implode()
    kept = {name: frame.filter(~pl.col("report_id").is_in(left_out)) for name, frame in frames.items()}
    return kept if broken else dict(frames), violations


_LONGEST = 160


def _failures(errors: SchemaErrors, frame: pl.DataFrame) -> list[tuple[int, str, str, str]]:
    """Row, column, check and value of every failure; the errors themselves where one has no row."""
    cases: Any = errors.failure_cases
    if cases["index"].null_count():
        raise errors
    failures = []
    for row, column, check, value in cases.select("index", "column", "check", "failure_case").iter_rows():
        of_column = column in frame.columns
        shown = str(value) if of_column else _row_in_words(frame.row(row, named=True))
        failures.append((row, str(column) if of_column else "the row", str(check), shown[:_LONGEST]))
    return failures


def _row_in_words(row: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items() if value is not None and name != "report_id")
