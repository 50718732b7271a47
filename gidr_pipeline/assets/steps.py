"""The four steps as Dagster runs them, each alone or all in one run.

What belongs here: calling a step and telling Dagster what came of it. What does not: the work (`gidr_pipeline.steps`).

A step makes all its assets at once: its tables are published together.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import dagster as dg
from pydantic import Field

from gidr_pipeline.asset_checks.published import integrity_evaluation
from gidr_pipeline.assets.progress import Logged
from gidr_pipeline.assets.refusals import told_in_a_sentence
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.assets.specs import (
    COUNTED_VIEWS,
    EXTRACTED,
    JUDGE,
    LOAD,
    OWNERS,
    RAW,
    VERDICTS,
    column_schema,
    extracted_spec,
    raw_spec,
    table_specs,
    verdict_lineage,
    verdict_specs,
)
from gidr_pipeline.observer import Observer
from gidr_pipeline.raw_folder import RawFolderUnusable
from gidr_pipeline.settings import Settings
from gidr_pipeline.steps.judging import judge_reports
from gidr_pipeline.steps.known import version_of
from gidr_pipeline.steps.listing import list_reports
from gidr_pipeline.steps.loading import load_reports
from gidr_pipeline.steps.reading import read_reports
from gidr_pipeline.versions import reader_version, rules_version, tables_version, views_version
from gidr_pipeline.warehouse.catalog import catalog, columns_of
from gidr_pipeline.warehouse.findings import cell_counts, row_counts
from gidr_pipeline.warehouse.integrity import IntegrityError
from gidr_pipeline.warehouse.news import news_of
from gidr_pipeline.warehouse.published import read_only

Results = Iterator[dg.MaterializeResult[Any]]
SECONDS_BETWEEN_TRIES = 300
"""How long a run waits for a disk that is mounted late before it looks again."""


class LoadConfig(dg.Config):
    """What is meant with the raw folder as it is found."""

    allow_removals: bool = Field(
        default=False,
        description="Go on where the raw folder is missing, empty or has lost more than half of the known reports",
    )
    reread: str = Field(
        default="",
        description="Files to be read again although they are staged: 2022/** for those below 2022, ** for all",
    )
    tries: int = Field(
        default=3, ge=1, description="How often to look for a raw folder that is missing or empty, five minutes apart"
    )


class JudgeConfig(dg.Config):
    """When judging is due."""

    again: bool = Field(default=False, description="Judge every report, also where the rules have not changed")


@dg.multi_asset(name="list_reports", specs=[raw_spec().replace_attributes(owners=OWNERS)])
def raw_reports(
    context: dg.AssetExecutionContext, config: LoadConfig, folders: Folders, observer: dg.ResourceParam[Observer]
) -> Results:
    """Lists the raw folder and compares it with what was read. Opens no file."""
    settings = folders.settings()
    context.log.info(f"from {settings.raw_dir} to {settings.warehouse}")
    try:
        with told_in_a_sentence(settings):
            listed = list_reports(
                settings, _logged(context, observer), allow_removals=config.allow_removals, reread=config.reread
            )
    except dg.Failure as refusal:
        if refusal.metadata["refusal"].value == RawFolderUnusable.__name__ and context.retry_number < config.tries - 1:
            context.log.warning(f"{refusal.description}. Trying again in {SECONDS_BETWEEN_TRIES} seconds")
            raise dg.RetryRequested(max_retries=config.tries - 1, seconds_to_wait=SECONDS_BETWEEN_TRIES) from refusal
        raise
    yield dg.MaterializeResult(
        asset_key=RAW,
        data_version=dg.DataVersion(listed.digest),
        metadata={
            "dagster/row_count": listed.files,
            "bytes": listed.bytes,
            "new": listed.new,
            "changed": listed.changed,
            "gone": listed.gone,
            "refused": sum(listed.refused.values()),
            **{f"refused_{reason}": number for reason, number in listed.refused.items()},
        },
    )


@dg.multi_asset(name="read_reports", specs=[extracted_spec().replace_attributes(owners=OWNERS)])
def extracted_reports(
    context: dg.AssetExecutionContext, folders: Folders, observer: dg.ResourceParam[Observer]
) -> Results:
    """Reads the listed files of which nothing is staged, and stages what they give."""
    settings = folders.settings()
    with told_in_a_sentence(settings):
        read = read_reports(settings, _logged(context, observer))
    yield dg.MaterializeResult(
        asset_key=EXTRACTED,
        data_version=dg.DataVersion(version_of(read.sources, reader_version())),
        metadata={
            "dagster/row_count": read.reports,
            "files_opened": read.opened,
            "rejected_documents": read.rejected,
            "staging": dg.MetadataValue.path(settings.staging),
        },
    )


@dg.multi_asset(
    name=LOAD,
    specs=[spec.replace_attributes(owners=OWNERS) for spec in table_specs()],
    can_subset=True,
)
def warehouse_tables(
    context: dg.AssetExecutionContext, folders: Folders, observer: dg.ResourceParam[Observer]
) -> Results:
    """Loads what is staged and publishes the warehouse, if it is sound: all tables, whichever were selected."""
    settings = folders.settings()
    with told_in_a_sentence(settings), _unsound_is_shown(context):
        load_reports(settings, _logged(context, observer), run=context.run.run_id)
    yield from _made(context, settings, [spec.key.to_user_string() for spec in table_specs()])


@dg.multi_asset(
    name=JUDGE,
    specs=[spec.replace_attributes(owners=OWNERS) for spec in verdict_specs()],
    can_subset=True,
    op_tags={"dagster/priority": "-1"},  # After the tables, also where none was chosen that a chosen view shows.
)
def warehouse_verdicts(
    context: dg.AssetExecutionContext, config: JudgeConfig, folders: Folders, observer: dg.ResourceParam[Observer]
) -> Results:
    """Judges every report by today's rules where these have changed, and publishes the warehouse, if it is sound."""
    settings = folders.settings()
    with told_in_a_sentence(settings), _unsound_is_shown(context):
        judged = judge_reports(settings, _logged(context, observer), again=config.again, run=context.run.run_id)
    if not judged.reports:
        context.log.info("the rules are those by which all reports were judged")
    yield from _made(context, settings, [spec.key.to_user_string() for spec in verdict_specs()])


