"""A run: bring the warehouse up to date with the raw folder, and publish it if it is sound.

What belongs here: the order of the steps, and what is new, changed or gone. What does not: how a step does its work,
Dagster, and anything that is shown to people (`cli`, `assets`).

The published warehouse is a function of the raw folder and the program. Until the last step of a run nothing is
changed but a file beside it, so that a run that fails or is killed leaves the warehouse as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb
import polars as pl

from gidr_pipeline.cluster import cluster_workers
from gidr_pipeline.executors import Workers, read_all, workers_for
from gidr_pipeline.raw_folder import MANIFEST_SCHEMA, RawFolderUnusable, manifest
from gidr_pipeline.reading import SOURCE_SCHEMA, Batch, Wanted
from gidr_pipeline.reconciliation import between_years, cells_between_years, neighbours
from gidr_pipeline.settings import Settings
from gidr_pipeline.warehouse.integrity import (
    IntegrityError,
    IntegrityResult,
    check_integrity,
    last_results,
    note_results,
)
from gidr_pipeline.warehouse.load import append, forget, load_between_years, refresh_files
from gidr_pipeline.warehouse.publish import is_current, only_writer, open_next, open_published, publish, stale_log


class RemovalsRefused(Exception):
    """The run would empty the warehouse or more than half of it. The message is for people."""


class Observer:
    """What a run tells while it goes on; a subclass listens to what it cares for."""

    def waiting(self, warehouse: Path) -> None:
        """Another run holds the warehouse."""

    def planned(self, files: int) -> None:
        """So many files are going to be opened."""

    def read(self, files: int, rejected: int) -> None:
        """So many more files were read, and so many files or reports of them rejected."""

    def stage(self, what: str) -> None:
        """A step begins that has no count."""

    def finished(self, outcome: "Outcome") -> None:
        """The run is over and the warehouse is sound."""


@dataclass(frozen=True)
class Outcome:
    """What a run did. The counts are of reports by content, the first three of them changes to the warehouse."""

    new: int
    changed: int
    removed: int
    unchanged: int
    files_listed: int
    files_opened: int
    published: bool
    integrity: tuple[IntegrityResult, ...]


def ingest(settings: Settings, *, allow_removals: bool = False, observer: Observer | None = None) -> Outcome:
    """Load what is new or changed below the raw folder and drop what is gone; one run at a time.

    Raises, with the published warehouse left as it was: RawFolderUnusable, RemovalsRefused, IntegrityError,
    `warehouse.publish.WarehouseUnusable`, `cluster.ClusterUnusable`, OSError or duckdb.Error (disk full).
    """
    observer = observer or Observer()
    with only_writer(settings.warehouse, observer.waiting):
        outcome = _run(settings, allow_removals, observer)
    observer.finished(outcome)
    return outcome


def _run(settings: Settings, allow_removals: bool, observer: Observer) -> Outcome:
    observer.stage("listing the raw folder")
    with open_published(settings.warehouse) as published:
        known = _known(published)
        listed = _listed(settings.raw_dir, allow_removals)
        _guard(_lost(known.reports, listed), known.reports.height, allow_removals, settings.raw_dir)
        plan = _plan(listed, known.files)
        as_it_is = Outcome(0, 0, 0, known.reports.height, listed.height, plan.to_read.height, False, known.integrity)
        in_order = known.current and not stale_log(settings.warehouse).exists()
        if in_order and plan.is_empty():
            return as_it_is
    observer.planned(plan.to_read.height)
    with _batches(settings, plan, observer) as batches:
        first = next(batches, None)
        if in_order and first is None and plan.only_reads():
            return as_it_is
        with open_next(settings.warehouse, from_published=known.current) as con:
            read = chain([first] if first else [], batches)
            with _whole(con) if not known.current else nullcontext():
                touched = _load(con, plan, read)
            observer.stage("comparing the years")
            reports = con.sql("SELECT report_id, agency FROM dim_report").pl()
            affected = neighbours(reports, touched if known.current else None)
            load_between_years(con, cells_between_years(), between_years, affected)
            new, changed, removed, unchanged = _compare(con, known.reports)
            _guard(removed, known.reports.height, allow_removals, settings.raw_dir)
            observer.stage("checking the new warehouse")
            written = pl.concat([touched.select("report_id"), affected.select("report_id")])
            integrity = _sound(con, written if known.current else None)
            note_results(con, integrity)
            con.execute("CHECKPOINT")
    observer.stage("publishing")
    publish(settings.warehouse)
    return Outcome(new, changed, removed, unchanged, listed.height, plan.to_read.height, True, integrity)


@dataclass(frozen=True)
class _Known:
    """What the warehouse knows: `reports` (report_id, source_sha256) and, as far as they still count, `files`; and how
    its integrity was found when it was published.

    A warehouse of another program (not `current`) keeps its reports in mind, but every file is read again.
    """

    current: bool
    reports: pl.DataFrame
    files: pl.DataFrame
    integrity: tuple[IntegrityResult, ...] = ()


@dataclass(frozen=True)
class _Plan:
    """What to do: paths to `forget`, `refused` files to write down, files `to_read` (the columns of `Wanted`)."""

    forget: pl.Series
    refused: pl.DataFrame
    to_read: pl.DataFrame

    def is_empty(self) -> bool:
        return self.only_reads() and not self.to_read.height

    def only_reads(self) -> bool:
        return not (self.forget.len() or self.refused.height)


def _known(published: duckdb.DuckDBPyConnection | None) -> _Known:
    no_files = pl.DataFrame(schema=SOURCE_SCHEMA | {"refusal": pl.String()})
    if published is None:
        return _Known(False, pl.DataFrame(schema={"report_id": pl.String, "source_sha256": pl.String}), no_files)
    reports = published.sql("SELECT report_id, source_sha256 FROM dim_report").pl()
    if not is_current(published):
        return _Known(False, reports, no_files)
    files = published.sql(
        "SELECT f.*, r.detail AS refusal FROM source_file f "
        "LEFT JOIN rejected_document r ON r.report_id = f.path AND f.size IS NULL AND f.reason IS NULL"
    ).pl()
    return _Known(True, reports, files, last_results(published) or _sound(published))


def _listed(raw_dir: Path, allow_removals: bool) -> pl.DataFrame:
    try:
        listed = manifest(raw_dir)
        if listed.is_empty():
            raise RawFolderUnusable(f"the raw folder {raw_dir} is empty")
    except RawFolderUnusable as unusable:
        if not allow_removals:
            raise RawFolderUnusable(
                f"{unusable}. The warehouse is left as it is. Check GIDR_RAW_DIR and whether the disk is there; "
                "--allow-removals takes the folder as empty"
            ) from unusable
        return pl.DataFrame(schema=MANIFEST_SCHEMA)
    return listed


def _lost(reports: pl.DataFrame, listed: pl.DataFrame) -> int:
    """How many known reports have no file any more that could be opened."""
    there = listed.filter(pl.col("reason").is_null())["path"].implode()
    path = pl.col("report_id")
    return reports.filter(~path.is_in(there) & ~path.str.replace(r"#\d+$", "").is_in(there)).height


def _guard(lost: int, known: int, allow_removals: bool, raw_dir: Path) -> None:
    if lost * 2 > known and not allow_removals:
        raise RemovalsRefused(
            f"{lost} of the {known} reports in the warehouse are no longer to be had from {raw_dir}. The warehouse is "
            "left as it is. Check whether the folder is complete; --allow-removals takes the loss as meant"
        )


def _plan(listed: pl.DataFrame, files: pl.DataFrame) -> _Plan:
    before = files.select(
        "path", "size", "mtime_ns", "reason", "detail", known_sha256="sha256", known_refusal="refusal"
    )
    both = listed.join(before, on="path", how="left", suffix="_before", maintain_order="left")
    # A file that may be opened must have the size and the time of before; one that may not, the same reason.
    same_file = (pl.col("size") == pl.col("size_before")) & (pl.col("mtime_ns") == pl.col("mtime_ns_before"))
    same_refusal = (pl.col("reason") == pl.col("reason_before")) & (pl.col("detail") == pl.col("detail_before"))
    refused = pl.col("reason").is_not_null()
    unchanged = pl.when(refused).then(same_refusal).otherwise(same_file & pl.col("reason_before").is_null())
    due = both.filter(~unchanged.fill_null(value=False))
    gone = files.join(listed, on="path", how="anti")["path"]
    replaced = due.filter(refused).join(files, on="path", how="semi")["path"]
    return _Plan(
        forget=pl.concat([gone, replaced]),
        refused=due.filter(refused).select("path", "reason", "detail"),
        to_read=due.filter(~refused).select(Wanted._fields),
    )


@contextmanager
def _batches(settings: Settings, plan: _Plan, observer: Observer) -> Iterator[Iterator[Batch]]:
    """The batches that say anything new, read by this machine or by the cluster that the settings name."""
    files = plan.to_read.height

    def read(workers: Workers) -> Iterator[Batch]:
        wanted = (Wanted(*row) for row in plan.to_read.iter_rows())
        for batch in read_all(settings.raw_dir, wanted, files, workers):
            observer.read(batch.files, batch.tables["rejected_document"].height)
            if not batch.says_nothing_new():
                yield batch

    cluster = cluster_workers(settings.dask_scheduler) if settings.dask_scheduler else None
    with workers_for(files, cluster) as workers:
        yield read(workers)


@contextmanager
def _whole(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """A single transaction: row groups go to their place in the file once, when they are full, and into no log.

    Not for what is replaced: a key that was deleted cannot come back in the same transaction.
    """
    con.begin()
    yield
    con.commit()


def _load(con: duckdb.DuckDBPyConnection, plan: _Plan, batches: Iterator[Batch]) -> pl.DataFrame:
    """Replace what the warehouse has of the planned files by what they gave.

    Gives `report_id` and `agency` of every report that was put in or taken out.
    """
    touched = [forget(con, plan.forget)]
    refused = plan.refused.with_columns(report_ids=pl.concat_list("path"))
    append(con, {"source_file": refused, "rejected_document": refused.select("reason", "detail", report_id="path")})
    for batch in batches:
        vanished = pl.Series("path", batch.vanished, dtype=pl.String)
        touched.append(forget(con, pl.concat([batch.tables["source_file"]["path"], vanished])))
        append(con, batch.tables)
        refresh_files(con, batch.same)
        touched.append(batch.tables["dim_report"].select("report_id", "agency"))
    return pl.concat(touched)


def _compare(con: duckdb.DuckDBPyConnection, before: pl.DataFrame) -> tuple[int, int, int, int]:
    """How many reports are new, have changed content, are removed, and are unchanged."""
    after = con.sql("SELECT report_id, source_sha256 FROM dim_report").pl()
    kept = after.join(before, on="report_id", suffix="_before")
    changed = kept.filter(pl.col("source_sha256") != pl.col("source_sha256_before")).height
    return after.height - kept.height, changed, before.height - kept.height, kept.height - changed


def _sound(con: duckdb.DuckDBPyConnection, written: pl.DataFrame | None = None) -> tuple[IntegrityResult, ...]:
    results = check_integrity(con, written)
    if not all(result.passed for result in results):
        raise IntegrityError(results)
    return results
