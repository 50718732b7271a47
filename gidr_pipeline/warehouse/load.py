"""Putting rows into the next warehouse and taking them out.

What belongs here: inserts and deletes. What does not: deciding which files they concern (`ingest`).
"""

from collections.abc import Callable, Mapping

import duckdb
import polars as pl

from gidr_pipeline.forms import load_forms

_REPORTS_PER_BATCH = 20_000
_OF_REPORTS = (
    "report_section",
    "fact_proactive",
    "fact_request",
    "fact_challenge",
    "fact_narrative",
    "fact_reconciliation",
    "dim_report",
)


def append(con: duckdb.DuckDBPyConnection, tables: Mapping[str, pl.DataFrame]) -> None:
    """Insert frames by table name; their columns are matched by name."""
    for table, frame in tables.items():
        if frame.height:
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM frame")


def forget(con: duckdb.DuckDBPyConnection, paths: pl.Series) -> pl.DataFrame:
    """Delete every row that came of these files; give `report_id` and `agency` of the reports among them.

    A file that is not to be opened may be named as another file's second report would be (`a.txt#2`): neither takes the
    other's rows along.
    """
    files = paths.alias("path").to_frame()  # noqa: F841 (DuckDB finds it by name)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE forgotten AS SELECT path, reason IS NOT NULL AS refused, "
        "unnest(report_ids) AS report_id FROM source_file WHERE path IN (SELECT path FROM files)"
    )
    reports: pl.DataFrame = con.sql(
        "SELECT report_id, agency FROM dim_report "
        "WHERE report_id IN (SELECT report_id FROM forgotten WHERE NOT refused)"
    ).pl()
    if not con.sql("SELECT 1 FROM forgotten LIMIT 1").fetchall():
        return reports
    con.execute("DELETE FROM source_file WHERE path IN (SELECT path FROM forgotten)")
    for table in _OF_REPORTS:
        con.execute(f"DELETE FROM {table} WHERE report_id IN (SELECT report_id FROM forgotten WHERE NOT refused)")
    con.execute(
        "DELETE FROM rejected_document WHERE report_id IN (SELECT report_id FROM forgotten) "
        "AND report_id NOT IN (SELECT path FROM source_file WHERE reason IS NOT NULL)"
    )
    return reports


def refresh_files(con: duckdb.DuckDBPyConnection, same: pl.DataFrame) -> None:
    """Note the new times of files whose content is the old one. `same`: `path`, `mtime_ns`."""
    if same.height:
        con.execute("UPDATE source_file SET mtime_ns = same.mtime_ns FROM same WHERE source_file.path = same.path")


def load_between_years(
    con: duckdb.DuckDBPyConnection,
    wanted: pl.DataFrame,  # noqa: ARG001 (DuckDB finds it by name)
    judge: Callable[[pl.DataFrame, pl.DataFrame], pl.DataFrame],
    neighbours: pl.DataFrame,
) -> None:
    """Judge anew by the rules that need the year before, some thousands of reports at a time.

    `wanted` has the cells that `judge` needs, as (table, row, column). `neighbours` (`report_id`, `group`) has the
    reports to judge; those that may be compared with each other have the same group.
    """
    tables = load_forms()[-1].tables.values()
    cells = " UNION ALL ".join(
        f'SELECT report_id, \'{table.name}\' AS "table", {table.row_axis} AS "row", {table.column_axis} AS '
        f'"column", CAST(value AS DECIMAL(18, 4)) AS value, status FROM {table.fact} SEMI JOIN wanted ON '
        f'wanted."table" = \'{table.name}\' AND wanted."row" = {table.row_axis} '
        f'AND wanted."column" = {table.column_axis} SEMI JOIN batch USING (report_id)'
        for table in tables
    )
    identities = [identity for form in load_forms() for identity in form.identities]
    rules = sorted({i.rule for i in identities if any(term.year_offset for term in (*i.left, *i.right))})
    number = 1 + neighbours.height // _REPORTS_PER_BATCH
    for _, batch in neighbours.group_by(pl.col("group").hash() % number, maintain_order=True):  # noqa: B007
        con.execute(
            "DELETE FROM fact_reconciliation WHERE rule IN (SELECT unnest(?)) "
            "AND report_id IN (SELECT report_id FROM batch)",
            [rules],
        )
        reports = con.sql(
            "SELECT report_id, agency, report_year, edition FROM dim_report SEMI JOIN batch USING (report_id)"
        )
        append(con, {"fact_reconciliation": judge(reports.pl(), con.sql(cells).pl())})
