"""When somebody is told: after a run that failed, and after one that found something new.

What belongs here: watching runs, and the words. What does not: how a message is sent (`alerts`).

Both sensors are off until GIDR_ALERT_WEBHOOK or GIDR_ALERT_SMTP is set.
"""

import dagster as dg

from gidr_pipeline.alerts import Addressees, Message, is_wanted, send
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.warehouse.findings import new_findings
from gidr_pipeline.warehouse.published import read_only

SHOWN = 20
_STATUS = dg.DefaultSensorStatus.RUNNING if is_wanted() else dg.DefaultSensorStatus.STOPPED
_NOBODY = "nobody to tell: set GIDR_ALERT_WEBHOOK, or GIDR_ALERT_SMTP and GIDR_ALERT_TO"


@dg.run_failure_sensor(
    name="tell_of_failure",
    default_status=_STATUS,
    description="After a failed run: what failed, and what to do about it.",
)
def tell_of_failure(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Send what each failed step says."""
    to = Addressees.resolve()
    if not to:
        return dg.SkipReason(_NOBODY)
    run = context.dagster_run
    records = [{"step": event.step_key, "what": _what(event)} for event in context.get_step_failure_events()]
    lines = [f"{record['step']}: {record['what']}" for record in records] or [context.failure_event.message or ""]
    send(
        Message(
            f"gidr: the run of {run.job_name} failed",
            "\n".join([*lines, "", f"The warehouse is the last good one. The whole log is at run {run.run_id}."]),
            run.run_id,
            records,
        ),
        to,
    )
    return None


def _what(event: dg.DagsterEvent) -> str:
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return str(failure.user_failure_data.description)
    # The outermost error only says that a step failed.
    cause = failure.error
    while cause is not None and cause.cause is not None:
        cause = cause.cause
    return cause.message.strip() if cause else "no error was given"


@dg.run_status_sensor(
    name="tell_of_findings",
    run_status=dg.DagsterRunStatus.SUCCESS,
    default_status=_STATUS,
    description="After a run with findings that the warehouse before it had not: agency, year, rule and figures.",
)
def tell_of_findings(context: dg.RunStatusSensorContext, folders: Folders) -> dg.SkipReason | None:
    """Send what is new since the warehouse before, if anything is."""
    to = Addressees.resolve()
    if not to:
        return dg.SkipReason(_NOBODY)
    run_id = context.dagster_run.run_id
    with read_only(folders.settings().warehouse) as con:
        found, first = new_findings(con, run_id, SHOWN)
    if not found:
        return dg.SkipReason("this run found nothing new")
    lines = [
        f"{finding['agency'] or finding['report_id']}, {finding['report_year'] or 'year unknown'}: "
        f"{finding['rule']}, {finding['scope']}: {finding['detail']}"
        for finding in first
    ]
    more = [f"and {found - len(first):,} more, see flagged_report"] if found > len(first) else []
    send(Message(f"gidr: {found:,} new findings", "\n".join([*lines, *more]), run_id, first), to)
    return None
