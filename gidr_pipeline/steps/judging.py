"""The fourth step: every report judged by today's rules, from the tables alone, and shown by today's views.

What belongs here: when that is due. What does not: the rules (`reconciliation`), and how they are brought to the tables
(`warehouse.judge`).
"""

from dataclasses import dataclass

from gidr_pipeline.observer import Observer
from gidr_pipeline.settings import Settings
from gidr_pipeline.staging import NotStaged
from gidr_pipeline.steps.known import known_of, sound
from gidr_pipeline.warehouse.integrity import IntegrityResult, note_results
from gidr_pipeline.warehouse.judge import judge
from gidr_pipeline.warehouse.news import Counts, note_publication
from gidr_pipeline.warehouse.publish import only_writer, open_next, publish
from gidr_pipeline.warehouse.published import open_published


@dataclass(frozen=True)
class Judged:
    """How many reports were judged anew, whether the warehouse was published anew, and its integrity."""

    reports: int
    published: bool
    integrity: tuple[IntegrityResult, ...]


def judge_reports(settings: Settings, observer: Observer, *, again: bool = False, run: str = "") -> Judged:
    """Judge where the rules have changed since the verdicts were made, or where it is to be done `again`; make the
    views anew where these have changed. No raw file and nothing staged is opened.

    Raises, with the published warehouse left as it was: `staging.NotStaged` where there is no warehouse with today's
    tables, IntegrityError, `warehouse.published.WarehouseUnusable`, OSError or duckdb.Error (disk full).
    """
    with only_writer(settings.warehouse, observer.waiting):
        with open_published(settings.warehouse) as published:
            known = known_of(published)
        if not known.build.tables:
            raise NotStaged(
                f"there is nothing to judge at {settings.warehouse}, or its tables are those of another version of the "
                "program: materialize the tables first, or run gidr ingest"
            )
        is_due = again or not known.build.rules
        if not is_due and known.build.views:
            return Judged(0, False, known.integrity)
        with open_next(settings.warehouse, from_published=True) as con:
            if is_due:
                observer.stage("judging")
                judge(con, None)
            observer.stage("checking the new warehouse")
            integrity = sound(con)
            note_results(con, integrity)
            note_publication(con, run, Counts(unchanged=known.reports.height), settings.warehouse)
            con.execute("CHECKPOINT")
        observer.stage("publishing")
        publish(settings.warehouse)
        return Judged(known.reports.height if is_due else 0, True, integrity)
