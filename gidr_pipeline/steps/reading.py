"""The second step: reading those files of the listing of which nothing is staged yet.

What belongs here: which files are read, and which content every file turned out to have. What does not: how a file is
read (`gidr_pipeline.reading`) and by whom (`executors`, `cluster`).
"""

from dataclasses import dataclass

import polars as pl

from gidr_pipeline.cluster import cluster_workers
from gidr_pipeline.executors import read_all, workers_for
from gidr_pipeline.observer import Observer
from gidr_pipeline.reading import Places, Wanted
from gidr_pipeline.settings import Settings
from gidr_pipeline.staging import SOURCE_SCHEMA, Index, Staging, under_path
from gidr_pipeline.steps.known import guard, reports_of
from gidr_pipeline.warehouse.publish import only_writer
from gidr_pipeline.warehouse.published import let_go, open_published


@dataclass(frozen=True)
class Read:
    """How many files were opened; the `sources` that are staged now, and how many reports they give, and how many files
    or reports are rejected."""

    opened: int
    sources: pl.DataFrame
    reports: int
    rejected: int


def read_reports(settings: Settings, observer: Observer) -> Read:
    """Read what the last listing has and the staging area has not. What a run before read is not read again, also where
    that run was killed.

    Raises `staging.NotStaged` where nothing is listed, RemovalsRefused, `cluster.ClusterUnusable`, OSError (disk full).
    """
    with only_writer(settings.warehouse, observer.waiting):
        staging = Staging.of(settings)
        listing = staging.listing(settings.raw_dir)
        index = staging.index(verified=True)
        due = _due(listing, index)
        if why := _why_all(staging, listing, due):
            observer.stage(f"reading every file, since {why}")
        unreadable: list[tuple[str, str, str]] = []
        vanished: list[str] = []
        if due.height:
            observer.planned(due.height)
            unreadable, vanished = _read(settings, staging, due, observer)
            index = staging.index(verified=False)
        sources = _sources(listing, index, unreadable, vanished)
        with open_published(settings.warehouse) as published:
            known = reports_of(published)
        allowed = listing["removals_allowed"].all()  # An empty listing is only written where that is meant.
        whole = _ids(sources, index, "whole")
        lost = known.join(whole, on="report_id", how="anti").height
        guard(lost, known.height, settings.raw_dir, allow_removals=allowed)
        staging.write_sources(sources)
        if listing["reread"].any():  # That was done.
            staging.write_listing(listing.with_columns(reread=pl.lit(value=False)))
        return Read(due.height, sources, whole.height, int(sources["report_ids"].list.len().sum()) - whole.height)


def _due(listing: pl.DataFrame, index: Index) -> pl.DataFrame:
    """The files to open, with the columns of Wanted: those that are not staged as they were listed."""
    staged = index.files.join(index.contents, on="sha256", how="semi")
    readable = listing.filter(pl.col("reason").is_null())
    new = readable.join(staged, on=["path", "size", "mtime_ns"], how="anti")
    again = readable.filter("reread")
    by_size = index.contents.group_by("size").agg(known="sha256")
    after = pl.concat([index.files["seen_at"], index.contents["read_at"]]).max()
    return (
        readable.join(pl.concat([new, again]).select("path").unique(), on="path", how="semi", maintain_order="left")
        .join(by_size, on="size", how="left", maintain_order="left")
        .with_columns(known=pl.when(~pl.col("reread")).then("known"), after=pl.lit(after, pl.Datetime("us")))
        .select(Wanted._fields)
    )


def _why_all(staging: Staging, listing: pl.DataFrame, due: pl.DataFrame) -> str:
    """Why every file is read, in words; empty where not every file is."""
    if not due.height or due.height < listing["reason"].is_null().sum():
        return ""
    if listing.filter(pl.col("reason").is_null())["reread"].all():
        return "this was asked for"
    if any(path.is_dir() and path != staging.folder for path in staging.root.iterdir()):
        return f"another version of the reader is at work ({staging.reader})"
    if not staging.folder.is_dir():
        return "nothing is staged yet"
    return "none is as it was"


def _read(
    settings: Settings, staging: Staging, due: pl.DataFrame, observer: Observer
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Read files into the staging area; give those that could not be opened, and those that had vanished."""
    let_go()
    unreadable: list[tuple[str, str, str]] = []
    vanished: list[str] = []
    places = Places(settings.raw_dir, staging.folder)
    cluster = cluster_workers(settings.dask_scheduler) if settings.dask_scheduler else None
    wanted = (Wanted(path, raw_name, tuple(known or ()), *rest) for path, raw_name, known, *rest in due.iter_rows())
    with workers_for(due.height, cluster) as workers:
        for batch in read_all(places, wanted, due.height, workers):
            observer.read(batch.files, batch.rejected)
            unreadable += batch.unreadable
            vanished += batch.vanished
    return unreadable, vanished


def _sources(
    listing: pl.DataFrame, index: Index, unreadable: list[tuple[str, str, str]], vanished: list[str]
) -> pl.DataFrame:
    """Every file of the listing that is still there, with the content that it was read with (SOURCE_SCHEMA)."""
    now = pl.DataFrame(unreadable, schema=dict.fromkeys(("path", "reason_now", "detail_now"), pl.String), orient="row")
    sources = (
        listing.filter(~pl.col("path").is_in(vanished))
        .join(now, on="path", how="left")
        .with_columns(pl.coalesce(name, f"{name}_now").alias(name) for name in ("reason", "detail"))
        .join(index.files.select("path", "sha256"), on="path", how="left")
        .with_columns(sha256=pl.when(pl.col("reason").is_null()).then("sha256"))
        .join(index.contents.select("sha256", "read_at"), on="sha256", how="left")
    )
    ids = _ids(sources, index, "report_ids").group_by("path").agg(report_ids="report_id")
    return (
        sources.join(ids, on="path", how="left")
        .with_columns(pl.coalesce("report_ids", pl.concat_list("path")))
        .select(SOURCE_SCHEMA.names())
        .sort("path")
    )


def _ids(sources: pl.DataFrame, index: Index, which: str) -> pl.DataFrame:
    """`path` and `report_id` of what came of these files, by the ids of their contents in the column `which`."""
    contents = index.contents.select("sha256", which).explode(which).drop_nulls()
    named = sources.select("path", "sha256").join(contents, on="sha256", maintain_order="left_right")
    return named.select("path", report_id=under_path(which))
