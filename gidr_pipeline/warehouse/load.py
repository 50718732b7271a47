"""Putting what was read into the next warehouse and taking it out.

What belongs here: staged frames as the tables have them, inserts and deletes. What does not: deciding which files they
concern (`steps`), and verdicts (`judge`).
"""

from collections.abc import Mapping

import duckdb
import polars as pl

from gidr_pipeline.forms import TABLES, load_forms
from gidr_pipeline.frames import file_of
from gidr_pipeline.warehouse.bodies import newest, own_texts, section_places, with_bodies
from gidr_pipeline.warehouse.wide import wide_rows

_OF_REPORTS = (
    "report_text",
    "section_place",
    "wide_cell",
    "fact_proactive",
    "fact_request",
    "fact_challenge",
    "fact_narrative",
    "narrative_reading",
    "fact_reconciliation",
    "prose_reading",
    "dim_report",
)
STAGED = ("reports", "sections", "cells", "claims", "texts", "rejections")
"""The frames of the staging area that the tables are made of."""


def tables_of(staged: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The frames of STAGED, their ids those of the warehouse, by the names of the tables and ready to be appended."""
    texts = _texts(staged["reports"], staged["texts"])
    reports, agencies = with_bodies(staged["reports"], own_texts(texts, staged["sections"]))
    return {
        "dim_report": reports,
        "dim_agency": agencies,
        "report_text": texts,
        "section_place": section_places(staged["sections"]),
        **_facts(staged["cells"]),
        "wide_cell": wide_rows(staged["cells"]),
        "fact_narrative": staged["claims"].drop("readings"),
        "narrative_reading": _with_several_readings(staged["claims"]),
        "rejected_document": staged["rejections"],
    }


def _with_several_readings(claims: pl.DataFrame) -> pl.DataFrame:
    """The mentions whose words allow more than one reading. A place in the text has one mention of a claim."""
    return (
        claims.filter(pl.col("readings").list.len() > 1)
        .select("report_id", "claim", "source_start", pl.col("readings").list.join(" "))
        .unique(["report_id", "claim", "source_start"], keep="first", maintain_order=True)
    )


def _texts(reports: pl.DataFrame, of_files: pl.DataFrame) -> pl.DataFrame:
    """The text of each report: `report_id`, `text`. A text is staged under the name of its file's first report."""
    of_file = of_files.rename({"report_id": "file", "text": "of_file"})
    return (
        reports.select("report_id", file=file_of(pl.col("report_id")))
        .join(of_files, on="report_id", how="left", maintain_order="left")
        .join(of_file, on="file", how="left", maintain_order="left")
        .select("report_id", pl.coalesce("text", "of_file").alias("text"))
    )


_ALIKE = (pl.col("note").is_not_null().any(), (pl.col("status") != "reported").any(), pl.col("value").max())
"""Reports without notes, and with figures throughout, stand together: their notes and statuses take no room."""


def _facts(cells: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Split `cells` into the three facts of the warehouse, by table name, with its column names and types.

    `source_end` is left out: the warehouse works it out from `source_start` and `raw_text`.
    """
    facts = {}
    newest = load_forms()[-1]
    for name in TABLES:
        table = newest.tables[name]
        value = pl.col("value") if any(c.unit for c in table.columns) else pl.col("value").cast(pl.Int64)
        facts[table.fact] = alike_together(cells.filter(pl.col("table") == name), *_ALIKE).select(
            "report_id",
            pl.col("row").alias(table.row_axis),
            pl.col("column").alias(table.column_axis),
            value,
            "status",
            "raw_text",
            "source_start",
            "note",
        )
    return facts


def alike_together(rows: pl.DataFrame, *by: pl.Expr) -> pl.DataFrame:
    """The rows with the reports in the order of what `by` tells of each: the fewer and narrower the values among
    neighbours in the file, the narrower it keeps them. Rows of a report stay together and in their order."""
    return rows.sort([each.over("report_id") for each in by], maintain_order=True, nulls_last=False)


def append(con: duckdb.DuckDBPyConnection, tables: Mapping[str, pl.DataFrame]) -> None:
    """Insert frames by table name; their columns are matched by name."""
    for table, frame in tables.items():
        if table == "dim_agency":
            _append_bodies(con, frame)
        elif frame.height:
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM frame")


def _append_bodies(con: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> None:
    """Many reports are of one body: its newest row stays."""
    known = con.sql("SELECT * FROM dim_agency SEMI JOIN frame USING (agency_id)").pl().select(frame.columns)
    added = newest(pl.concat([known, frame])).join(known, on=frame.columns, how="anti", nulls_equal=True)
    if added.height:
        con.execute("DELETE FROM dim_agency WHERE agency_id IN (SELECT agency_id FROM added)")
        con.execute("INSERT INTO dim_agency BY NAME SELECT * FROM added")


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


def forget_bodies(con: duckdb.DuckDBPyConnection) -> None:
    """Delete the bodies that no report names and no other body belongs to."""
    con.execute(
        """
        DELETE FROM dim_agency WHERE agency_id NOT IN (
            WITH RECURSIVE named AS (
                SELECT agency_id FROM dim_report WHERE agency_id IS NOT NULL
                UNION
                SELECT parent_agency_id FROM dim_agency JOIN named USING (agency_id) WHERE parent_agency_id IS NOT NULL
            )
            FROM named
        )
        """
    )
