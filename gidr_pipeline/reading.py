"""Reading a batch of raw files into the staging area, in this process or another.

What belongs here: one file after the other through `extraction`, so that none can stop the others, then the whole
batch through `schemas`, and what came of it written down. What does not: which files to read (`steps`), how it lies
on the disk (`staging`), and what the warehouse makes of it. Only names cross a process boundary here.
"""

import gc
import hashlib
import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from gidr_pipeline.conversion.apart import convert_apart
from gidr_pipeline.conversion.kinds import Kind, kind_of
from gidr_pipeline.conversion.model import NotNow, Unconvertible
from gidr_pipeline.extraction import extract_document, read_converted
from gidr_pipeline.extraction.model import Document, Rejection
from gidr_pipeline.frames import FrameBuilder, Source, report_id
from gidr_pipeline.raw_folder import TEXT_SUFFIXES, Content, read_file
from gidr_pipeline.schemas import split_invalid
from gidr_pipeline.staging import BATCH_SCHEMAS, content_of, write_batch
from gidr_pipeline.versions import reader_version

log = logging.getLogger(__name__)


class Places(NamedTuple):
    """The raw folder, and the folder of the staging area that takes the batches."""

    raw: Path
    staging: Path


class Wanted(NamedTuple):
    """A file to read, the digests of contents of its size that are staged, its size and time when it was listed, and
    the latest time at which anything that is staged was read."""

    path: str
    raw_name: bytes | None = None
    known: tuple[str, ...] = ()
    size: int | None = None
    mtime_ns: int | None = None
    after: datetime | None = None


@dataclass(frozen=True)
class Batch:
    """What became of some files: how many they were, and how many of them or of their reports were rejected.

    `name` is the batch in the staging area, None where nothing was opened. `unreadable` are files that could not be
    opened, as (path, reason, detail), `vanished` those that were gone when their turn came.
    """

    files: int
    rejected: int
    name: str | None
    unreadable: list[tuple[str, str, str]]
    vanished: list[str]


