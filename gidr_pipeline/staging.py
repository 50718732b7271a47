"""The staging area: what is known of the raw folder, and what was read of each content, kept as Parquet between runs.

What belongs here: how it lies on the disk, and finding what is in it. What does not: reading (`reading`), deciding what
is read, loaded or kept (`steps`), and the warehouse.

    staging/gidr.duckdb/listing.parquet            what a listing of the raw folder found
    staging/gidr.duckdb/sources.parquet            which content each of these files has, once all are read
    staging/gidr.duckdb/0.1.0+f3a9…/8c1d…/*.parquet   a batch: what some contents gave to this version of the reader

A batch is written by whoever read it, in one rename, and named by the digest of its bytes: one that is torn, changed or
half copied does not bear its name, and is as if it were not there. Rows of reports are kept under the digest of the
file's content, so that a file may be moved, copied or touched and need not be read again.
"""

import io
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from gidr_pipeline.frames import SCHEMAS
from gidr_pipeline.raw_folder import MANIFEST_SCHEMA
from gidr_pipeline.schemas import VIOLATIONS
from gidr_pipeline.settings import Settings
from gidr_pipeline.versions import reader_version, short_digest

_STAMP = pl.Datetime("us")
_SHA256_LENGTH = 64
_REWRITTEN_AT_MOST = 20
LISTING_SCHEMA = pl.Schema(
    {**MANIFEST_SCHEMA, "raw_dir": pl.String(), "reread": pl.Boolean(), "removals_allowed": pl.Boolean()}
)
SOURCE_SCHEMA = pl.Schema(
    {
        "path": pl.String(),
        "size": pl.Int64(),
        "mtime_ns": pl.Int64(),
        "reason": pl.String(),
        "detail": pl.String(),
        "sha256": pl.String(),
        "read_at": _STAMP,
        "report_ids": pl.List(pl.String()),
    }
)
"""A file as the warehouse is to have it: `read_at` tells readings of the same content apart."""
BATCH_SCHEMAS: Mapping[str, pl.Schema] = {
    # A file as it was when it was opened. Without a time it is opened again next time.
    "files": pl.Schema(
        {"path": pl.String(), "size": pl.Int64(), "mtime_ns": pl.Int64(), "sha256": pl.String(), "seen_at": _STAMP}
    ),
    # A content that was read: the ids of all that came of it, those of its reports that are whole, and how many rows
    # of each model were looked at.
    "contents": pl.Schema(
        {
            "sha256": pl.String(),
            "size": pl.Int64(),
            "read_at": _STAMP,
            "report_ids": pl.List(pl.String()),
            "whole": pl.List(pl.String()),
            **{f"{name}_rows": pl.Int64() for name in SCHEMAS},
        }
    ),
    **SCHEMAS,
    # Bodies are most of the text, so that they stand in it alone: `body` is how long one is.
    "sections": pl.Schema({name: pl.Int32() if name == "body" else kind for name, kind in SCHEMAS["sections"].items()}),
    "texts": pl.Schema({"report_id": pl.String(), "text": pl.String()}),
    "rejections": pl.Schema(
        {"report_id": pl.String(), "reason": pl.String(), "detail": pl.String(), "source_sha256": pl.String()}
    ),
    # Rows that a model refused. The report that they belong to is among the rejections.
    "violations": VIOLATIONS,
}
"""The frames of a batch. `report_id` begins with the digest of the content, where a file's path will stand."""


class NotStaged(Exception):
    """A step needs what the one before it has not staged. The message is for people."""


@dataclass(frozen=True)
class Index:
    """What is staged: `files` and `contents` as BATCH_SCHEMAS has them, with the `batch` of each; of two readings of a
    content, or two looks at a file, the later."""

    files: pl.DataFrame
    contents: pl.DataFrame


