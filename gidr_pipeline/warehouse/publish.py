"""The warehouse as a file: who may write, the next one beside the published one, and the swap.

What belongs here: locks, temporary names, copies and renames. What does not: what is written into the next warehouse
(`steps`), and whether it is good enough to be published (`integrity`).

The published file is never opened for writing. Whoever has it open keeps the file that they opened.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from gidr_pipeline.warehouse.catalog import FILE_FORMAT, create_warehouse, renew_views
from gidr_pipeline.warehouse.codes import quoted
from gidr_pipeline.warehouse.published import WarehouseUnusable, build_of, connect, let_go, next_path

_WRITER: dict[str, str | bool | int | float | list[str]] = {
    # What DuckDB may hold; the rest it puts into files beside the next warehouse, which go with it.
    "memory_limit": "512MB",
    **FILE_FORMAT,
}
"""How the next warehouse is written."""


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
def open_next(warehouse: Path, *, from_published: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the next warehouse: a copy of the published one with today's views, or new with its dimensions
    filled."""
    let_go()
    path = next_path(warehouse)
    if from_published:
        shutil.copyfile(warehouse, path)
    else:
        create_warehouse(path)
    with connect(path, config=_WRITER) as con:
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
    let_go()
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
