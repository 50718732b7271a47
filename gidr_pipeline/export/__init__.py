"""All tables of the warehouse as files, with a data dictionary, for `gidr export`.

What belongs here: Parquet, CSV and XLSX, one file a table, and the `datapackage.json` beside them (Frictionless Data
Package). What does not: what the tables mean (the comments in schema.sql and views.sql say it).

Every table streams through: nothing is held as a whole.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from gidr_pipeline.export.datapackage import write_datapackage
from gidr_pipeline.export.spreadsheet import write_spreadsheet
from gidr_pipeline.export.whole import written_whole
from gidr_pipeline.warehouse.catalog import BOOKKEEPING, Relation, catalog
from gidr_pipeline.warehouse.codes import quoted
from gidr_pipeline.warehouse.published import read_only

_TWICE = {"report_cell": "it has what the three facts have"}
_LONG = dict.fromkeys(("report_text", "report_section"), "its texts are longer than a cell of a spreadsheet can be")
_ROWS = 5_000
# What a spreadsheet would take for a formula. A lone dash, as a blank cell of the form has it, and numbers are none.
_FORMULA = r"^([=+@\t\r]|-[^0-9\s—–-])"


def export(
    warehouse: Path, folder: Path, file_format: str, *, on_table: Callable[[str], None] = lambda _: None
) -> list[str]:
    """Write every table into `folder` as `parquet`, `csv` or `xlsx`; give the names of the tables that were written.

    Raises `warehouse.published.WarehouseUnusable` where there is no warehouse that can be read, and OSError or
    duckdb.Error where the folder cannot be written to; then nothing is written.
    """
    with read_only(warehouse) as con, written_whole(folder) as unfinished:
        without = (*BOOKKEEPING, *left_out(file_format))
        exported = [relation for relation in catalog().values() if relation.name not in without]
        for relation in exported:
            on_table(relation.name)
            _WRITERS[file_format](con, relation, unfinished / f"{relation.name}.{file_format}")
        write_datapackage(con, unfinished, file_format, exported)
    return [relation.name for relation in exported]


def left_out(file_format: str) -> dict[str, str]:
    """The public tables and views that are not written in this format, and why."""
    return {**_TWICE, **(_LONG if file_format == "xlsx" else {})}


def _parquet(con: duckdb.DuckDBPyConnection, relation: Relation, path: Path) -> None:
    con.execute(f"COPY (FROM {relation.name}) TO '{quoted(os.fspath(path))}' (FORMAT parquet, COMPRESSION zstd)")


def _csv(con: duckdb.DuckDBPyConnection, relation: Relation, path: Path) -> None:
    """With a byte order mark, by which Excel knows that the text is UTF-8, and text that begins like a formula behind
    an apostrophe, so that it stays text."""
    columns = [_in_csv(column.name, column.type) for column in relation.columns]
    # DuckDB has no option for the mark, but it may be the beginning of the first column's name.
    columns[0] = columns[0].removesuffix(f'"{relation.columns[0].name}"') + f'"\ufeff{relation.columns[0].name}"'
    con.execute(
        f"COPY (SELECT {', '.join(columns)} FROM {relation.name}) TO '{quoted(os.fspath(path))}' (FORMAT csv, HEADER)"
    )


def _in_csv(name: str, kind: str) -> str:
    match kind:
        case "VARCHAR":
            value = f"CASE WHEN regexp_matches({name}, '{_FORMULA}') THEN '''' || {name} ELSE {name} END"
        case "TIMESTAMP":
            value = f"strftime({name}, '%Y-%m-%dT%H:%M:%SZ')"
        case _ if kind.endswith("[]"):
            value = f"array_to_string({name}, ' ')"
        case _:
            value = name
    return f'{value} AS "{name}"'


def _xlsx(con: duckdb.DuckDBPyConnection, relation: Relation, path: Path) -> None:
    result = con.execute(f"FROM {relation.name}")

    def rows() -> Iterator[tuple[object, ...]]:
        while batch := result.fetchmany(_ROWS):
            yield from batch

    write_spreadsheet(path, relation.name, [column.name for column in relation.columns], rows())


_WRITERS: dict[str, Callable[[duckdb.DuckDBPyConnection, Relation, Path], None]] = {
    "parquet": _parquet,
    "csv": _csv,
    "xlsx": _xlsx,
}