@dataclass(frozen=True)
class Staging:
    """The staging area of a warehouse, for one version of the reader."""

    root: Path
    reader: str

    @classmethod
    def of(cls, settings: Settings) -> "Staging":
        name = settings.warehouse.name
        if settings.staging != settings.warehouse.with_name("staging"):  # others of this name may have it, too
            name += f"-{short_digest(os.fsencode(settings.warehouse), length=8)}"
        return cls(settings.staging / name, reader_version())

    @property
    def folder(self) -> Path:
        """Where the batches of this reader are."""
        return self.root / self.reader

    def write_listing(self, listing: pl.DataFrame) -> None:
        _write_whole(self.root / "listing.parquet", listing)

    def listing(self, raw_dir: Path) -> pl.DataFrame:
        """The last listing. Raises NotStaged where there is none of this folder."""
        listing = _read(self.root / "listing.parquet", LISTING_SCHEMA)
        if listing is None or not listing["raw_dir"].eq(os.fspath(raw_dir)).all():
            raise NotStaged(f"{raw_dir} has not been listed yet: materialize raw_reports first, or run gidr ingest")
        return listing

    def write_sources(self, sources: pl.DataFrame) -> None:
        _write_whole(self.root / "sources.parquet", sources.with_columns(reader=pl.lit(self.reader)))

    def sources(self, *, of_any_reader: bool = False) -> pl.DataFrame:
        """What the warehouse is to hold. Raises NotStaged where this reader has not come to the end of a listing."""
        sources = _read(self.root / "sources.parquet", pl.Schema({**SOURCE_SCHEMA, "reader": pl.String()}))
        if sources is not None and (of_any_reader or sources["reader"].eq(self.reader).all()):
            return sources.drop("reader")
        raise NotStaged(
            "the raw reports have not been read yet by this version of the program: materialize extracted_reports "
            "first, or run gidr ingest"
        )

    def index(self, *, verified: bool) -> Index:
        """What is staged. What is not whole is cleared away if it is `verified`; call it as the only writer."""
        files, contents = [], []
        if verified and self.folder.is_dir():
            for unfinished in self.folder.glob(".*"):
                shutil.rmtree(unfinished, ignore_errors=True)
        for batch in self._batches():
            try:
                if verified and not _is_whole(batch):
                    raise OSError(f"{batch} is not what was written")
                files.append(_frame(batch, "files").with_columns(batch=pl.lit(batch.name)))
                contents.append(_frame(batch, "contents").with_columns(batch=pl.lit(batch.name)))
            except (OSError, pl.exceptions.PolarsError):
                if verified:
                    shutil.rmtree(batch, ignore_errors=True)
        return Index(_latest(files, "files", "path", "seen_at"), _latest(contents, "contents", "sha256", "read_at"))

    def _batches(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("[!.]*") if path.is_dir())

    def frames(self, contents: pl.DataFrame, names: Sequence[str]) -> Iterator[dict[str, pl.DataFrame]]:
        """The frames of these names, a batch at a time, with the rows of these contents alone: `sha256` and `batch`,
        and the `path` of each file that has it, with which `report_id` begins.

        Raises NotStaged where a batch is not what was written.
        """
        for (of,), wanted in contents.group_by("batch", maintain_order=True):
            batch = self.folder / str(of)
            try:
                if not _is_whole(batch):
                    raise OSError(f"{batch} is not what was written")
                yield {name: _under_paths(_frame(batch, name), wanted.select("path", "sha256")) for name in names}
            except (OSError, pl.exceptions.PolarsError) as error:
                raise NotStaged(
                    f"the staging area is damaged ({error}). What is lost is read again by extracted_reports, or by "
                    "gidr ingest"
                ) from error

    def prune(self, index: Index, sources: pl.DataFrame) -> None:
        """Clear away what none of these files has any more, and what another version of the reader read.

        Of batches that hold something else as well, a few are written anew at a time: the rest can wait a night.
        """
        for other in self.root.iterdir():
            if other.is_dir() and other != self.folder:
                shutil.rmtree(other, ignore_errors=True)
        files = index.files.join(sources, on=["path", "sha256"], how="semi")
        contents = index.contents.join(sources, on="sha256", how="semi")
        rewritten = 0
        for batch in self._batches():
            live = Index(files.filter(pl.col("batch") == batch.name), contents.filter(pl.col("batch") == batch.name))
            held = _frame(batch, "contents").height
            anything = live.contents.height + live.files.height
            if anything and live.contents.height == held:
                continue
            if anything:
                rewritten += 1
                if rewritten > _REWRITTEN_AT_MOST:
                    continue
                write_batch(self.folder, {name: _only(_frame(batch, name), live) for name in BATCH_SCHEMAS})
            shutil.rmtree(batch, ignore_errors=True)


