"""The raw folder: which files it holds, which of them may be opened, and their bytes.

What belongs here: everything that is known of a file without knowing what a report is. What does not: decoding
(`extraction`), and what has changed since the last run (`steps`).
"""

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

TEXT_SUFFIXES = (".txt", ".text", ".md", ".json", ".jsonl", ".xml", ".csv", ".tsv", ".eml")
"""Files whose text is what is read, tags of HTML and all."""
READABLE_SUFFIXES = (
    *TEXT_SUFFIXES,
    *(".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"),
    *(".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".fodt", ".dot", ".wpt"),
    *(".xlsx", ".xlsm", ".xls", ".et", ".ods", ".fods"),
    ".pdf",
)
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""Pages that were scanned, but for what a saved web page has in its folder."""
_SUFFIX = re.compile(r"\.[0-9]*[a-z][0-9a-z]*$|#[0-9]+$")
"""What names a type, as `.2` and `.第二版` do not, or the second report of another file. A file without is opened: its
bytes tell what it is."""
_HIDDEN = (".", "~$")
_HIDDEN_BY_WINDOWS = ("thumbs.db", "desktop.ini")
"""What people do not see in their folder and have not put there; a name with `~$` is that of a file open in Word."""
_BESIDE_A_PAGE = ("_files", ".files")
SIZE_LIMIT = 16 * 1024 * 1024
"""Bytes. A report has about 10 KB; something a thousand times larger is another thing under the wrong name."""

CONVERT_FIRST = (
    "this type of file is not read; save or convert it as plain text (.txt), a web page (.html), a Word file (.docx), "
    "a workbook (.xlsx) or a PDF"
)

MANIFEST_SCHEMA = pl.Schema(
    {
        "path": pl.String,
        "size": pl.Int64,
        "mtime_ns": pl.Int64,
        "reason": pl.String,
        "detail": pl.String,
        "raw_name": pl.Binary,
    }
)

_ROWS_PER_CHUNK = 10_000
_COARSE_CLOCK_NS = 3_000_000_000
_FINE_CLOCK_NS = 50_000_000
_AHEAD_NS = 86_400_000_000_000
"""A day. The clock of a server may be ahead, but not so far."""


class RawFolderUnusable(Exception):
    """The raw folder is not there, is no folder, or cannot be listed. The message is for people."""


class Entry(NamedTuple):
    """A file below the raw folder. With a `reason` it is not to be opened, and `detail` tells a person what to do.

    `path` is its name in the warehouse, always valid Unicode; `raw_name` is the relative name in the file system's
    own bytes where that differs.
    """

    path: str
    size: int | None = None
    mtime_ns: int | None = None
    reason: str | None = None
    detail: str | None = None
    raw_name: bytes | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file as read at one moment. `mtime_ns` is None where it cannot tell a later change from this."""

    data: bytes
    mtime_ns: int | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file that looked readable in the listing gave no bytes: a reason of the contract, and what to do."""

    reason: str
    detail: str


def manifest(root: Path) -> pl.DataFrame:
    """Every file below `root` that is not hidden, as a frame of MANIFEST_SCHEMA ordered by name within each folder.

    Nothing is opened. Raises RawFolderUnusable where the folder itself is not there or cannot be listed.
    """
    chunks: list[pl.DataFrame] = []
    rows: list[Entry] = []
    for entry in scan(root):
        rows.append(entry)
        if len(rows) == _ROWS_PER_CHUNK:
            chunks.append(pl.DataFrame(rows, schema=MANIFEST_SCHEMA, orient="row"))
            rows = []
    chunks.append(pl.DataFrame(rows, schema=MANIFEST_SCHEMA, orient="row"))
    return pl.concat(chunks)


def scan(root: Path) -> Iterator[Entry]:
    """Walk the folder. Hidden files and folders are passed over; links to folders are never followed."""
    top = os.path.join(os.fspath(root), "")  # noqa: PTH118 (what is listed always begins with the folder's own name)
    try:
        real_top = os.path.realpath(top, strict=True)
        pending = [_listing(top)]
    except OSError as error:
        raise RawFolderUnusable(f"the raw folder {root} cannot be read: {_why(error)}") from error
    while pending:
        subfolders = []
        for entry in pending.pop():
            if entry.name.startswith(_HIDDEN) or entry.name.lower() in _HIDDEN_BY_WINDOWS:
                continue
            if entry.is_dir(follow_symlinks=False):
                try:
                    subfolders.append(_listing(entry.path))
                except OSError as error:
                    detail = f"the folder cannot be listed: {_why(error)}; correct its permissions"
                    yield _rejected(top, entry.path, "unreadable", detail)
            elif (found := _classify(top, real_top, entry)) is not None:
                yield found
        pending.extend(reversed(subfolders))


def _listing(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _named(top: str, path: str) -> tuple[str, bytes | None]:
    """A file's `path` and `raw_name`. Bytes that are no UTF-8 show as \\xNN: no warehouse holds them as they are. A
    file that is called so itself keeps its name, and the other shows with a `~` behind it."""
    relative = path[len(top) :].replace(os.sep, "/")
    try:
        relative.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(relative)
        shown = raw.replace(b"\\", rb"\\").decode("utf-8", "backslashreplace")
        while os.path.lexists(os.path.join(top, shown)):  # noqa: PTH118 (as in `scan`)
            shown += "~"
        return shown, raw
    return relative, None


def _rejected(top: str, path: str, reason: str, detail: str) -> Entry:
    shown, raw_name = _named(top, path)
    return Entry(shown, reason=reason, detail=detail, raw_name=raw_name)


def _classify(top: str, real_top: str, entry: os.DirEntry[str]) -> Entry | None:
    """The entry of a file; None for a link to a folder whose files are listed in their own place anyway."""
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path, strict=True)
            if os.path.commonpath((target, real_top)) != real_top:
                outside = "this is a link to a place outside the raw folder; copy the file itself into it"
                return _rejected(top, entry.path, "outside_raw", outside)
            if entry.is_dir():
                inside = Path(target).relative_to(real_top)
                if any(part.startswith(".") for part in inside.parts):
                    hidden = "this is a link to a hidden folder, whose files are not read"
                    return _rejected(top, entry.path, "unreadable", hidden)
                return None
        status = entry.stat()
    except OSError as error:
        broken = "the link leads nowhere" if entry.is_symlink() else "the file cannot be examined"
        return _rejected(top, entry.path, "unreadable", f"{broken}: {_why(error)}; replace it with the file itself")
    if not stat.S_ISREG(status.st_mode):
        no_file = "this is a pipe, socket or device, not a file; remove it from the raw folder"
        return _rejected(top, entry.path, "unreadable", no_file)
    if not _may_be_a_report(entry):
        return _rejected(top, entry.path, "unsupported_type", CONVERT_FIRST)
    if status.st_size > SIZE_LIMIT:
        return _rejected(top, entry.path, "too_large", _too_large(status.st_size))
    path, raw_name = _named(top, entry.path)
    return Entry(path, status.st_size, status.st_mtime_ns, raw_name=raw_name)


def _may_be_a_report(entry: os.DirEntry[str]) -> bool:
    name = entry.name.lower()
    if name.endswith(READABLE_SUFFIXES):
        return True
    is_beside_a_page = os.path.dirname(entry.path).endswith(_BESIDE_A_PAGE)  # noqa: PTH120
    return not is_beside_a_page and (name.endswith(PICTURE_SUFFIXES) or _SUFFIX.search(name) is None)


def location(root: Path, path: str, raw_name: bytes | None) -> bytes:
    """Where a listed file stands, in the file system's own bytes."""
    return os.path.join(os.fsencode(root), raw_name if raw_name is not None else os.fsencode(path))  # noqa: PTH118


def read_file(root: Path, path: str, raw_name: bytes | None) -> Content | Unreadable | None:
    """The bytes of a listed file; None where it vanished since. Never blocks, and never reads past SIZE_LIMIT.

    A file that is written to while being read is read again; one that doesn't come to rest is `unreadable`.
    """
    where = location(root, path, raw_name)
    try:
        for _ in range(3):
            began_ns = time.time_ns()
            # A FIFO that took the file's name since the listing would block without O_NONBLOCK.
            with open(os.open(where, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:  # noqa: PTH123
                before = os.fstat(file.fileno())
                if not stat.S_ISREG(before.st_mode):
                    return Unreadable("unreadable", "this is not a file any more; run again")
                # Room for the limit itself would be made anew for every file.
                data = file.read(min(before.st_size, SIZE_LIMIT) + 1)
                after = os.fstat(file.fileno())
            if len(data) > SIZE_LIMIT:
                return Unreadable("too_large", _too_large(after.st_size))
            at_rest = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
            if at_rest and len(data) == after.st_size:
                return Content(data, after.st_mtime_ns if _settled(after.st_mtime_ns, began_ns) else None)
        return Unreadable("unreadable", "the file keeps changing while it is read; run again when it is complete")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return Unreadable(
            "unreadable", f"the file cannot be opened: {_why(error)}; correct its permissions or copy it again"
        )


def _settled(mtime_ns: int, read_ns: int) -> bool:
    """Whether a change after `read_ns` would surely show as another mtime.

    File systems stamp with the clock of their ticks. A time of whole seconds betrays one that counts in (one or two)
    seconds; the others tick at least every few milliseconds. A time that is far ahead is of no clock at all: a change
    would not be stamped with it.
    """
    tick = _COARSE_CLOCK_NS if mtime_ns % 1_000_000_000 == 0 else _FINE_CLOCK_NS
    return mtime_ns + tick < read_ns or mtime_ns > read_ns + _AHEAD_NS


def _too_large(size: int) -> str:
    limit = SIZE_LIMIT // (1024 * 1024)
    return f"{size:,} bytes, more than the {limit} MiB that a report may have; if it holds many reports, split it"


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
