"""The assets as Dagster shows them: keys, groups, what each comes of, descriptions and columns.

What belongs here: what can be said before anything has run. What does not: the work (`load`).
"""

from collections.abc import Mapping, Sequence

import dagster as dg

from gidr_pipeline.forms import load_forms
from gidr_pipeline.warehouse.catalog import BOOKKEEPING, Relation, catalog

RAW, EXTRACTED = "raw_reports", "extracted_reports"
_GROUPS = {
    "dim_report": "warehouse_reports",
    "report_section": "warehouse_reports",
    "rejected_document": "warehouse_reports",
    "fact_reconciliation": "reconciliation",
    "flagged_report": "reconciliation",
}


def asset_specs() -> list[dg.AssetSpec]:
    """One asset for the raw folder, one for what was read of it, and one for each table and view of the warehouse."""
    relations = [relation for name, relation in catalog().items() if name not in BOOKKEEPING]
    raw = dg.AssetSpec(
        RAW,
        group_name="raw",
        description="The files below the raw folder 原始报告: which are new, changed or gone since the last run.",
        kinds={"file"},
        metadata={"dagster/column_schema": _columns(catalog()["source_file"])},
    )
    extracted = dg.AssetSpec(
        EXTRACTED,
        deps=[RAW],
        group_name="extraction",
        description="The reports read out of new and changed files 报告提取: segmented, read cell by cell, repaired "
        "where two witnesses allow it, and validated.",
        kinds={"python", "polars"},
    )
    return [raw, extracted, *(_table(relation) for relation in relations)]


def _table(relation: Relation) -> dg.AssetSpec:
    return dg.AssetSpec(
        relation.name,
        deps=_upstream(relation.name),
        group_name=_group(relation.name),
        description=f"{relation.comment}.",
        kinds={"duckdb"},
        metadata={"dagster/column_schema": _columns(relation), "dagster/table_name": relation.name},
    )


def _group(name: str) -> str:
    return _GROUPS.get(name, "warehouse_facts" if name.startswith("fact_") else "warehouse_dimensions")


def _upstream(name: str) -> Sequence[str]:
    facts = [table.fact for table in load_forms()[-1].tables.values()]
    known: Mapping[str, Sequence[str]] = {
        "rejected_document": [RAW, EXTRACTED],
        "fact_reconciliation": ["dim_report", *facts, "fact_narrative"],
        "flagged_report": ["dim_report", "dim_section", "report_section", *facts, "fact_reconciliation"],
    }
    if name in known:
        return known[name]
    return [] if _group(name) == "warehouse_dimensions" else [EXTRACTED]


def _columns(relation: Relation) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[dg.TableColumn(column.name, column.type, description=column.comment) for column in relation.columns]
    )