def write_batch(folder: Path, frames: Mapping[str, pl.DataFrame]) -> str:
    """Write the frames of BATCH_SCHEMAS as one batch and give its name. Raises OSError where the disk is full."""
    frames = {**frames, "sections": _without_bodies(frames["sections"])}
    packed = {name: _packed(frames[name].select(schema.names())) for name, schema in BATCH_SCHEMAS.items()}
    name = short_digest(*packed.values())
    unfinished = folder / f".{uuid.uuid4().hex}"
    unfinished.mkdir(parents=True)
    try:
        for frame, data in packed.items():
            _file(unfinished, frame).write_bytes(data)
        if not (folder / name).exists():
            unfinished.rename(folder / name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return name


def read_files(folder: Path, batch: str) -> pl.DataFrame:
    """The files that were opened for a batch. Raises OSError where it cannot be seen from here."""
    return _frame(folder / batch, "files")


def _file(batch: Path, frame: str) -> Path:
    return batch / f"{frame}.parquet"


def _is_whole(batch: Path) -> bool:
    return batch.name == short_digest(*(_file(batch, name).read_bytes() for name in BATCH_SCHEMAS))


def _packed(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def _frame(batch: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(_file(batch, name), glob=False).match_to_schema(BATCH_SCHEMAS[name])


def _without_bodies(sections: pl.DataFrame) -> pl.DataFrame:
    """Sections with the length of each body in its place, where that has not been done."""
    if sections.schema["body"] == pl.Int32():
        return sections
    return sections.with_columns(pl.col("body").str.len_chars().cast(pl.Int32))


def _latest(frames: list[pl.DataFrame], name: str, key: str, stamp: str) -> pl.DataFrame:
    if not frames:
        return pl.DataFrame(schema={**BATCH_SCHEMAS[name], "batch": pl.String()})
    return pl.concat(frames).sort(stamp, "batch", descending=True).unique(key, keep="first", maintain_order=True)


def content_of(report_id: str) -> pl.Expr:
    """The digest of the content with which the staged id in this column begins."""
    return pl.col(report_id).str.slice(0, _SHA256_LENGTH)


def under_path(report_id: str) -> pl.Expr:
    """The staged id in this column with the `path` of a file in the place of the digest of its content."""
    return pl.col("path") + pl.col(report_id).str.slice(_SHA256_LENGTH)


def _under_paths(frame: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """The rows of these files (`path`, `sha256`), their ids beginning with the path."""
    return (
        frame.with_columns(sha256=content_of("report_id"))
        .join(files, on="sha256", maintain_order="left")
        .with_columns(report_id=under_path("report_id"))
        .select(frame.columns)
    )


def _only(frame: pl.DataFrame, live: Index) -> pl.DataFrame:
    """The rows of a batch's frame that belong to its live files or contents."""
    if "path" in frame.columns:
        return frame.join(live.files, on=["path", "seen_at"], how="semi")
    if "sha256" in frame.columns:
        return frame.join(live.contents, on="sha256", how="semi")
    return frame.filter(content_of("report_id").is_in(live.contents["sha256"].implode()))


def _write_whole(path: Path, frame: pl.DataFrame) -> None:
    """Write a file so that it is there as a whole or as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(_packed(frame))
    os.replace(unfinished, path)  # noqa: PTH105 (says what it does)


def _read(path: Path, schema: pl.Schema) -> pl.DataFrame | None:
    """A frame that was written whole; None where it is not there, or another than this program writes."""
    try:
        return pl.read_parquet(path, glob=False).match_to_schema(schema)
    except (OSError, pl.exceptions.PolarsError):
        return None
