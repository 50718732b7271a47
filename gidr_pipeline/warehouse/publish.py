"""The warehouse as a file: who may write, the next one beside the published one, and the swap.

What belongs here: locks, temporary names, copies and renames. What does not: what is written into the next warehouse
(`steps`), and whether it is good enough to be published (`integrity`).

The published file is never opened for writing. Whoever has it open keeps the file that they opened.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from gidr_pipeline.versions import reader_version, rules_version, tables_version, views_version
from gidr_pipeline.warehouse.catalog import FILE_FORMAT, create_warehouse, renew_views
from gidr_pipeline.warehouse.codes import quoted

_WRITER: dict[str, str | bool | int | float | list[str]] = {
    # What DuckDB may hold; the rest it puts into files beside the next warehouse, which go with it.
    "memory_limit": "512MB",
    **FILE_FORMAT,
}
"""How the next warehouse is written."""


class WarehouseUnusable(Exception):
    """The file is no warehouse of this project, or its folder cannot be used. The message is for people."""


@contextmanager
def only_writer(warehouse: Path, on_wait: Callable[[Path], None]) -> Iterator[None]:
    """Hold the lock that lets one run at a time load this warehouse, and clear away what a killed run left.

    A second run waits, after telling so through `on_wait`. The kernel frees the lock of a run that dies.
    Raises WarehouseUnusable where the folder cannot be made or written to.
    """
    try:
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(warehouse.with_name(f".{warehouse.name}.lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait(warehouse)
            lock.acquire()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WarehouseUnusable(f"the folder of the warehouse {warehouse} cannot be written to: {reason}") from error
    try:
        discard_next(warehouse)
        yield
    finally:
        discard_next(warehouse)
        lock.release()


def next_path(warehouse: Path) -> Path:
    """Where the next warehouse is built: in the same folder, so that the swap is one rename."""
    return warehouse.with_name(f".{warehouse.name}.next")


def discard_next(warehouse: Path) -> None:
    """Remove the unfinished next warehouse with all that DuckDB keeps beside it."""
    name = next_path(warehouse).name
    for path in warehouse.parent.iterdir():
        if path.name == name or path.name.startswith(f"{name}."):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


@contextmanager
def open_published(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """A read-only connection to the published warehouse; None where there is none yet.

    A file that another program has open for writing is read through a copy, which needs no lock.
    Raises WarehouseUnusable for a file that is no warehouse of this project, or a damaged one.
    """
    if not warehouse.exists() and not warehouse.is_symlink():
        yield None
        return
    try:
        con = _connect(warehouse, read_only=True)
    except duckdb.Error:
        con = _open_copy(warehouse)
    with con:
        try:
            _must_be_ours(con, warehouse)
            yield con
        except duckdb.Error as error:
            raise WarehouseUnusable(
                f"{warehouse} is damaged ({_first_line(error)}). It is left as it is; move it away, and the next run "
                "builds it afresh"
            ) from error


@contextmanager
def read_only(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection for whoever only looks, during a run or not. Raises WarehouseUnusable where there is none."""
    try:
        con = _connect(warehouse, read_only=True)
    except duckdb.Error as error:
        raise WarehouseUnusable(
            f"{warehouse} cannot be opened ({_first_line(error)}); run gidr ingest first"
        ) from error
    with con:
        _must_be_ours(con, warehouse)
        yield con


def _open_copy(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open what was last written to the file itself, without the log that lies beside it."""
    copy = next_path(warehouse).with_name(f"{next_path(warehouse).name}.read")
    try:
        shutil.copyfile(warehouse, copy)
        return _connect(copy, read_only=True)
    except (duckdb.Error, OSError) as error:
        raise WarehouseUnusable(
            f"{warehouse} cannot be opened as a warehouse ({_first_line(error)}). It is left as it is; move it away, "
            "or set GIDR_WAREHOUSE to another file"
        ) from error


def _connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    config = {} if read_only else _WRITER
    con = duckdb.connect(os.fspath(path), read_only=read_only, config=config)
    # Under `python -c` and in notebooks DuckDB would draw a bar for each slow query between what the caller prints.
    con.execute("SET enable_progress_bar = false")
    return con


def _must_be_ours(con: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    found = con.sql("SELECT 1 FROM duckdb_tables() WHERE table_name = 'warehouse_build' AND NOT internal").fetchall()
    if not found:
        raise WarehouseUnusable(
            f"{warehouse} is a DuckDB file, but not a warehouse of this project. It is left as it is; move it away, or "
            "set GIDR_WAREHOUSE to another file"
        )


@dataclass(frozen=True)
class Build:
    """Whether the program that built a warehouse would still read, store, judge and show in the same way."""

    reader: bool = False
    tables: bool = False
    rules: bool = False
    views: bool = False

    @property
    def whole(self) -> bool:
        return self.reader and self.tables and self.rules and self.views


def build_of(con: duckdb.DuckDBPyConnection) -> Build:
    """How far a warehouse is that of this program."""
    row = con.sql("FROM warehouse_build").pl().to_dicts()[0]
    today = {"reader": reader_version, "tables": tables_version, "rules": rules_version, "views": views_version}
    return Build(**{name: row.get(f"{name}_version") == version() for name, version in today.items()})


@contextmanager
def open_next(warehouse: Path, *, from_published: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the next warehouse: a copy of the published one with today's views, or new with its dimensions
    filled."""
    path = next_path(warehouse)
    if from_published:
        shutil.copyfile(warehouse, path)
    else:
        create_warehouse(path)
    with _connect(path) as con:
        if from_published and not build_of(con).views:
            renew_views(con)
        yield con


@contextmanager
def published_beside(con: duckdb.DuckDBPyConnection, warehouse: Path) -> Iterator[str | None]:
    """The name under which the published warehouse can be asked besides the next one; None where there is none yet."""
    if not warehouse.exists():
        yield None
        return
    name = "published"
    try:
        _attach(con, warehouse, name)
    except duckdb.Error:  # another program has it open for writing
        copy = next_path(warehouse).with_name(f"{next_path(warehouse).name}.before")
        shutil.copyfile(warehouse, copy)
        _attach(con, copy, name)
    yield name
    con.execute(f"DETACH {name}")


def _attach(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    con.execute(f"ATTACH '{quoted(os.fspath(path))}' AS {name} (READ_ONLY)")


def publish(warehouse: Path) -> None:
    """Swap the next warehouse, closed and whole, into the place of the published one."""
    path = next_path(warehouse)
    if path.with_name(f"{path.name}.wal").exists():
        raise RuntimeError(f"{path} was not closed cleanly: its log is still there")
    _sync(path)
    # A log that lies beside belongs to the file that is about to go, and would make the new one unreadable.
    with suppress(FileNotFoundError):
        stale_log(warehouse).unlink()
    os.replace(path, warehouse)  # noqa: PTH105 (says what it does)
    _sync(warehouse.parent)


def stale_log(warehouse: Path) -> Path:
    """Where a program that wrote to the published file would have left its log."""
    return warehouse.with_name(f"{warehouse.name}.wal")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
