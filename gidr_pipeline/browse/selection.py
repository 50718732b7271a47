"""A warehouse with some of the reports of another, so that pages over a selection speak of nothing else.

What belongs here: copying the rows of chosen reports. What does not: choosing them.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from gidr_pipeline.warehouse.catalog import catalog, create_warehouse
from gidr_pipeline.warehouse.codes import quoted
from gidr_pipeline.warehouse.published import told_of

_WHOLE = ("rule_term", "publication")
"""Tables that name no report, besides those that a new warehouse has filled."""
_BOTH = {"year_before": "before_id"}
"""Tables that name a second report, which has to be among the chosen as well."""
_GENERATED = {"fact_proactive": "source_end", "fact_request": "source_end", "fact_challenge": "source_end"}


def select_reports(source: Path, report_ids: Sequence[str], target: Path) -> None:
    """Write a new warehouse with these reports, the bodies that they are of, and those that these belong to.

    Raises `warehouse.published.WarehouseUnusable` where the source is locked or damaged.
    """
    chosen = pl.DataFrame({"report_id": report_ids}, schema={"report_id": pl.String})  # noqa: F841 (DuckDB finds it)
    create_warehouse(target)
    with told_of(source), duckdb.connect(os.fspath(target), config={"memory_limit": "512MB"}) as con:
        con.execute(f"ATTACH '{quoted(os.fspath(source))}' AS source (READ_ONLY)")
        for relation in catalog().values():
            names = [column.name for column in relation.columns if column.name != _GENERATED.get(relation.name)]
            if relation.is_view or "report_id" not in names or relation.name == "rejected_document":
                continue
            columns = ", ".join(names)
            second = _BOTH.get(relation.name)
            condition = f"WHERE {second} IN (SELECT report_id FROM chosen)" if second else ""
            con.execute(
                f"INSERT INTO {relation.name} ({columns}) SELECT {columns} FROM source.{relation.name} "
                f"SEMI JOIN chosen USING (report_id) {condition}"
            )
        for table in _WHOLE:
            con.execute(f"INSERT INTO {table} FROM source.{table}")
        con.execute(
            """
            INSERT INTO dim_agency
            WITH RECURSIVE named AS (
                SELECT agency_id FROM dim_report WHERE agency_id IS NOT NULL
                UNION
                SELECT parent_agency_id FROM named JOIN source.dim_agency USING (agency_id)
                WHERE parent_agency_id IS NOT NULL
            )
            SELECT dim_agency.* FROM source.dim_agency SEMI JOIN named USING (agency_id)
            """
        )
