"""When somebody is told: after runs that failed, and after findings or files left out that are new were published.

What belongs here: what has not been told yet, and the words. What does not: how a message is sent (`alerts`).

Both sensors are off until GIDR_ALERT_WEBHOOK or GIDR_ALERT_SMTP is set. The cursor of each keeps, for each way that
messages go, until when everything has been told: what could not be delivered is tried again at the next tick, and the
other way is not told twice. What was there when a way was first seen is not told.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg

from gidr_pipeline.alerts import Addressees, Message, is_wanted
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.warehouse.findings import new_findings, newly_left_out
from gidr_pipeline.warehouse.news import last_publication
from gidr_pipeline.warehouse.published import open_published

SHOWN = 20
_SECONDS_BETWEEN_LOOKS = 60
_STATUS = dg.DefaultSensorStatus.RUNNING if is_wanted() else dg.DefaultSensorStatus.STOPPED
_NOBODY = "nobody to tell: set GIDR_ALERT_WEBHOOK, or GIDR_ALERT_SMTP and GIDR_ALERT_TO"
_BEFORE_ALL = "1970-01-01 00:00:00"


class NotTold(Exception):
    """A message could not be delivered."""


@dg.sensor(
    name="tell_of_failure",
    default_status=_STATUS,
    minimum_interval_seconds=_SECONDS_BETWEEN_LOOKS,
    description="After failed runs: what failed, and what to do about it.",
)
def tell_of_failure(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Send what each failed step says."""
    return _tell(context, lambda moment: _failures_since(context, moment))


@dg.sensor(
    name="tell_of_findings",
    default_status=_STATUS,
    minimum_interval_seconds=_SECONDS_BETWEEN_LOOKS,
    description="After findings that the warehouse before had not were published, by whatever run: agency, year, rule "
    "and figures; and which files are newly left out, and why.",
)
def tell_of_findings(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SkipReason:
    """Send what is new in the warehouse since that was last told, if anything is."""
    return _tell(context, lambda moment: _findings_since(folders, moment))


def _tell(
    context: dg.SensorEvaluationContext, since: Callable[[str | None], tuple[Message | None, str]]
) -> dg.SkipReason:
    """Tell each way what there is `since` it was last told; that gives the message, if any, and until when it tells.

    Raises NotTold. Dagster keeps no cursor then, so not where another way has been told something.
    """
    before = json.loads(context.cursor or "{}")
    told: dict[str, str] = {}
    said: list[str] = []
    for way, deliver in (channels := Addressees.resolve().channels()).items():
        message, until = since(before.get(way))
        try:
            if message:
                deliver(message)
                said.append(f"told by {way}: {message.title}")
            told[way] = until
        except Exception as error:  # whatever is wrong with one way must not silence the other
            said.append(f"not told by {way}, and to be tried again: {error}")
            context.log.error(said[-1])
            told[way] = before[way]
    if said and told == before:
        raise NotTold("; ".join(said))
    context.update_cursor(json.dumps(told))
    return dg.SkipReason("; ".join(said) or ("nothing new" if channels else _NOBODY))


def _failures_since(context: dg.SensorEvaluationContext, moment: str | None) -> tuple[Message | None, str]:
    if moment is None:
        return None, datetime.now(UTC).isoformat()
    failed = dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE], updated_after=datetime.fromisoformat(moment))
    found = context.instance.get_run_records(failed, limit=SHOWN, order_by="update_timestamp", ascending=True)
    runs = [record.dagster_run for record in found if _is_ours(context, record.dagster_run)]
    until = found[-1].update_timestamp.isoformat() if found else moment
    if not runs:
        return None, until
    records = [record for run in runs for record in _failed_steps(context.instance, run.run_id)]
    ids = ", ".join(run.run_id for run in runs)
    which = f"the run of {runs[0].job_name}" if len(runs) == 1 else f"{len(runs)} runs"
    lines = [
        *(f"{record['step']}: {record['what']}" for record in records),
        "",
        f"The warehouse is the one that was last published. The whole log is at run {ids}.",
    ]
    return Message(f"gidr: {which} failed", "\n".join(lines), runs[-1].run_id, records), until


def _is_ours(context: dg.SensorEvaluationContext, run: dg.DagsterRun) -> bool:
    """Not of another code location. A run of `gidr` by hand has none."""
    here, there = context.code_location_origin, run.remote_job_origin
    if here is None or there is None:
        return True
    return there.repository_origin.code_location_origin.location_name == here.location_name


def _failed_steps(instance: dg.DagsterInstance, run_id: str) -> list[dict[str, str]]:
    logged = instance.all_logs(run_id, of_type={dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.RUN_FAILURE})
    events = [entry.dagster_event for entry in logged if entry.dagster_event]
    steps = [{"step": str(event.step_key), "what": _what(event)} for event in events if event.is_step_failure]
    # A run whose process died has no step that failed.
    return steps or [{"step": "the run", "what": event.message or "no error was given"} for event in events]


def _what(event: dg.DagsterEvent) -> str:
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return str(failure.user_failure_data.description)
    # The outermost error only says that a step failed.
    cause = failure.error
    while cause is not None and cause.cause is not None:
        cause = cause.cause
    return cause.message.strip() if cause else "no error was given"


def _findings_since(folders: Folders, moment: str | None) -> tuple[Message | None, str]:
    with open_published(folders.settings().warehouse) as con:
        last = last_publication(con) if con else None
        if con is None or last is None:
            return None, moment or _BEFORE_ALL
        run, published_at = last
        if moment is None or published_at == moment:
            return None, published_at
        findings, first = new_findings(con, moment, SHOWN)
        files, left_out = newly_left_out(con, moment, SHOWN)
    told = [
        *_told(
            findings,
            "new finding{}",
            "flagged_report",
            [
                f"{each['agency'] or each['report_id']}, {each['report_year'] or 'year unknown'}: "
                f"{each['rule']}, {each['scope']}: {each['detail']}"
                for each in first
            ],
        ),
        *_told(
            files,
            "file{} newly left out",
            "rejected_document",
            [f"{each['report_id']}: {each['scope']}: {each['detail']}" for each in left_out],
        ),
    ]
    if not told:
        return None, published_at
    title = ", ".join(what for what, _ in told)
    text = "\n\n".join(f"{what}:\n{lines}" for what, lines in told)
    return Message(f"gidr: {title}", text, run, [*first, *left_out]), published_at


def _told(found: int, what: str, table: str, first: Sequence[str]) -> Iterator[tuple[str, str]]:
    """How many there are of something, and the lines on the first of them; nothing where there are none."""
    if found:
        more = [f"and {found - len(first):,} more, see {table}"] if found > len(first) else []
        yield f"{found:,} {what.format('' if found == 1 else 's')}", "\n".join([*first, *more])
