"""What must be true of a warehouse before it is published: running the checks, and what came of them.

What belongs here: which rows a check is run over, and its result. What does not: what is checked (`integrity_checks`).

A check is a query for the violating rows, and a query that says how many rows it looked at: looking at nothing while
there are reports is a violation too.
"""

from dataclasses import dataclass

import duckdb
import polars as pl

from gidr_pipeline.warehouse.integrity_checks import (
    COLUMNS_OF_REPORTS,
    IntegrityCheck,
    form_cells,
    integrity_checks,
)

_SHOWN = 20
# Stands before a query and puts the written rows of each table in the place of all.
_ONLY_WRITTEN = "WITH " + ", ".join(f"{table} AS (FROM written_{table})" for table in COLUMNS_OF_REPORTS)


@dataclass(frozen=True)
class IntegrityResult:
    """The outcome of a check: `shown` has the first of its violations as (report_id, what is wrong).

    `looked_at` counts all rows that it answers for, also those that it looked at when they were published before.
    """

    check: IntegrityCheck
    looked_at: int
    violations: int
    shown: tuple[tuple[str | None, str], ...]

    @property
    def passed(self) -> bool:
        return self.violations == 0


class IntegrityError(Exception):
    """The next warehouse contradicts its own definition and was not published."""

    def __init__(self, results: tuple[IntegrityResult, ...]) -> None:
        self.results = results
        failed = "; ".join(
            f"{result.check.name}: {result.violations} (first: {' '.join(filter(None, result.shown[0]))})"
            for result in results
            if not result.passed
        )
        super().__init__(f"the new warehouse was not published, because it failed integrity checks: {failed}")


def check_integrity(con: duckdb.DuckDBPyConnection, written: pl.DataFrame | None = None) -> tuple[IntegrityResult, ...]:
    """Run every check on an open warehouse. Registers the forms as a temporary table `form_cell`.

    `written` (`report_id`) has every report of which this run may have put in or taken out a row, where all other rows
    are those of a warehouse in which today's checks held. Checks that look within reports are then run over these
    alone. That no other report lost or gained a cell, a section or a verdict is still checked over all.
    """
    cells_of_forms = form_cells()  # noqa: F841 (DuckDB finds it by name)
    con.execute("CREATE OR REPLACE TEMP TABLE form_cell AS SELECT * FROM cells_of_forms")
    if written is not None:
        for table, columns in COLUMNS_OF_REPORTS.items():
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE written_{table} AS "
                f"SELECT {columns} FROM {table} SEMI JOIN written USING (report_id)"
            )
    reports = _number(con, "SELECT count(*) FROM dim_report")
    return tuple(
        _run(con, check, reports, only_written=written is not None and check.within_reports)
        for check in integrity_checks()
    )


def note_results(con: duckdb.DuckDBPyConnection, results: tuple[IntegrityResult, ...]) -> None:
    """Write into a warehouse that all these checks held, so that as long as it is not replaced they need not be run."""
    con.execute("DELETE FROM integrity_held")
    for result in results:
        con.execute(
            "INSERT INTO integrity_held VALUES (?, ?, ?)",
            [result.check.name, result.check.definition, result.looked_at],
        )


def last_results(con: duckdb.DuckDBPyConnection) -> tuple[IntegrityResult, ...] | None:
    """What `note_results` wrote; None where today's checks are others."""
    held = {(name, definition): looked_at for name, definition, looked_at in con.sql("FROM integrity_held").fetchall()}
    if held.keys() != {(check.name, check.definition) for check in integrity_checks()}:
        return None
    return tuple(IntegrityResult(check, held[check.name, check.definition], 0, ()) for check in integrity_checks())


def _run(con: duckdb.DuckDBPyConnection, check: IntegrityCheck, reports: int, *, only_written: bool) -> IntegrityResult:
    looked_at = _number(con, check.looked_at)
    if reports and not looked_at:
        return IntegrityResult(check, 0, 1, ((None, f"nothing to look at in a warehouse of {reports} reports"),))
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE violation AS {_ONLY_WRITTEN if only_written else ''} "
        f"SELECT * FROM ({check.violations}) AS found(report_id, what)"
    )
    rows = con.sql(f"SELECT report_id, what FROM violation ORDER BY ALL LIMIT {_SHOWN}").fetchall()
    return IntegrityResult(check, looked_at, _number(con, "SELECT count(*) FROM violation"), tuple(rows))


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.sql(query).fetchall()[0][0])
