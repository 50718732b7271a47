"""The whole house on one screen: assets, checks, the job and its schedule.

What belongs here: assembly only.
"""

import dagster as dg

from gidr_pipeline.asset_checks.findings import findings
from gidr_pipeline.assets.load import load_warehouse
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.ingest import Observer
from gidr_pipeline.schedules import ingest_job, nightly


def build_definitions(folders: Folders | None = None, observer: Observer | None = None) -> dg.Definitions:
    """All definitions, with other folders than the configured ones, or with somebody who listens, where given."""
    return dg.Definitions(
        assets=[load_warehouse],
        asset_checks=[findings],
        jobs=[ingest_job],
        schedules=[nightly],
        resources={"folders": folders or Folders(), "observer": observer or Observer()},
        executor=dg.in_process_executor,
    )


defs = build_definitions()
