"""The warehouse as pages ask it: a connection for each request that can read this one file and nothing else.

What belongs here: opening, limits, and named queries with bound parameters. What does not: the queries (`sql/`), and
what is made of their rows (`pages`).
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from gidr_pipeline.warehouse.published import read_only

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
NARROW = ("dim_report", "fact_proactive", "fact_request", "fact_challenge", "fact_narrative", "fact_reconciliation")
LARGE = (*NARROW, "wide_cell")
"""The tables in which looking for the rows of one report takes long, or is done many times over."""
_FEW = 60
"""So many reports are quicker found one by one than by looking through all."""


@dataclass
class Kept:
    """What is kept as long as the file is the same: rows of queries, and where reports lie in the large tables."""

    rows: dict[tuple[Any, ...], list[Row]] = field(default_factory=dict)
    places: dict[str, pl.DataFrame] = field(default_factory=dict)


class Warehouse:
    """The published warehouse, opened anew for each request, so that the next one shows as soon as it is swapped in.

    One request asks at a time: DuckDB would share what it has open between those that overlap, and go on reading the
    file that was there before. What is counted over all reports is kept as long as the file is the same.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()
        self._kept = Kept()
        self._kept_of: tuple[int, ...] = ()

    @contextmanager
    def asked(self) -> Iterator["Asking"]:
        """Ask the file that is there now. Raises `warehouse.published.WarehouseUnusable` where there is none."""
        with self._turn:
            file = self.file()
            with read_only(self.path) as con:
                for limit in _LIMITS:
                    con.execute(limit)
                if file != self.file():  # swapped while it was opened: which of the two this is, nobody knows
                    yield Asking(con, Kept())
                    return
                if file != self._kept_of:
                    self._kept, self._kept_of = Kept(), file
                yield Asking(con, self._kept)

    def file(self) -> tuple[int, ...]:
        """What tells the file that is there now from any other; nothing where there is none."""
        try:
            stat = self.path.stat()
        except OSError:
            return ()
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def chosen(self, condition: str) -> list[str]:
        """The reports for which an SQL condition over `report_overview` holds. Raises ValueError for no condition."""
        with self._turn, read_only(self.path) as con:
            for limit in _LIMITS:
                con.execute(limit)
            con.execute("FROM report_overview LIMIT 0")
            try:
                found = con.execute(f"SELECT report_id FROM report_overview WHERE ({condition}\n)").fetchall()
            except duckdb.Error as error:
                raise ValueError(str(error).splitlines()[0]) from error
        return [report_id for (report_id,) in found]


class Asking:
    """What one request may ask."""

    def __init__(self, con: duckdb.DuckDBPyConnection, kept: Kept) -> None:
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
        kept = self._kept.rows
        if key not in kept:
            if len(kept) >= _KEPT:
                kept.pop(next(iter(kept)))
            kept[key] = self.rows(name, order, **parameters)
        return kept[key]

    def learn_places(self, table: str) -> None:
        """Find out where each report's rows lie in one of the large tables, for `only`."""
        self._kept.places[table] = self._con.sql(statement("places").format(table=table)).pl()

    @contextmanager
    def only(self, report_ids: Sequence[str], tables: Sequence[str] = LARGE) -> Iterator[None]:
        """Within this block these tables hold the rows of these reports alone, for every query and view: what looks
        through a whole table takes no time then. They are temporary ones, which stand before those of the file."""
        if len(report_ids) > _FEW:
            yield
            return
        [(database,)] = self._con.execute("SELECT current_database()").fetchall()
        for table in tables:
            self._con.execute(
                f'CREATE TEMP TABLE {table} AS FROM "{database}".{table} '
                f"WHERE list_contains($ids, report_id) AND ({self._lie(table, report_ids)})",
                {"ids": list(report_ids)},
            )
        yield
        for table in tables:
            self._con.execute(f"DROP TABLE temp.{table}")

    def _lie(self, table: str, report_ids: Sequence[str]) -> str:
        """SQL for where the rows of these reports lie; DuckDB leaves out whatever is beside."""
        known = self._kept.places.get(table)
        if known is None:
            return "true"
        keys = self._con.execute("SELECT hash(unnest($ids))", {"ids": list(report_ids)}).fetchall()
        spans = known.filter(pl.col("key").is_in([key for (key,) in keys])).select("first", "last").rows()
        return " OR ".join(f"rowid BETWEEN {first:d} AND {last:d}" for first, last in spans) or "false"


@cache
def statement(name: str) -> str:
    """The text of a named query, as it is shown beside what it gives."""
    return resources.files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8").strip()
