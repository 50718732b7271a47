"""The published warehouse, opened by whoever only looks.

What belongs here: connections that read, and whether the file is one of ours. What does not: who may write, and
the swap (`publish`).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gidr_pipeline.versions import reader_version, rules_version, tables_version, views_version


class WarehouseUnusable(Exception):
    """The file is no warehouse of this project, or its folder cannot be used. The message is for people."""


class NoWarehouse(WarehouseUnusable):
    """There is none yet."""


class OtherVersion(WarehouseUnusable):
    """It lacks what this version of the program asks for."""


def next_path(warehouse: Path) -> Path:
    """Where the next warehouse is built: in the same folder, so that the swap is one rename."""
    return warehouse.with_name(f".{warehouse.name}.next")


@contextmanager
def open_published(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """What `read_only` gives and raises; None where there is no warehouse yet."""
    if not warehouse.exists() and not warehouse.is_symlink():
        yield None
        return
    with read_only(warehouse) as con:
        yield con


@contextmanager
def read_only(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the published warehouse for whoever only looks, during a run or not.

    A file that another program has open for writing is read through a copy, which needs no lock.
    Raises WarehouseUnusable for a file that is no warehouse of this project, or a damaged one, also where only the body
    finds that out; and its kinds NoWarehouse and OtherVersion.
    """
    try:
        con = _look(warehouse)
    except duckdb.Error as error:
        con = _open_copy(warehouse, error)
    with con, told_of(warehouse):
        _must_be_ours(con, warehouse)
        yield con


@contextmanager
def told_of(warehouse: Path) -> Iterator[None]:
    """Raise what DuckDB finds wrong with the warehouse itself as WarehouseUnusable, with what to do about it."""
    try:
        yield
    except duckdb.Error as error:
        if found := _found_wrong(warehouse, error):
            raise found from error
        raise


def _found_wrong(warehouse: Path, error: duckdb.Error) -> WarehouseUnusable | None:
    """What the error tells of the warehouse; None where it tells of something else, such as memory."""
    if isinstance(error, duckdb.CatalogException | duckdb.BinderException):
        return OtherVersion(
            f"{warehouse} is of another version of this program ({_first_line(error)}): run gidr ingest. Where that "
            "says the same, move it away"
        )
    if _LOCKED in str(error):
        return WarehouseUnusable(
            f"{warehouse} is locked by another program ({_first_line(error)}): end that, and try again"
        )
    if isinstance(error, _DAMAGES) or any(said in str(error) for said in _DAMAGED):
        return WarehouseUnusable(
            f"{warehouse} is damaged, or no warehouse ({_first_line(error)}). It is left as it is; move it away, and "
            "gidr ingest builds it afresh, or set GIDR_WAREHOUSE to another file"
        )
    return None


# DuckDB has no kinds of errors for these, or not only.
_LOCKED = "Could not set lock on file"
_DAMAGED = ("Corrupt database file", "not a valid DuckDB database file", "Could not read enough bytes")
_DAMAGES = (duckdb.InternalException, duckdb.FatalException, duckdb.SerializationException)


def _open_copy(warehouse: Path, error: duckdb.Error) -> duckdb.DuckDBPyConnection:
    """Open what was last written to the file itself, without the lock on it and the log that lies beside it. `error`
    is why it cannot be opened where it is."""
    if not warehouse.exists():
        raise NoWarehouse(f"there is no warehouse at {warehouse}; run gidr ingest first") from error
    try:
        # Once it is open it needs no name. That of one that could not be removed goes with the next run.
        with tempfile.NamedTemporaryFile(prefix=f"{next_path(warehouse).name}.read-", dir=warehouse.parent) as copy:
            shutil.copyfile(warehouse, copy.name)
            return connect(Path(copy.name), read_only=True)
    except (duckdb.Error, OSError) as of_copy:
        raise _found_wrong(warehouse, error) or WarehouseUnusable(
            f"{warehouse} cannot be opened as a warehouse ({_first_line(of_copy)}). It is left as it is; move it away, "
            "or set GIDR_WAREHOUSE to another file"
        ) from of_copy


def _look(path: Path) -> duckdb.DuckDBPyConnection:
    return _kept.cursor(path) if _kept else connect(path, read_only=True)


def connect(
    path: Path, *, read_only: bool = False, config: dict[str, str | bool | int | float | list[str]] | None = None
) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file. Raises duckdb.Error."""
    con = duckdb.connect(os.fspath(path), read_only=read_only, config=config or {})
    # Under `python -c` and in notebooks DuckDB would draw a bar for each slow query between what the caller prints.
    con.execute("SET enable_progress_bar = false")
    return con


@dataclass
class _Kept:
    """The connection of `kept_open`, and the file that it is to. One thread uses it."""

    of: tuple[Path, int, int] | None = None
    con: duckdb.DuckDBPyConnection | None = None

    def cursor(self, path: Path) -> duckdb.DuckDBPyConnection:
        of = None
        with suppress(OSError):  # DuckDB tells it better.
            found = path.stat()
            of = path, found.st_ino, found.st_mtime_ns
        if self.con is None or self.of != of:
            self.close()
            self.con, self.of = connect(path, read_only=True), of
        return self.con.cursor()

    def close(self) -> None:
        if self.con is not None:
            self.con.close()
        self.con = None


_kept: _Kept | None = None


@contextmanager
def kept_open() -> Iterator[None]:
    """Opening takes as long as fifty queries, and a run looks ten times: while this lasts, one look has the connection
    of the one before, where the file is still the same and nobody has let it go."""
    global _kept
    _kept = _Kept()
    try:
        yield
    finally:
        let_go()
        _kept = None


def let_go() -> None:
    """Keep the published warehouse open no longer: what follows takes long, and others may want to write to it."""
    if _kept:
        _kept.close()


def _must_be_ours(con: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    try:
        con.execute("FROM warehouse_build LIMIT 0")
    except duckdb.CatalogException as error:
        raise WarehouseUnusable(
            f"{warehouse} is a DuckDB file, but not a warehouse of this project. It is left as it is; move it away, or "
            "set GIDR_WAREHOUSE to another file"
        ) from error


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


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
