"""The warehouse as pages ask it: a connection for each request that can read this one file and nothing else.

What belongs here: opening, limits, and named queries with bound parameters. What does not: the queries (`sql/`), and
what is made of their rows (`pages`).
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from gidr_pipeline.warehouse.publish import read_only

Row = dict[str, Any]

_LIMITS = (
    # Without external access no query can read another file, whatever its text says; nothing can be set after that.
    "SET memory_limit = '320MB'",
    "SET threads = 2",
    "SET temp_directory = ''",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
_KEPT = 200


class Warehouse:
    """The published warehouse, opened anew for each request, so that the next one shows as soon as it is swapped in.

    One request asks at a time: DuckDB would share what it has open between those that overlap, and go on reading the
    file that was there before. What is counted over all reports is kept as long as the file is the same.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()
        self._kept: dict[tuple[Any, ...], list[Row]] = {}
        self._kept_of: tuple[int, ...] = ()

    @contextmanager
    def asked(self) -> Iterator["Asking"]:
        """Ask the file that is there now. Raises `warehouse.publish.WarehouseUnusable` where there is none."""
        with self._turn:
            file = self.file()
            with read_only(self.path) as con:
                for limit in _LIMITS:
                    con.execute(limit)
                if file != self.file():  # swapped while it was opened: which of the two this is, nobody knows
                    yield Asking(con, {})
                    return
                if file != self._kept_of:
                    self._kept, self._kept_of = {}, file
                yield Asking(con, self._kept)

    def file(self) -> tuple[int, ...]:
        """What tells the file that is there now from any other; nothing where there is none."""
        try:
            stat = self.path.stat()
        except OSError:
            return ()
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def chosen(self, condition: str) -> list[str]:
        """The reports for which an SQL condition over `report_overview` holds. Raises duckdb.Error for no condition."""
        with self._turn, read_only(self.path) as con:
            for limit in _LIMITS:
                con.execute(limit)
            found = con.execute(f"SELECT report_id FROM report_overview WHERE ({condition}\n)").fetchall()
        return [report_id for (report_id,) in found]


class Asking:
    """What one request may ask."""

    def __init__(self, con: duckdb.DuckDBPyConnection, kept: dict[tuple[Any, ...], list[Row]]) -> None:
        self._con = con
        self._kept = kept

    def rows(self, name: str, order: str = "", /, **parameters: object) -> list[Row]:
        """The rows of the query `sql/NAME.sql`, by the names of their columns. `order` stands for `{order}` in it and
        is one of the program's own; all else is bound."""
        result = self._con.execute(statement(name).replace("{order}", order), parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def one(self, name: str, /, **parameters: object) -> Row | None:
        """Its first row, None where it has none."""
        return next(iter(self.rows(name, **parameters)), None)

    def counts(self, name: str, order: str = "", /, **parameters: object) -> list[Row]:
        """Its rows, asked once for each file: for what goes over all reports and is small."""
        key = (name, order, *sorted(parameters.items()))
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self.rows(name, order, **parameters)
        return self._kept[key]


@cache
def statement(name: str) -> str:
    """The text of a named query, as it is shown beside what it gives."""
    return resources.files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").strip()
