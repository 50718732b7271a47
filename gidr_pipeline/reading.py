"""Reading a batch of raw files into validated frames, in this process or another.

What belongs here: one file after the other through `extraction`, so that none can stop the others, then the whole
batch through `schemas` and the rules within a report. What does not: which files to read (`ingest`), and storing the
result (`warehouse`). Everything that crosses a process boundary here is small or an Arrow frame.
"""

import gc
import hashlib
import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import polars as pl

from gidr_pipeline.extraction import extract_document, extractor_version
from gidr_pipeline.extraction.model import Document
from gidr_pipeline.frames import FrameBuilder, Source, by_magnitude, fact_frames, report_id
from gidr_pipeline.raw_folder import Content, read_file
from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline.schemas import split_invalid

log = logging.getLogger(__name__)

REJECTED_SCHEMA = pl.Schema(
    {"report_id": pl.String(), "reason": pl.String(), "detail": pl.String(), "source_sha256": pl.String()}
)
SOURCE_SCHEMA = pl.Schema(
    {
        "path": pl.String(),
        "size": pl.Int64(),
        "mtime_ns": pl.Int64(),
        "reason": pl.String(),
        "detail": pl.String(),
        "sha256": pl.String(),
        "report_ids": pl.List(pl.String()),
    }
)
SAME_SCHEMA = pl.Schema({"path": pl.String(), "mtime_ns": pl.Int64()})


class Wanted(NamedTuple):
    """A file to read, what the warehouse has of it (the digest of its content, or why it could not be read), and the
    size and time by which it was listed."""

    path: str
    raw_name: bytes | None
    known_sha256: str | None
    known_refusal: str | None = None
    size: int | None = None
    mtime_ns: int | None = None


@dataclass(frozen=True)
class Batch:
    """What a batch of files gave.

    `tables` holds frames by warehouse table, ready to be appended, `source_file` among them with one row per file that
    was read. `same` (`path`, `mtime_ns`) are files whose content the warehouse has already, `vanished` those that were
    gone when their turn came.
    """

    files: int
    tables: dict[str, pl.DataFrame]
    same: pl.DataFrame
    vanished: list[str]

    def says_nothing_new(self) -> bool:
        """Whether the warehouse would stay as it is."""
        return not (self.tables["source_file"].height or self.same.height or self.vanished)


def read_batch(root: Path, files: list[Wanted]) -> Batch:
    """Read, extract, validate and judge some files."""
    with _collector_at_rest():
        return _read_batch(root, files)


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


def _read_batch(root: Path, files: list[Wanted]) -> Batch:
    builder = FrameBuilder()
    sources: list[tuple[object, ...]] = []
    same: list[tuple[str, int | None]] = []
    vanished: list[str] = []
    rejected: list[tuple[str, str, str, str | None]] = []
    for wanted in files:
        content = read_file(root, wanted.path, wanted.raw_name)
        if content is None:
            vanished.append(wanted.path)
            continue
        if not isinstance(content, Content):
            if content.detail == wanted.known_refusal:
                continue
            # Without a time to compare, the next run tries again.
            sources.append((wanted.path, None, None, None, None, None, [wanted.path]))
            rejected.append((wanted.path, content.reason, content.detail, None))
            continue
        sha256 = hashlib.sha256(content.data).hexdigest()
        size = len(content.data)
        if sha256 == wanted.known_sha256:
            same.append((wanted.path, content.mtime_ns))
            continue
        now = datetime.now(UTC).replace(tzinfo=None)
        source = Source(wanted.path, sha256, size, extractor_version(), now)
        ids, refusals = _extract(content.data, source, builder)
        sources.append((wanted.path, size, content.mtime_ns, None, None, sha256, ids))
        rejected.extend((identity, reason, detail, sha256) for identity, reason, detail in refusals)
    tables, broken = _judged(builder)
    digests = {identity: str(source[5]) for source in sources for identity in source[6]}  # type: ignore[attr-defined]
    rejected.extend((identity, "conversion_failed", detail, digests[identity]) for identity, detail in broken.items())
    tables |= _bookkeeping(sources, rejected)
    return Batch(len(files), tables, pl.DataFrame(same, schema=SAME_SCHEMA, orient="row"), vanished)


def rejected_batch(root: Path, wanted: Wanted, reason: str, detail: str) -> Batch:
    """A batch of one file that must not be read again until it or the program changes."""
    content = read_file(root, wanted.path, wanted.raw_name)
    if not isinstance(content, Content):
        return read_batch(root, [wanted])
    sha256 = hashlib.sha256(content.data).hexdigest()
    source = (wanted.path, len(content.data), content.mtime_ns, None, None, sha256, [wanted.path])
    tables, _ = _judged(FrameBuilder())
    tables |= _bookkeeping([source], [(wanted.path, reason, detail, sha256)])
    return Batch(1, tables, pl.DataFrame(schema=SAME_SCHEMA), [])


def _bookkeeping(
    sources: Sequence[tuple[object, ...]], rejected: Sequence[tuple[str, str, str, str | None]]
) -> dict[str, pl.DataFrame]:
    return {
        "rejected_document": pl.DataFrame(rejected, schema=REJECTED_SCHEMA, orient="row"),
        "source_file": pl.DataFrame(sources, schema=SOURCE_SCHEMA, orient="row"),
    }


def _extract(data: bytes, source: Source, builder: FrameBuilder) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Add the reports of one document to the builder; give all ids that came of it, and (id, reason, detail) of those
    that were refused."""
    try:
        document = extract_document(data)
    except Exception as error:  # one file must never stop the others
        return [source.path], [_failed(source.path, error)]
    if document.rejection is not None:
        return [source.path], [(source.path, document.rejection.reason, document.rejection.detail)]
    return _add_reports(document, source, builder)


def _add_reports(
    document: Document, source: Source, builder: FrameBuilder
) -> tuple[list[str], list[tuple[str, str, str]]]:
    ids, refusals = [], []
    for report in document.reports:
        identity = report_id(source.path, report.ordinal)
        ids.append(identity)
        try:
            builder.add(document, report, source)
        except Exception as error:  # likewise
            refusals.append(_failed(identity, error))
    if not ids:
        return [source.path], [(source.path, "conversion_failed", f"no report and no reason why; {_ASK}")]
    return ids, refusals


_ASK = "this is a fault of the program, not of the file: please report it together with the file"


def _failed(identity: str, error: Exception) -> tuple[str, str, str]:
    log.debug("reading %s failed", identity, exc_info=error)
    at = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}, in {Path(at.filename).name}:{at.lineno}"
    return identity, "conversion_failed", f"reading it failed ({what}); {_ASK}"


def _judged(builder: FrameBuilder) -> tuple[dict[str, pl.DataFrame], dict[str, str]]:
    """The frames by warehouse table, and what is wrong with the reports that break a model."""
    frames, broken = split_invalid(builder.frames())
    findings = within_reports(
        frames["reports"].select("report_id", "agency", "report_year", "edition"),
        frames["cells"].select("report_id", "table", "row", "column", "value", "status"),
        frames["claims"].select("report_id", "claim", "readings", "value"),
    )
    tables = {
        "dim_report": frames["reports"],
        "report_section": frames["sections"],
        **fact_frames(frames["cells"]),
        "fact_narrative": frames["claims"].drop("readings"),
        "fact_reconciliation": by_magnitude(findings, "left_value"),
    }
    return tables, {identity: f"its rows contradict the form ({what}); {_ASK}" for identity, what in broken.items()}
