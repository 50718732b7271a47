"""The data dictionary of an export: a Frictionless Data Package (`datapackage.json`).

What belongs here: tables and columns in its words. What does not: writing the tables.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from gidr_pipeline import __version__
from gidr_pipeline.warehouse.catalog import Relation

_TYPES = {
    "VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "HUGEINT": "integer", "DOUBLE": "number",
    "BOOLEAN": "boolean", "TIMESTAMP": "datetime",
}  # fmt: skip
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_REMARKS = {
    "csv": "Text that begins like a formula stands behind an apostrophe. "
    'Nothing between two commas is NULL, "" an empty text.',
    "xlsx": "Text of more than 32,767 characters is cut, since no cell takes more; "
    "report_text and report_section are left out for that.",
    "parquet": "Values as in the warehouse.",
}
KEYS = {
    "fact_proactive": {"item": "dim_proactive_item", "measure": "dim_proactive_measure", "status": "dim_status"},
    "fact_request": {"line": "dim_request_line", "applicant": "dim_applicant", "status": "dim_status"},
    "fact_challenge": {"channel": "dim_challenge_channel", "result": "dim_challenge_result", "status": "dim_status"},
    "fact_narrative": {"claim": "dim_claim"},
    "fact_reconciliation": {"rule": "dim_rule", "verdict": "dim_verdict"},
    "report_section": {"section": "dim_section"},
    "report_indicator": {"indicator": "dim_indicator"},
    "rejected_document": {"reason": "dim_rejection_reason"},
}
"""The columns whose codes a dimension explains."""


def write_datapackage(
    con: duckdb.DuckDBPyConnection, folder: Path, file_format: str, relations: Sequence[Relation]
) -> None:
    """Write `datapackage.json` for these tables."""
    names = {relation.name for relation in relations}
    package = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package" if file_format == "csv" else "data-package",
        "name": "gidr",
        "title": "Annual reports on government information disclosure 政府信息公开工作年度报告",
        "description": _REMARKS[file_format],
        "version": __version__,
        "resources": [_resource(con, relation, file_format, names) for relation in relations],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(con: duckdb.DuckDBPyConnection, relation: Relation, file_format: str, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": _type(column.type), "description": column.comment}
            for column in relation.columns
        ],
        "missingValues": [""],
    }
    if relation.name.startswith("dim_"):
        schema["primaryKey"] = relation.columns[0].name
    columns = {column.name for column in relation.columns}
    keys = [(column, table, "code") for column, table in KEYS.get(relation.name, {}).items()]
    if "report_id" in columns and relation.name not in (
        "dim_report",
        "rejected_document",
        "report_change",
        "cell_change",
    ):
        keys.append(("report_id", "dim_report", "report_id"))
    if relation.name == "dim_report":
        keys.append(("agency_id", "dim_agency", "agency_id"))
    schema["foreignKeys"] = [
        {"fields": column, "reference": {"resource": table, "fields": key}}
        for column, table, key in keys
        if table in names
    ]
    resource: dict[str, Any] = {
        "name": relation.name,
        "path": f"{relation.name}.{file_format}",
        "format": file_format,
        "mediatype": _MEDIA[file_format],
        "description": relation.comment,
        "rows": con.sql(f"SELECT count(*) FROM {relation.name}").fetchall()[0][0],
        "schema": schema,
    }
    if file_format == "csv":
        resource |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "header": True},
        }
    return resource


def _type(kind: str) -> str:
    return "array" if kind.endswith("[]") else _TYPES.get(kind.partition("(")[0], "number")