@dataclass
class _Gathered:
    """The rows of a batch, by the names of BATCH_SCHEMAS, as far as they do not come out of the builder."""

    builder: FrameBuilder = field(default_factory=FrameBuilder)
    files: list[tuple[str, int, int | None, str, datetime]] = field(default_factory=list)
    contents: dict[str, tuple[int, datetime, list[str]]] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of each content by its key, which is mostly the same."""
    texts: list[tuple[str, str]] = field(default_factory=list)
    rejections: list[tuple[str, str, str]] = field(default_factory=list)


def read_batch(places: Places, files: list[Wanted]) -> Batch:
    """Read, extract, validate and stage some files."""
    with _collector_at_rest():
        return _read_batch(places, files)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without Python's cycle collector: it would go through all that a batch has gathered every few reports, which
    makes reading half as slow again, and reports have no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_batch(places: Places, files: list[Wanted]) -> Batch:
    gathered = _Gathered()
    unreadable: list[tuple[str, str, str]] = []
    vanished: list[str] = []
    for wanted in files:
        content = read_file(places.raw, wanted.path, wanted.raw_name)
        if content is None:
            vanished.append(wanted.path)
        elif not isinstance(content, Content):
            unreadable.append((wanted.path, content.reason, content.detail))
        else:
            key = _seen(wanted, content, gathered)
            if key not in wanted.known and key not in gathered.contents:
                try:
                    _extract(content.data, wanted, key, gathered)
                except _NOT_NOW as error:  # nothing is staged, so that the next run tries again
                    unreadable.append((wanted.path, *_of_this_machine(error)))
    name = _staged(places, gathered) if gathered.files else None
    return Batch(len(files), len(gathered.rejections) + len(unreadable), name, unreadable, vanished)


def rejected_batch(places: Places, wanted: Wanted, reason: str, detail: str) -> Batch:
    """A batch of one file that must not be read again until it or the program changes."""
    content = read_file(places.raw, wanted.path, wanted.raw_name)
    if not isinstance(content, Content):
        return read_batch(places, [wanted])
    gathered = _Gathered()
    key = _seen(wanted, content, gathered)
    gathered.contents[key] = (len(content.data), _stamp(wanted), [key])
    gathered.rejections.append((key, reason, detail))
    return Batch(1, 1, _staged(places, gathered), [], [])


def _seen(wanted: Wanted, content: Content, gathered: _Gathered) -> str:
    """The key of a content, by which what it gives is staged: a digest of all that its reading depends on."""
    key = sha256 = hashlib.sha256(content.data).hexdigest()
    if _is_page_read_as_text(content.data, wanted.path):
        key = hashlib.sha256(f"{sha256} as text".encode()).hexdigest()
    gathered.digests[key] = sha256
    gathered.files.append((wanted.path, len(content.data), content.mtime_ns, key, _stamp(wanted)))
    return key


def _is_page_read_as_text(data: bytes, path: str) -> bool:
    """Whether the name alone tells that the tags of HTML in a file are a part of its text."""
    return path.lower().endswith(TEXT_SUFFIXES) and kind_of(data) is Kind.PAGE


def _stamp(wanted: Wanted) -> datetime:
    """The time in UTC, but later than all that is staged: where the clock was ahead once, what was read then would pass
    for newer than all that is read until the time comes."""
    now = datetime.now(UTC).replace(tzinfo=None)
    return now if wanted.after is None or now > wanted.after else wanted.after + timedelta(microseconds=1)


_NOT_NOW = (NotNow, OSError, MemoryError)
"""What says nothing of the file, but of the machine at the time."""


def _of_this_machine(error: BaseException) -> tuple[str, str]:
    """The reason and the detail of a file that could not be read now."""
    if isinstance(error, NotNow):
        return error.reason, error.detail
    return (
        "unreadable",
        f"reading it failed on this machine ({type(error).__name__}: {error}); the next run tries again",
    )


def _extract(data: bytes, wanted: Wanted, key: str, gathered: _Gathered) -> None:
    """Gather what one content gives: its reports, or why there are none. Raises what `_NOT_NOW` has."""
    now, ids = _stamp(wanted), list[str]()
    try:
        document = _document(data, wanted.path)
    except _NOT_NOW:
        raise
    except Exception as error:  # one file must never stop the others
        gathered.contents[key] = (len(data), now, ids)
        ids.append(key)
        gathered.rejections.append(_failed(key, error))
        return
    gathered.contents[key] = (len(data), now, ids)
    if document.rejection is not None:
        gathered.rejections.append((key, document.rejection.reason, document.rejection.detail))
    else:
        _add_reports(document, Source(key, gathered.digests[key], len(data), reader_version(), now), ids, gathered)
    if not ids:
        ids.append(key)
        if document.rejection is None:
            gathered.rejections.append((key, "conversion_failed", f"no report and no reason why; {_ASK}"))


def _document(data: bytes, path: str) -> Document:
    """What a file holds: its bytes tell what it is, but for a file of text, which may have tags of HTML in it. Raises
    what `_NOT_NOW` has."""
    kind = kind_of(data)
    if kind is Kind.TEXT or _is_page_read_as_text(data, path):
        return extract_document(data)
    try:
        converted = convert_apart(data, kind)
    except NotNow:
        raise
    except Unconvertible as refusal:
        return Document(None, None, rejection=Rejection(refusal.reason, refusal.detail))
    return read_converted(converted)


def _add_reports(document: Document, source: Source, ids: list[str], gathered: _Gathered) -> None:
    for report in document.reports:
        identity = report_id(source.path, report.ordinal)
        ids.append(identity)
        try:
            gathered.builder.add(document, report, source)
        except Exception as error:  # likewise
            gathered.rejections.append(_failed(identity, error))
    if document.text is not None:
        gathered.texts.append((source.path, document.text))


_ASK = "this is a fault of the program, not of the file: please report it together with the file"


def _failed(identity: str, error: Exception) -> tuple[str, str, str]:
    log.debug("reading %s failed", identity, exc_info=error)
    at = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}, in {Path(at.filename).name}:{at.lineno}"
    return identity, "conversion_failed", f"reading it failed ({what}); {_ASK}"


def _staged(places: Places, gathered: _Gathered) -> str:
    """Validate and write down what was gathered. A report that breaks a model is rejected."""
    built = gathered.builder.frames()
    kept, violations = split_invalid(built)
    gathered.rejections += [
        (identity, "schema_violation", f"its rows contradict the form ({what}); {_ASK}")
        for identity, what in _in_words(violations)
    ]
    rejections = [(*rejection, None) for rejection in gathered.rejections]
    rows: dict[str, list[Any]] = {"files": gathered.files, "texts": gathered.texts, "rejections": rejections}
    frames = {name: pl.DataFrame(rows[name], schema=BATCH_SCHEMAS[name], orient="row") for name in rows}
    digests = content_of("report_id").replace(gathered.digests)
    frames["rejections"] = frames["rejections"].with_columns(source_sha256=digests)
    frames["contents"] = _contents(gathered, built, kept["reports"])
    frames["violations"] = violations
    return write_batch(places.staging, frames | kept)


def _contents(gathered: _Gathered, built: Mapping[str, pl.DataFrame], whole: pl.DataFrame) -> pl.DataFrame:
    sha256 = content_of("report_id")
    known = [name for name in BATCH_SCHEMAS["contents"] if name != "whole" and not name.endswith("_rows")]
    contents = pl.DataFrame(
        [(digest, *what) for digest, what in gathered.contents.items()],
        schema={name: BATCH_SCHEMAS["contents"][name] for name in known},
        orient="row",
    ).join(whole.group_by(sha256=sha256).agg(whole="report_id"), on="sha256", how="left")
    for name, frame in built.items():
        contents = contents.join(frame.group_by(sha256=sha256).len(f"{name}_rows"), on="sha256", how="left")
    return contents.with_columns(pl.col("whole").fill_null([]), pl.col("^.*_rows$").fill_null(0).cast(pl.Int64))


def _in_words(violations: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """What is wrong with each report that breaks a model, in a few words."""
    for (identity,), rows in violations.group_by("report_id", maintain_order=True):
        whats = dict.fromkeys(
            f"{model}: {column} {check} fails for {value}"
            for model, column, check, value in rows.select("model", "column", "check", "value").iter_rows()
        )
        yield str(identity), "; ".join([*whats][:3])
