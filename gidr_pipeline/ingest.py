"""A run: bring the warehouse up to date with the raw folder, and publish it if it is sound.

What belongs here: the four steps in their order. What does not: how a step does its work (`steps`), Dagster, and
anything that is shown to people (`cli`, `assets`).

The published warehouse is a function of the raw folder and the program. Until it is replaced nothing of it is changed,
so that a run that fails or is killed leaves it as it was; and what that run has read stays in the staging area.
"""

import uuid

from gidr_pipeline.observer import Observer, Outcome
from gidr_pipeline.raw_folder import RawFolderUnusable
from gidr_pipeline.settings import Settings
from gidr_pipeline.steps.judging import judge_reports
from gidr_pipeline.steps.known import RemovalsRefused
from gidr_pipeline.steps.listing import list_reports
from gidr_pipeline.steps.loading import load_reports
from gidr_pipeline.steps.reading import read_reports

__all__ = ["Observer", "Outcome", "RawFolderUnusable", "RemovalsRefused", "ingest"]


def ingest(
    settings: Settings, *, allow_removals: bool = False, reread: str = "", observer: Observer | None = None
) -> Outcome:
    """Load what is new or changed below the raw folder and drop what is gone; one run at a time.

    Raises, with the published warehouse left as it was: RawFolderUnusable, RemovalsRefused, IntegrityError,
    `warehouse.published.WarehouseUnusable`, `cluster.ClusterUnusable`, OSError or duckdb.Error (disk full).
    """
    observer, run = observer or Observer(), str(uuid.uuid4())
    listed = list_reports(settings, observer, allow_removals=allow_removals, reread=reread)
    read = read_reports(settings, observer)
    loaded = load_reports(settings, observer, run=run)
    judged = judge_reports(settings, observer, run=run)
    counts = loaded.counts
    outcome = Outcome(
        new=counts.new,
        changed=counts.changed,
        removed=counts.removed,
        unchanged=counts.unchanged,
        files_listed=listed.files,
        files_opened=read.opened,
        published=loaded.published or judged.published,
        integrity=judged.integrity,
    )
    observer.finished(outcome)
    return outcome