def _logged(context: dg.AssetExecutionContext, observer: Observer) -> Observer:
    return Logged(observer, context.log.info)


@contextmanager
def _unsound_is_shown(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Show the integrity checks of a warehouse that was not published, each where it belongs."""
    try:
        yield
    except IntegrityError as error:
        for result in error.results:
            context.log_event(integrity_evaluation(result))
        raise


def _made(context: dg.AssetExecutionContext, settings: Settings, names: Sequence[str]) -> Results:
    with told_in_a_sentence(settings), read_only(settings.warehouse) as con:
        counted = [name for name in names if name in COUNTED_VIEWS or not catalog()[name].is_view]
        rows, cells = row_counts(con, counted), cell_counts(con)
        sources, columns = con.sql("FROM source_file").pl(), columns_of(con)
        # Whichever of its steps did: one publishes, and the next may have nothing to add.
        published = news_of(con, context.run.run_id).published
    versions = {
        **dict.fromkeys(names, version_of(sources, reader_version(), tables_version())),
        VERDICTS: version_of(sources, reader_version(), rules_version()),
    }
    if VERDICTS in names:
        views = version_of(sources, reader_version(), tables_version(), rules_version(), views_version())
        versions |= {
            # No report changes a dimension.
            name: views_version() if name.startswith("dim_") else views
            for name in names
            if name != VERDICTS
        }
    more: dict[str, dict[str, Any]] = {
        "dim_report": {f"cells_{status}": count for status, count in cells.items()},
        VERDICTS: {"dagster/column_lineage": verdict_lineage()},
    }
    for name in names:
        metadata = {
            **({"dagster/row_count": rows[name]} if name in rows else {}),
            "dagster/column_schema": column_schema(columns[name]),
            "warehouse": dg.MetadataValue.path(settings.warehouse),
            "published_by_this_run": published,
            **more.get(name, {}),
        }
        if dg.AssetKey(name) in context.selected_asset_keys:
            version = dg.DataVersion(versions[name])
            yield dg.MaterializeResult(asset_key=name, data_version=version, metadata=metadata)
        else:
            tags = {"dagster/data_version": versions[name]}
            context.log_event(dg.AssetMaterialization(name, metadata=metadata, tags=tags))
