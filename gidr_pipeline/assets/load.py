"""The one step that makes every asset: the warehouse is published whole, so none of its tables can be made alone.

What belongs here: calling the run and telling Dagster what came of it. What does not: the run (`ingest`).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field

from gidr_pipeline.assets.progress import Logged
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.assets.specs import EXTRACTED, RAW, asset_specs
from gidr_pipeline.ingest import Observer, Outcome, ingest
from gidr_pipeline.warehouse.findings import cell_counts, row_counts
from gidr_pipeline.warehouse.integrity import IntegrityError, IntegrityResult
from gidr_pipeline.warehouse.integrity_checks import integrity_checks
from gidr_pipeline.warehouse.publish import read_only

_CHECKED_ASSET = "dim_report"


class LoadConfig(dg.Config):
    """How a run is to be done."""

    allow_removals: bool = Field(
        default=False,
        description="Go on where the raw folder is missing, empty or has lost more than half of the known reports",
    )


def integrity_specs() -> list[dg.AssetCheckSpec]:
    """What must hold before a warehouse is published; blocking, since nothing is published otherwise."""
    return [
        dg.AssetCheckSpec(check.name, asset=_CHECKED_ASSET, description=f"{check.description}.", blocking=True)
        for check in integrity_checks()
    ]


@dg.multi_asset(
    name="load_warehouse",
    specs=asset_specs(),
    check_specs=integrity_specs(),
    can_subset=False,
    pool="warehouse",
    description="Reads what is new below the raw folder and publishes the next warehouse, if it is sound.",
)
def load_warehouse(
    context: dg.AssetExecutionContext,
    config: LoadConfig,
    folders: Folders,
    observer: dg.ResourceParam[Observer],
) -> Iterator[dg.MaterializeResult[Any] | dg.AssetCheckResult]:
    """All assets and the integrity checks, as one step."""
    settings = folders.settings()
    context.log.info(f"from {settings.raw_dir} to {settings.warehouse}")
    logged = Logged(observer, context.log.info)
    try:
        outcome = ingest(settings, allow_removals=config.allow_removals, observer=logged)
    except IntegrityError as error:
        yield from (_check_result(result) for result in error.results)
        raise
    yield from _materializations(settings.warehouse, outcome)
    yield from (_check_result(result) for result in outcome.integrity)


def _materializations(warehouse: Path, outcome: Outcome) -> Iterator[dg.MaterializeResult[Any]]:
    tables = tuple(
        spec.key.to_user_string() for spec in asset_specs() if spec.key.to_user_string() not in (RAW, EXTRACTED)
    )
    with read_only(warehouse) as con:
        rows, cells = row_counts(con, tables), cell_counts(con)
    yield dg.MaterializeResult(
        asset_key=RAW,
        metadata={
            "dagster/row_count": outcome.files_listed,
            "files_opened": outcome.files_opened,
            "reports_new": outcome.new,
            "reports_changed": outcome.changed,
            "reports_removed": outcome.removed,
            "reports_unchanged": outcome.unchanged,
        },
    )
    yield dg.MaterializeResult(
        asset_key=EXTRACTED,
        metadata={
            "dagster/row_count": rows["dim_report"],
            "rejected_documents": rows["rejected_document"],
            **{f"cells_{status}": count for status, count in cells.items()},
        },
    )
    for table in tables:
        yield dg.MaterializeResult(
            asset_key=table,
            metadata={
                "dagster/row_count": rows[table],
                "warehouse": dg.MetadataValue.path(warehouse),
                "published_by_this_run": outcome.published,
            },
        )


def _check_result(result: IntegrityResult) -> dg.AssetCheckResult:
    records = [dg.TableRecord({"report_id": identity, "what": what}) for identity, what in result.shown]
    metadata: dict[str, Any] = {"looked_at": result.looked_at, "violations": result.violations}
    if records:
        columns = [dg.TableColumn("report_id", "string"), dg.TableColumn("what", "string")]
        metadata["first_violations"] = dg.MetadataValue.table(records, dg.TableSchema(columns=columns))
    return dg.AssetCheckResult(
        asset_key=_CHECKED_ASSET,
        check_name=result.check.name,
        passed=result.passed,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata=metadata,
    )
