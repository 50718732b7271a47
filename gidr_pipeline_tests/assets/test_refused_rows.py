"""Each Pandera model broken on purpose: the report is left out, the others are loaded, and the check says why."""

from collections.abc import Callable
from dataclasses import replace

import dagster as dg
import polars as pl
import pytest

from gidr_pipeline import reading
from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Cells, Document, Report
from gidr_pipeline.schemas import MODELS
from gidr_pipeline_tests.assets.runs import checks_of, execute, metadata
from gidr_pipeline_tests.folders import NAMES, House

pytestmark = pytest.mark.xdist_group("processes")

BROKEN = 2020
"""The year of the report that is broken."""


def without_value(report: Report) -> Report:
    cells = list(report.cells)
    at = next(at for at, cell in enumerate(cells) if cell.value is not None)
    cells[at] = cells[at]._replace(value=None)
    return replace(report, cells=Cells.of(cells))


def of_no_form(report: Report) -> Report:
    first, *others = report.claims
    return replace(report, claims=(replace(first, readings=(first.claim, "sunshine.total")), *others))


def of_another_age(report: Report) -> Report:
    return replace(report, report_year=202)


FAULTS: dict[str, tuple[Callable[[Report], Report], str, str]] = {
    "reports": (of_another_age, "report_year", "202"),
    "cells": (without_value, "has_a_value_exactly_where_read", "column created, status reported"),
    "claims": (of_no_form, "has_readings_that_a_form_has", "sunshine.total"),
}


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Report], Report]], None]:
    """Let the reader make a fault in the one report of 2020."""

    def make(fault: Callable[[Report], Report]) -> None:
        def reader(data: bytes) -> Document:
            document = extract_document(data)
            return replace(
                document, reports=tuple(fault(r) if r.report_year == BROKEN else r for r in document.reports)
            )

        monkeypatch.setattr(reading, "extract_document", reader)

    return make


@pytest.mark.parametrize("model", FAULTS)
def test_a_report_that_breaks_a_model_is_left_out_and_shown(
    house: House, faulty: Callable[[Callable[[Report], Report]], None], model: str
) -> None:
    fault, told, value = FAULTS[model]
    faulty(fault)
    checks = run(house)
    assert house.reports() == [NAMES[0], *NAMES[2:]]
    assert house.rejected() == {NAMES[1]: "schema_violation"}
    [(detail,)] = house.rows("SELECT detail FROM rejected_document")
    assert told in detail
    assert "report it" in detail
    for name in MODELS:
        check = checks[f"{name}_keep_their_model"]
        refused = metadata(check)["rows_refused"]
        assert (check.passed, refused) == ((False, 1) if name == model else (True, 0))
        assert metadata(check)["rows_looked_at"] >= 5
    first = checks[f"{model}_keep_their_model"].metadata["first_refused"].records[0].data
    assert (first["report_id"], first["table"]) == (NAMES[1], model)
    assert told in f"{first['column']} {first['check']}"
    assert value in first["value"]


def test_sections_that_break_their_model(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """No section that the frames let pass breaks it, so that the frame itself is made faulty."""
    real = reading.FrameBuilder.frames

    def frames(self: reading.FrameBuilder) -> dict[str, pl.DataFrame]:
        made = real(self)
        body = pl.when(pl.col("section") != "requests").then("body")
        return made | {"sections": made["sections"].with_columns(body=body)}

    monkeypatch.setattr(reading.FrameBuilder, "frames", frames)
    checks = run(house)
    assert house.reports() == []
    assert set(house.rejected().values()) == {"schema_violation"}
    assert metadata(checks["sections_keep_their_model"])["rows_refused"] == 5


def test_a_mended_program_reads_the_report_again(
    house: House, faulty: Callable[[Callable[[Report], Report]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(without_value)
    house.run()
    monkeypatch.setattr(reading, "extract_document", extract_document)
    assert house.run().files_opened == 0, "the same version of the reader gives the same"
    house.run(reread=NAMES[1])
    assert house.reports() == NAMES
    assert house.rejected() == {}


def run(house: House) -> dict[str, dg.AssetCheckEvaluation]:
    with dg.DagsterInstance.ephemeral() as instance:
        return checks_of(execute(house, instance))
