"""The first step: which files are below the raw folder, and how they differ from what was read before.

What belongs here: listing, comparing, and refusing a folder that has lost its reports. What does not: opening a file.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from gidr_pipeline.frames import file_of
from gidr_pipeline.observer import Observer
from gidr_pipeline.raw_folder import MANIFEST_SCHEMA, RawFolderUnusable, manifest
from gidr_pipeline.settings import Settings
from gidr_pipeline.staging import NotStaged, Staging
from gidr_pipeline.steps.known import ALLOW, guard, reports_of
from gidr_pipeline.versions import short_digest
from gidr_pipeline.warehouse.publish import only_writer
from gidr_pipeline.warehouse.published import open_published


@dataclass(frozen=True)
class Listed:
    """What is below the raw folder, against what was read last: by name, size and time, since no file is opened.

    `refused` counts by reason the files that are not to be opened at all; `digest` tells two listings apart.
    """

    files: int
    bytes: int
    new: int
    changed: int
    gone: int
    refused: dict[str, int]
    digest: str


def list_reports(settings: Settings, observer: Observer, *, allow_removals: bool = False, reread: str = "") -> Listed:
    """List the raw folder. The listing says what is meant with it: whether losses are, and which files are to be read
    again whatever is staged of them, those whose path matches the pattern `reread` (`2022/**`), besides what an earlier
    listing asked for and nobody has read since.

    Raises RawFolderUnusable, RemovalsRefused or `warehouse.published.WarehouseUnusable`.
    """
    with only_writer(settings.warehouse, observer.waiting):
        observer.stage("listing the raw folder")
        listed = _listed(settings.raw_dir, allow_removals)
        with open_published(settings.warehouse) as published:
            reports = reports_of(published)
        guard(_lost(reports, listed), reports.height, settings.raw_dir, allow_removals=allow_removals)
        staging = Staging.of(settings)
        asked = pl.col("path").str.contains(_pattern(reread)) if reread else pl.lit(value=False)
        if reread and listed.filter(asked).is_empty():
            observer.nothing_to_reread(reread)
        staging.write_listing(
            listed.with_columns(
                raw_dir=pl.lit(str(settings.raw_dir)),
                reread=asked | pl.col("path").is_in(_still_to_reread(staging, settings.raw_dir)),
                removals_allowed=pl.lit(allow_removals),
            )
        )
        return _compared(listed, staging)


def _still_to_reread(staging: Staging, raw_dir: Path) -> list[str]:
    """The files that were to be read again by a listing that nothing was read by."""
    try:
        return staging.listing(raw_dir).filter("reread")["path"].to_list()
    except NotStaged:
        return []


def _listed(raw_dir: Path, allow_removals: bool) -> pl.DataFrame:
    try:
        listed = manifest(raw_dir)
        if listed.is_empty():
            raise RawFolderUnusable(f"the raw folder {raw_dir} is empty")
    except RawFolderUnusable as unusable:
        if not allow_removals:
            raise RawFolderUnusable(
                f"{unusable}. The warehouse is left as it is. Check GIDR_RAW_DIR and whether the disk is there; "
                f"{ALLOW} takes the folder as empty"
            ) from unusable
        return pl.DataFrame(schema=MANIFEST_SCHEMA)
    return listed


def _pattern(reread: str) -> str:
    """A pattern for Polars: `*` stands for anything, folders as well."""
    return "(?s)^" + ".*".join(map(re.escape, re.split(r"\*+", reread))) + "$"


def _lost(reports: pl.DataFrame, listed: pl.DataFrame) -> int:
    """How many known reports have no file any more that could be opened."""
    there = listed.filter(pl.col("reason").is_null())["path"].implode()
    path = pl.col("report_id")
    return reports.filter(~path.is_in(there) & ~file_of(path).is_in(there)).height


def _compared(listed: pl.DataFrame, staging: Staging) -> Listed:
    try:
        before = staging.sources(of_any_reader=True)
    except NotStaged:
        before = listed.clear()
    known = listed.join(before, on="path", how="semi")
    same = known.join(before, on=["path", "size", "mtime_ns", "reason"], how="semi", nulls_equal=True)
    refused = listed.drop_nulls("reason").group_by("reason").len().sort("reason")
    return Listed(
        files=listed.height,
        bytes=int(listed["size"].sum()),
        new=listed.height - known.height,
        changed=known.height - same.height,
        gone=before.join(listed, on="path", how="anti").height,
        refused=dict(refused.iter_rows()),
        digest=short_digest(listed.drop("raw_name").write_csv()),
    )
