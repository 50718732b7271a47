"""What the Pandera models refused of what was read, as asset checks: one for each model.

What belongs here: turning refused rows into check results. What does not: the models (`schemas`).
"""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from gidr_pipeline.asset_checks.tables import table
from gidr_pipeline.assets.refusals import told_in_a_sentence
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.assets.specs import EXTRACTED
from gidr_pipeline.schemas import MODELS
from gidr_pipeline.staging import Staging

SHOWN = 20
_COLUMNS = ("report_id", "table", "column", "check", "value")


def staged_specs() -> list[dg.AssetCheckSpec]:
    """The specs of all these checks."""
    return [
        dg.AssetCheckSpec(
            f"{name}_keep_their_model",
            asset=EXTRACTED,
            description=f"{model.__doc__} A report with a row that breaks this model is left out as a whole, as "
            "schema_violation 不符合数据模型.",
        )
        for name, model in MODELS.items()
    ]


@dg.multi_asset_check(
    name="staged",
    specs=staged_specs(),
    can_subset=True,
    description="Reads out of the staging area how many rows each model looked at, and which it refused.",
)
def staged(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
    """One result for each selected check that has anything to look at."""
    settings = folders.settings()
    staging = Staging.of(settings)
    with told_in_a_sentence(settings):
        sources = staging.sources()
        contents = staging.index(verified=False).contents.join(sources.select("path", "sha256"), on="sha256")
        with_faults = contents.filter(pl.col("whole").list.len() < pl.col("report_ids").list.len())
        refused = [frames["violations"] for frames in staging.frames(with_faults, ["violations"])]
    for name in MODELS:
        is_selected = any(key.name == f"{name}_keep_their_model" for key in context.selected_asset_check_keys)
        if is_selected and (rows := int(contents[f"{name}_rows"].sum())):
            yield _result(name, rows, [each.filter(model=name) for each in refused])


def _result(name: str, looked_at: int, refused: list[pl.DataFrame]) -> dg.AssetCheckResult:
    rows = sum(each.select("report_id", "row").n_unique() for each in refused)
    values = pl.concat(refused).rename({"model": "table"}).select(_COLUMNS).head(SHOWN).rows() if refused else []
    metadata: dict[str, dg.MetadataValue | int] = {"rows_looked_at": looked_at, "rows_refused": rows}
    if values:
        metadata["first_refused"] = table(_COLUMNS, values)
    return dg.AssetCheckResult(
        asset_key=EXTRACTED,
        check_name=f"{name}_keep_their_model",
        passed=rows == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{rows:,} of {looked_at:,} rows are refused.",
        metadata=metadata,
    )
