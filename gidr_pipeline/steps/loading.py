"""The third step: what the sources gave, put into the tables of the next warehouse, which is published if it is sound.

What belongs here: what is loaded anew, kept or dropped. What does not: inserts and deletes (`warehouse.load`).

A published warehouse has a verdict for every report. So this step judges what it loads; what else is to be judged is
the business of the next one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from gidr_pipeline.observer import Observer
from gidr_pipeline.settings import Settings
from gidr_pipeline.staging import Index, NotStaged, Staging
from gidr_pipeline.steps.known import FILE_KEY, Known, known_of, sound
from gidr_pipeline.warehouse.history import carry_over, note_changes
from gidr_pipeline.warehouse.integrity import IntegrityResult, note_results
from gidr_pipeline.warehouse.judge import judge
from gidr_pipeline.warehouse.load import STAGED, append, forget, forget_bodies, tables_of
from gidr_pipeline.warehouse.news import Counts, note_publication
from gidr_pipeline.warehouse.publish import only_writer, open_next, publish, published_beside, stale_log
from gidr_pipeline.warehouse.published import open_published


@dataclass(frozen=True)
class Loaded:
    """What changed in the warehouse, whether it was published anew, and the integrity checks that hold in it."""

    counts: Counts
    published: bool
    integrity: tuple[IntegrityResult, ...]


def load_reports(settings: Settings, observer: Observer, *, run: str = "") -> Loaded:
    """Bring the tables to what is staged. `run` is the name under which the publication is noted.

    Raises, with the published warehouse left as it was: `staging.NotStaged`, IntegrityError,
    `warehouse.published.WarehouseUnusable`, OSError or duckdb.Error (disk full).
    """
    with only_writer(settings.warehouse, observer.waiting):
        observer.stage("comparing with the warehouse")
        staging = Staging.of(settings)
        sources, index = staging.sources(), staging.index(verified=False)
        with open_published(settings.warehouse) as published:
            known = known_of(published)
        plan = _plan(sources, known.files)
        in_order = known.is_kept and not stale_log(settings.warehouse).exists()
        if in_order and plan.is_empty():
            loaded = Loaded(Counts(unchanged=known.reports.height), False, known.integrity)
        else:
            loaded = _load(settings, observer, staging, index, plan, known, run)
        staging.prune(index, sources)
        return loaded


@dataclass(frozen=True)
class _Plan:
    """What to do: paths to `forget`, and files to `load` (SOURCE_SCHEMA)."""

    forget: pl.Series
    load: pl.DataFrame

    def is_empty(self) -> bool:
        return not (self.forget.len() or self.load.height)


def _plan(sources: pl.DataFrame, files: pl.DataFrame) -> _Plan:
    load = sources.join(files, on=FILE_KEY, how="anti", nulls_equal=True, maintain_order="left")
    return _Plan(files.join(sources, on=FILE_KEY, how="anti", nulls_equal=True)["path"], load)


def _load(
    settings: Settings, observer: Observer, staging: Staging, index: Index, plan: _Plan, known: Known, run: str
) -> Loaded:
    observer.stage("loading")
    contents = plan.load.select("path", "sha256").drop_nulls().join(index.contents, on="sha256", how="left")
    if contents["batch"].null_count():
        raise NotStaged(
            "the staging area no longer has all that was read: materialize extracted_reports first, or run gidr ingest"
        )
    with open_next(settings.warehouse, from_published=known.is_kept) as con:
        # In a single transaction row groups go to their place in the file once, when they are full, and into no log.
        con.begin()
        touched = [forget(con, plan.forget)]
        append(con, {"source_file": plan.load.select(_COLUMNS), "rejected_document": _refused(plan.load)})
        for staged in _together(staging.frames(contents, STAGED)):
            tables = tables_of(staged)
            append(con, tables)
            touched.append(tables["dim_report"].select("report_id", "agency"))
        con.commit()
        forget_bodies(con)
        observer.stage("judging")
        is_judged = known.is_kept and known.build.rules
        written = judge(con, pl.concat(touched) if is_judged else None)
        observer.stage("checking the new warehouse")
        written = pl.concat([written, *(frame.select("report_id") for frame in touched)]).unique()
        integrity = sound(con, written if is_judged else None)
        note_results(con, integrity)
        counts = _compare(con, known.reports)
        with published_beside(con, settings.warehouse) as before:
            if before and not known.is_kept:
                carry_over(con, before)
            note_changes(con, before)
        note_publication(con, run, counts, settings.warehouse)
        con.execute("CHECKPOINT")
    observer.stage("publishing")
    publish(settings.warehouse)
    return Loaded(counts, True, integrity)


_REPORTS_AT_ONCE = 2_000
"""How many reports are put in at once at least: their figures fill a few row groups, their texts some twenty MiB."""


def _together(batches: Iterable[Mapping[str, pl.DataFrame]]) -> Iterator[dict[str, pl.DataFrame]]:
    """The frames of several batches as one: the tables put alike reports together among those that they are given."""
    several: list[Mapping[str, pl.DataFrame]] = []
    for batch in batches:
        several.append(batch)
        if sum(each["reports"].height for each in several) >= _REPORTS_AT_ONCE:
            yield _joined(several)
            several.clear()
    if several:
        yield _joined(several)


def _joined(several: Sequence[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    return {name: pl.concat([each[name] for each in several]) for name in several[0]}


_COLUMNS = [*FILE_KEY, "report_ids"]


def _refused(sources: pl.DataFrame) -> pl.DataFrame:
    refused = sources.filter(pl.col("reason").is_not_null())
    return refused.select("reason", "detail", report_id="path")


def _compare(con: duckdb.DuckDBPyConnection, before: pl.DataFrame) -> Counts:
    """How many reports are new, have changed content, are removed, and are unchanged."""
    after = con.sql("SELECT report_id, source_sha256 FROM dim_report").pl()
    kept = after.join(before, on="report_id", suffix="_before")
    changed = kept.filter(pl.col("source_sha256") != pl.col("source_sha256_before")).height
    return Counts(after.height - kept.height, changed, before.height - kept.height, kept.height - changed)
