"""The whole house on one screen: assets, checks, the job and its schedule.

What belongs here: assembly only.
"""

import dagster as dg

from gidr_pipeline.asset_checks.published import held, listed
from gidr_pipeline.asset_checks.staged import staged
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.assets.steps import extracted_reports, raw_reports, warehouse_tables, warehouse_verdicts
from gidr_pipeline.observer import Observer
from gidr_pipeline.schedules import ingest_job, judge_job, nightly
from gidr_pipeline.sensors import tell_of_failure, tell_of_findings


def build_definitions(folders: Folders | None = None, observer: Observer | None = None) -> dg.Definitions:
    """All definitions, with other folders than the configured ones, or with somebody who listens, where given."""
    return dg.Definitions(
        assets=[raw_reports, extracted_reports, warehouse_tables, warehouse_verdicts],
        asset_checks=[staged, held, listed],
        jobs=[ingest_job, judge_job],
        schedules=[nightly],
        sensors=[tell_of_failure, tell_of_findings],
        resources={"folders": folders or Folders(), "observer": observer or Observer()},
        executor=dg.in_process_executor,
    )


defs = build_definitions()
