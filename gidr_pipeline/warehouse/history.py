"""What changed in the reports from run to run: kept in the warehouse itself, so that a run that dies leaves no trace.

What belongs here: carrying the history over into the next warehouse and adding to it. What does not: deciding which
reports are read or loaded (`steps`).
"""

import hashlib

import duckdb
import polars as pl

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.forms import load_forms
from gidr_pipeline.frames import parted

HISTORY = ("report_change", "cell_change", "publication", "finding_news")
_CELL_SCHEMA = pl.Schema(
    {
        **dict.fromkeys(("report_id", "table_name", "row_code", "column_code"), pl.String()),
        "value": pl.Decimal(18, 4),
        "status": pl.String(),
    }
)
_CELL = ", ".join(_CELL_SCHEMA)


def carry_over(con: duckdb.DuckDBPyConnection, before: str) -> None:
    """Bring the history of the published warehouse, attached as `before`, into one that is made afresh."""
    for table in HISTORY:
        if _has(con, before, table):
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM {before}.{table}")


def note_changes(con: duckdb.DuckDBPyConnection, before: str | None) -> None:
    """Add what the next warehouse has otherwise than the published one, attached as `before`; None where there is none.

    `ingested_at` stays what it was for content that is the same. What a better reader reads is no correction: where
    another one read the former text, that is read again to be compared, or nothing is where it can't be read as before.
    """
    old = (
        f"SELECT report_id, source_sha256, extractor_version, ingested_at FROM {before}.dim_report"
        if before
        else ("SELECT report_id, source_sha256, extractor_version, ingested_at FROM dim_report LIMIT 0")
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE report_before AS {old}")
    con.execute(
        "UPDATE dim_report SET ingested_at = b.ingested_at FROM report_before b "
        "WHERE b.report_id = dim_report.report_id AND b.source_sha256 = dim_report.source_sha256 "
        "AND b.ingested_at != dim_report.ingested_at"
    )
    con.execute("CREATE OR REPLACE TEMP TABLE this_run AS SELECT CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP) AS moment")
    con.execute(
        """
        INSERT INTO report_change
        SELECT moment, coalesce(a.report_id, b.report_id),
            CASE WHEN b.report_id IS NULL THEN 'new' WHEN a.report_id IS NULL THEN 'removed' ELSE 'changed' END,
            b.source_sha256, a.source_sha256
        FROM dim_report a FULL JOIN report_before b ON a.report_id = b.report_id, this_run
        WHERE a.source_sha256 IS DISTINCT FROM b.source_sha256
        ORDER BY 2
        """
    )
    if before and _has(con, before, "report_cell"):
        _note_corrections(con, before)
    con.execute("DROP TABLE report_before")
    con.execute("DROP TABLE this_run")


def _note_corrections(con: duckdb.DuckDBPyConnection, before: str) -> None:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE corrected AS "
        "SELECT report_id, a.extractor_version = b.extractor_version AS same_reader FROM dim_report a "
        "JOIN report_before b USING (report_id) WHERE a.source_sha256 != b.source_sha256"
    )
    read_again = _read_again(con, before)  # noqa: F841 (DuckDB finds it by name)
    con.execute(
        f"""
        INSERT INTO cell_change
        WITH cell_after AS (SELECT {_CELL} FROM report_cell SEMI JOIN corrected USING (report_id)),
        cell_before AS (
            SELECT {_CELL} FROM {before}.report_cell
            SEMI JOIN (FROM corrected WHERE same_reader) AS known USING (report_id)
            UNION ALL
            FROM read_again
        )
        SELECT moment, report_id, table_name, row_code, column_code, b.value, a.value, b.status, a.status
        FROM cell_after a FULL JOIN cell_before b USING (report_id, table_name, row_code, column_code), this_run
        WHERE (a.value IS DISTINCT FROM b.value OR a.status IS DISTINCT FROM b.status)
            AND report_id IN (SELECT report_id FROM cell_before)
        ORDER BY ALL
        """
    )
    con.execute("DROP TABLE corrected")


def _read_again(con: duckdb.DuckDBPyConnection, before: str) -> pl.DataFrame:
    """What today's reader reads in the former text of reports that another one had read.

    Only of files that were nothing but their text: that of a page or a Word file is not read as its tables were.
    """
    texts = con.sql(
        f"SELECT report_id, text, encoding, source_sha256 FROM {before}.report_text "
        f"JOIN {before}.dim_report USING (report_id) "
        "SEMI JOIN (FROM corrected WHERE NOT same_reader) AS other USING (report_id)"
    ).fetchall()
    rows = [
        (report_id, load_forms()[-1].tables[cell.table].fact, cell.row, cell.column, cell.value, str(cell.status))
        for report_id, text, encoding, sha256 in texts
        if _is_whole_file(text, encoding, sha256)
        for report in extract_document(text.encode()).reports
        if report.ordinal == parted(report_id)[1]
        for cell in report.cells
    ]
    return pl.DataFrame(rows, schema=_CELL_SCHEMA, orient="row")


def _is_whole_file(text: str, encoding: str, sha256: str) -> bool:
    """Whether a file of this digest has nothing but this text. Of one whose bytes are damaged that is not known."""
    try:
        contents = [(mark + text).encode(encoding) for mark in ("", "\ufeff")]
    except (LookupError, UnicodeEncodeError):  # `pdf` and the like are no encodings
        return False
    return sha256 in (hashlib.sha256(each).hexdigest() for each in contents)


def _has(con: duckdb.DuckDBPyConnection, database: str, name: str) -> bool:
    """Whether another version of the program has this table or view as well."""
    known = "SELECT 1 FROM information_schema.tables WHERE table_catalog = ? AND table_name = ?"
    return bool(con.execute(known, [database, name]).fetchall())
