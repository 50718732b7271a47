"""The assets as Dagster shows them: keys, groups, what each comes of, descriptions and versions.

What belongs here: what can be said before anything has run. What does not: the work (`steps`).
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import dagster as dg

from gidr_pipeline.forms import load_forms
from gidr_pipeline.staging import LISTING_SCHEMA
from gidr_pipeline.versions import listing_version, reader_version, rules_version, tables_version, views_version
from gidr_pipeline.warehouse.catalog import BOOKKEEPING, Column, Relation, catalog

RAW, EXTRACTED, VERDICTS = "raw_reports", "extracted_reports", "fact_reconciliation"
LOAD, JUDGE = "load_tables", "judge_reports"
"""The steps that bring the warehouse about, by the names of their ops."""
COUNTED_VIEWS = ("flagged_report",)
"""Views that show how many rows they have. The others have as many as some table, and take long to count."""
OWNERS = ["team:disclosure"]
_GROUPS = {
    "dim_report": "warehouse_reports",
    "dim_agency": "warehouse_reports",
    "report_text": "warehouse_reports",
    "report_change": "warehouse_reports",
    "cell_change": "warehouse_reports",
    "rejected_document": "warehouse_reports",
    VERDICTS: "reconciliation",
}
_BY_MORNING = dg.FreshnessPolicy.cron(
    deadline_cron="0 6 * * *", lower_bound_delta=timedelta(hours=6), timezone="Asia/Shanghai"
)
"""The run of two at night has to be through by six: a night that never ran shows."""


def raw_spec() -> dg.AssetSpec:
    """The listing of the raw folder."""
    return dg.AssetSpec(
        RAW,
        group_name="raw",
        code_version=listing_version(),
        description="The files below the raw folder 原始报告, as a listing: which are new, changed or gone since they "
        "were read. No file is opened.",
        kinds={"file"},
        metadata={
            "dagster/column_schema": dg.TableSchema(
                [dg.TableColumn(name, str(kind)) for name, kind in LISTING_SCHEMA.items()]
            )
        },
    )


def extracted_spec() -> dg.AssetSpec:
    """What was read of the files, in the staging area."""
    return dg.AssetSpec(
        EXTRACTED,
        deps=[RAW],
        group_name="extraction",
        code_version=reader_version(),
        description="What was read of every file 报告提取: segmented, read cell by cell, repaired where two witnesses "
        "allow it, validated, and kept as Parquet by content. Only what is not staged yet is read.",
        kinds={"python", "parquet"},
    )


def table_specs() -> list[dg.AssetSpec]:
    """The tables that are loaded from the staging area."""
    return [
        _relation(each, tables_version(), [EXTRACTED])
        for each in _relations()
        if each.name != VERDICTS and not each.is_view
    ]


def verdict_specs() -> list[dg.AssetSpec]:
    """The verdicts, and the views."""
    verdicts = _relation(catalog()[VERDICTS], rules_version(), ["dim_report", *_facts(), "fact_narrative"])
    views = [_relation(each, views_version(), _comes_of(each)) for each in _relations() if each.is_view]
    return [verdicts, *views]


def _comes_of(view: Relation) -> list[str]:
    """The tables and views that a view shows. The wide table has the cells of the facts once more."""
    named = [*view.of, *(_facts() if "wide_cell" in view.of else ())]
    return [name for name in dict.fromkeys(named) if name not in BOOKKEEPING]


def _facts() -> list[str]:
    return [table.fact for table in load_forms()[-1].tables.values()]


def _relations() -> Iterator[Relation]:
    yield from (relation for name, relation in catalog().items() if name not in BOOKKEEPING)


def _relation(relation: Relation, version: str, of: Sequence[str]) -> dg.AssetSpec:
    return dg.AssetSpec(
        relation.name,
        deps=of,
        group_name=_group(relation),
        code_version=version,
        description=f"{relation.comment}.",
        kinds={"duckdb", "view" if relation.is_view else "table"},
        freshness_policy=_BY_MORNING,
        metadata={"dagster/table_name": f"gidr.main.{relation.name}"},
    )


def _group(relation: Relation) -> str:
    if relation.name.startswith("dim_"):
        return _GROUPS.get(relation.name, "warehouse_dimensions")
    if relation.is_view:
        return "reconciliation"
    return _GROUPS.get(relation.name, "warehouse_facts")


def column_schema(columns: Sequence[Column]) -> dg.TableSchema:
    """The columns of a table or view, as a published warehouse has them."""
    return dg.TableSchema([dg.TableColumn(each.name, each.type, description=each.comment) for each in columns])


def verdict_lineage() -> dg.TableColumnLineage:
    """Which columns of the facts the columns of the verdicts come of."""
    facts = [*_facts(), "fact_narrative"]
    values = [dg.TableColumnDep(dg.AssetKey(fact), "value") for fact in facts]
    statuses = [dg.TableColumnDep(dg.AssetKey(fact), "status") for fact in facts[:-1]]
    report = [dg.TableColumnDep(dg.AssetKey("dim_report"), name) for name in ("agency", "report_year", "edition")]
    sides = dict.fromkeys(("left_value", "right_value", "difference"), values)
    return dg.TableColumnLineage(
        {
            "report_id": [dg.TableColumnDep(dg.AssetKey("dim_report"), "report_id")],
            **sides,
            "verdict": [*values, *statuses, *report],
            "repaired_cells": statuses,
            "detail": [*values, *statuses, *report],
        }
    )
