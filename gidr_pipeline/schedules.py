"""The job, and when it runs by itself.

What belongs here: which assets and checks make up a job, and the clock. What does not: how a job is started by hand
(`cli`).
"""

import dagster as dg

from gidr_pipeline.assets.specs import verdict_specs

INGEST, JUDGE = "ingest", "judge"

ingest_job = dg.define_asset_job(
    INGEST,
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Brings the warehouse up to date with the raw files and reads out the findings; `gidr ingest` runs it.",
)

judge_job = dg.define_asset_job(
    JUDGE,
    selection=dg.AssetSelection.assets(*(spec.key for spec in verdict_specs())),
    executor_def=dg.in_process_executor,
    description="Judges every report by today's rules, from the tables alone, and reads out the findings.",
)

nightly = dg.ScheduleDefinition(
    name="nightly_ingest",
    job=ingest_job,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Every night at two, Shanghai time. Off until somebody switches it on.",
)
