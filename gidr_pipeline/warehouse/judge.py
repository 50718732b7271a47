"""Verdicts: the rules of `reconciliation` brought to the tables of the next warehouse, many reports at a time.

What belongs here: which cells and claims a rule is given, and where its verdicts go. What does not: the rules.
"""

from collections.abc import Iterator

import duckdb
import polars as pl

from gidr_pipeline.forms import load_forms
from gidr_pipeline.reconciliation import (
    between_years,
    cells_between_years,
    neighbours,
    verdict_frames,
    within_reports,
    years_before,
)
from gidr_pipeline.versions import rules_version
from gidr_pipeline.warehouse.codes import as_rules_name_them, as_warehouse_names_them, rule_terms
from gidr_pipeline.warehouse.load import alike_together, append

_REPORTS_WITHIN, _REPORTS_BETWEEN = 1_500, 20_000
"""How many reports are judged at once: what bounds the memory. Rules over years look at few cells of each."""

_ALIKE = ((pl.col("verdict") != "pass").sum(), pl.col("left_value").max())


def judge(con: duckdb.DuckDBPyConnection, touched: pl.DataFrame | None) -> pl.DataFrame:
    """Judge the reports that were put in, and those that are compared with one that was put in or taken out; every
    report where `touched` (`report_id`, `agency`) is None. Gives the `report_id` of all that have new verdicts.
    """
    reports = con.sql("SELECT report_id, agency, report_year FROM dim_report ORDER BY report_id").pl()
    _replace(con, "year_before", years_before(reports))
    if touched is None:
        _replace(con, "rule_term", rule_terms())
        con.execute("DELETE FROM prose_reading")
        con.execute("DELETE FROM fact_reconciliation")
        written = reports
    else:
        written = reports.join(touched, on="report_id", how="semi", maintain_order="left")
    for batch in written.iter_slices(_REPORTS_WITHIN):
        _judge_within(con, batch.select("report_id"))
    affected = neighbours(reports, touched)
    for batch in _by_group(affected):
        _judge_between(con, batch)
    con.execute("UPDATE warehouse_build SET rules_version = ?", [rules_version()])
    judged: pl.DataFrame = pl.concat([written.select("report_id"), affected.select("report_id")]).unique()
    return judged


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    con.execute(f"DELETE FROM {table}")
    append(con, {table: rows})


def _judge_within(con: duckdb.DuckDBPyConnection, batch: pl.DataFrame) -> None:
    reports = con.sql("SELECT report_id, edition FROM dim_report SEMI JOIN batch USING (report_id)").pl()
    claims = con.sql(
        "SELECT mention.report_id, claim, string_split(coalesce(readings, claim), ' ') AS readings, value "
        "FROM fact_narrative AS mention LEFT JOIN narrative_reading USING (report_id, claim, source_start) "
        "WHERE mention.report_id IN (SELECT report_id FROM batch) ORDER BY mention.rowid"
    ).pl()
    verdicts = within_reports(reports, _cells(con, batch), claims)
    append(con, verdict_frames(alike_together(verdicts, *_ALIKE)))


def _by_group(affected: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Batches of reports of which none is compared with one in another batch."""
    number = 1 + affected.height // _REPORTS_BETWEEN
    for _, batch in affected.group_by(pl.col("group").hash() % number, maintain_order=True):
        yield batch


def _judge_between(con: duckdb.DuckDBPyConnection, batch: pl.DataFrame) -> None:
    identities = [identity for form in load_forms() for identity in form.identities]
    rules = sorted({i.rule for i in identities if any(term.year_offset for term in (*i.left, *i.right))})
    con.execute(
        "DELETE FROM fact_reconciliation WHERE rule IN (SELECT unnest(?)) "
        "AND report_id IN (SELECT report_id FROM batch)",
        [rules],
    )
    reports = con.sql(
        "SELECT report_id, agency, report_year, edition FROM dim_report SEMI JOIN batch USING (report_id)"
    )
    cells = _cells(con, batch, as_warehouse_names_them(cells_between_years()))
    append(con, verdict_frames(between_years(reports.pl(), cells)))


def _cells(
    con: duckdb.DuckDBPyConnection,
    batch: pl.DataFrame,  # noqa: ARG001 (found by name)
    wanted: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The cells of the reports in `batch`, all or those that are `wanted`, as the rules look at them."""
    these = "" if wanted is None else "SEMI JOIN wanted USING (table_name, row_code, column_code)"
    cells = con.sql(
        "SELECT report_id, table_name, row_code, column_code, value, status FROM report_cell "
        f"SEMI JOIN batch USING (report_id) {these}"
    )
    return as_rules_name_them(cells.pl())
