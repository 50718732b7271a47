"""A run: bring the warehouse up to date with the raw folder, and publish it if it is sound.

What belongs here: the order of the steps, and what is new, changed or gone. What does not: how a step does its work,
Dagster, and anything that is shown to people (`cli`, `assets`).

The published warehouse is a function of the raw folder and the program. Until the last step of a run nothing is
changed but a file beside it, so that a run that fails or is killed leaves the warehouse as it was.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from gidr_pipeline.executors import local_executor, read_all
from gidr_pipeline.frames import union
from gidr_pipeline.raw_folder import MANIFEST_SCHEMA, RawFolderUnusable, manifest
from gidr_pipeline.reading import SOURCE_SCHEMA, Batch, Wanted
from gidr_pipeline.reconciliation import between_years, cells_between_years
from gidr_pipeline.settings import Settings
from gidr_pipeline.warehouse.integrity import IntegrityError, IntegrityResult, check_integrity
from gidr_pipeline.warehouse.load import append, forget, load_between_years, refresh_files
from gidr_pipeline.warehouse.publish import is_current, only_writer, open_next, open_published, publish, stale_log

_FILES_PER_WRITE = 2_000


class RemovalsRefused(Exception):
    """The run would empty the warehouse or more than half of it. The message is for people."""


class Observer:
    """What a run tells while it goes on; a subclass listens to what it cares for."""

    def waiting(self, warehouse: Path) -> None:
        """Another run holds the warehouse."""

    def planned(self, files: int) -> None:
        """So many files are going to be opened."""

    def read(self, files: int) -> None:
        """So many more files were read."""

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
    `warehouse.publish.WarehouseUnusable`, OSError (disk full).
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
        if published is not None and known.current and plan.is_empty() and not stale_log(settings.warehouse).exists():
            return Outcome(0, 0, 0, known.reports.height, listed.height, 0, False, _sound(published))
    observer.planned(plan.to_read.height)
    with open_next(settings.warehouse, from_published=known.current) as con:
        _load(con, settings.raw_dir, plan, observer)
        observer.stage("comparing the years")
        load_between_years(con, cells_between_years(), between_years)
        new, changed, removed, unchanged = _compare(con, known.reports)
        _guard(removed, known.reports.height, allow_removals, settings.raw_dir)
        observer.stage("checking the new warehouse")
        integrity = _sound(con)
        con.execute("CHECKPOINT")
    publish(settings.warehouse)
    return Outcome(new, changed, removed, unchanged, listed.height, plan.to_read.height, True, integrity)


@dataclass(frozen=True)
class _Known:
    """What the warehouse knows: `reports` (report_id, source_sha256) and, as far as they still count, `files`.

    A warehouse of another program (not `current`) keeps its reports in mind, but every file is read again.
    """

    current: bool
    reports: pl.DataFrame
    files: pl.DataFrame


@dataclass(frozen=True)
class _Plan:
    """What to do: paths to `forget`, `refused` files to write down, files `to_read` (with `known_sha256`)."""

    forget: pl.Series
    refused: pl.DataFrame
    to_read: pl.DataFrame

    def is_empty(self) -> bool:
        return not (self.forget.len() or self.refused.height or self.to_read.height)


def _known(published: duckdb.DuckDBPyConnection | None) -> _Known:
    no_files = pl.DataFrame(schema=SOURCE_SCHEMA)
    if published is None:
        return _Known(False, pl.DataFrame(schema={"report_id": pl.String, "source_sha256": pl.String}), no_files)
    reports = published.sql("SELECT report_id, source_sha256 FROM dim_report").pl()
    if not is_current(published):
        return _Known(False, reports, no_files)
    return _Known(True, reports, published.sql("SELECT * FROM source_file").pl())


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
    before = files.select("path", "size", "mtime_ns", "reason", "detail", known_sha256="sha256")
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
        to_read=due.filter(~refused).select("path", "raw_name", "known_sha256"),
    )


def _load(con: duckdb.DuckDBPyConnection, raw_dir: Path, plan: _Plan, observer: Observer) -> None:
    forget(con, plan.forget)
    refused = plan.refused.with_columns(report_ids=pl.concat_list("path"))
    append(con, {"source_file": refused, "rejected_document": refused.select("reason", "detail", report_id="path")})
    wanted = (Wanted(*row) for row in plan.to_read.iter_rows())
    with local_executor(plan.to_read.height) as (executor, width):
        pending: list[Batch] = []
        for batch in read_all(raw_dir, wanted, executor, width):
            observer.read(batch.files)
            pending.append(batch)
            if sum(one.files for one in pending) >= _FILES_PER_WRITE:
                _write(con, pending)
                pending = []
        _write(con, pending)


def _write(con: duckdb.DuckDBPyConnection, batches: list[Batch]) -> None:
    """Replace what the warehouse has of the files of these batches by what they gave."""
    if not batches:
        return
    tables = union([batch.tables for batch in batches])
    vanished = pl.Series("path", [path for batch in batches for path in batch.vanished], dtype=pl.String)
    forget(con, pl.concat([tables["source_file"]["path"], vanished]))
    append(con, tables)
    refresh_files(con, pl.concat([batch.same for batch in batches]))


def _compare(con: duckdb.DuckDBPyConnection, before: pl.DataFrame) -> tuple[int, int, int, int]:
    """How many reports are new, have changed content, are removed, and are unchanged."""
    after = con.sql("SELECT report_id, source_sha256 FROM dim_report").pl()
    kept = after.join(before, on="report_id", suffix="_before")
    changed = kept.filter(pl.col("source_sha256") != pl.col("source_sha256_before")).height
    return after.height - kept.height, changed, before.height - kept.height, kept.height - changed


def _sound(con: duckdb.DuckDBPyConnection) -> tuple[IntegrityResult, ...]:
    results = check_integrity(con)
    if not all(result.passed for result in results):
        raise IntegrityError(results)
    return results
