"""What a warehouse holds before any report: its tables, views and comments, and the labels of the forms.

What belongs here: reading schema.sql and views.sql. What does not: rows of reports.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from gidr_pipeline.versions import reader_version, rules_version, tables_version, views_version
from gidr_pipeline.warehouse.codes import dimension_views, quoted
from gidr_pipeline.warehouse.wide import total_comments, wide_table, wide_views

BOOKKEEPING = (
    "source_file",
    "narrative_reading",
    "warehouse_build",
    "integrity_held",
    "publication",
    "finding_news",
    "section_place",
    "year_before",
    "prose_reading",
    "rule_term",
    "wide_cell",
)
"""Tables that serve the loads, not the people who query."""


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    comment: str


@dataclass(frozen=True)
class Relation:
    """A table or view as schema.sql and views.sql define it; `of` are the tables and views that a view selects from."""

    name: str
    comment: str
    is_view: bool
    of: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, for which a warehouse is made in memory."""
        return _columns()[self.name]


FILE_FORMAT: Mapping[str, str] = {
    # The oldest DuckDB that can open the file: the first that packs long text with zstd.
    "storage_compatibility_version": "v1.2.0",
    # Each column of each table takes a block at least. Smaller ones than this leave offsets unpacked.
    "default_block_size": "65536",
}
"""How a warehouse is written."""


@cache
def _empty() -> duckdb.DuckDBPyConnection:
    """A warehouse in memory with all tables, views and comments, which take a third of a second to make."""
    con = duckdb.connect(config=dict(FILE_FORMAT))
    con.begin()
    con.execute(_definitions())
    con.commit()
    return con


@cache
def catalog() -> Mapping[str, Relation]:
    """Every table and view by name, in the order of the SQL files, and as these tell: no warehouse is made for it."""
    defined = {each["name"]: each["view"] or "" for each in _DEFINES.finditer(_definitions())}
    comments = {each["name"]: each["comment"].replace("''", "'") for each in _EXPLAINS.finditer(_definitions())}
    return {
        name: Relation(name, comments[name], bool(view), _named_in(view, defined.keys() - {name}))
        for name, view in defined.items()
    }


_DEFINES = re.compile(r"^CREATE (?:TABLE|VIEW) (?P<name>\w+)(?: AS\b(?P<view>.*?;)$)?", re.MULTILINE | re.DOTALL)
_EXPLAINS = re.compile(r"^COMMENT ON (?:TABLE|VIEW) (?P<name>\w+) IS '(?P<comment>(?:[^']|'')*)';$", re.MULTILINE)


def columns_of(con: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[Column, ...]]:
    """The columns of each table and view of a warehouse, in their order."""
    found: dict[str, list[Column]] = {}
    for name, *column in con.sql(
        "SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns() WHERE NOT internal "
        "ORDER BY table_name, column_index"
    ).fetchall():
        found.setdefault(name, []).append(Column(*column))
    return {name: tuple(columns) for name, columns in found.items()}


@cache
def _columns() -> Mapping[str, tuple[Column, ...]]:
    with _empty().cursor() as con:
        return columns_of(con)


def _named_in(view: str, names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names.intersection(re.findall(r"\w+", view))))


def create_warehouse(path: Path) -> None:
    """Make a new file with all tables and views."""
    with _empty().cursor() as con:
        con.execute(f"ATTACH '{quoted(os.fspath(path))}' AS created")
        con.execute("COPY FROM DATABASE memory TO created (SCHEMA)")
        versions = [reader_version(), tables_version(), rules_version(), views_version()]
        con.execute("INSERT INTO created.warehouse_build VALUES (?, ?, ?, ?)", versions)
        con.execute("DETACH created")


def renew_views(con: duckdb.DuckDBPyConnection) -> None:
    """Make the views and macros of a warehouse those of today."""
    for (view,) in con.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
        con.execute(f"DROP VIEW {view}")
    macros = "SELECT DISTINCT function_name, function_type FROM duckdb_functions() WHERE NOT internal"
    for macro, kind in con.sql(f"{macros} AND function_type IN ('macro', 'table_macro')").fetchall():
        con.execute(f"DROP {'MACRO TABLE' if kind == 'table_macro' else 'MACRO'} {macro}")
    con.execute(views())
    con.execute("UPDATE warehouse_build SET views_version = ?", [views_version()])


@cache
def _definitions() -> str:
    return _file("schema.sql") + wide_table() + views()


def views() -> str:
    """The statements that make all views and macros."""
    comments = map(total_comments, ("report_overview", "agency_year"))
    return "".join([dimension_views(), wide_views(), _file("views.sql"), *comments])


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
