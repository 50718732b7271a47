"""Reports, cells and claims as frames, written compactly: every cell of the form is 0 unless a test says otherwise."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import polars as pl

from gidr_pipeline.forms import form_of
from gidr_pipeline.reconciliation.verdicts import VALUE

Printed = int | str
"""A figure, or "blank", "missing", "illegible", "absent" (no row at all), or "5 repaired"."""

REPORTS = {"report_id": pl.String, "agency": pl.String, "report_year": pl.Int32, "edition": pl.String}
CELLS = {
    "report_id": pl.String,
    "table": pl.String,
    "row": pl.String,
    "column": pl.String,
    "value": VALUE,
    "status": pl.String,
}
CLAIMS = {"report_id": pl.String, "claim": pl.String, "readings": pl.List(pl.String), "value": VALUE}


def one_report(
    report_id: str = "r", agency: str | None = "广州市教育局", year: int | None = 2022, edition: str | None = "2021"
) -> pl.DataFrame:
    return pl.DataFrame([(report_id, agency, year, edition)], schema=REPORTS, orient="row")


def cells_of(
    printed: Mapping[str, Printed], report_id: str = "r", edition: str | None = "2021", otherwise: Printed = 0
) -> pl.DataFrame:
    """All cells of the edition's form, as `row.column` in `printed` has them."""
    wanted = dict(printed)
    rows = []
    for table in form_of(edition).tables.values():
        for row, column in table.cells():
            cell = wanted.pop(f"{row}.{column}", otherwise)
            if cell != "absent":
                rows.append((report_id, table.name, row, column, *_read(cell)))
    assert not wanted, f"not on the form: {wanted}"
    return pl.DataFrame(rows, schema=CELLS, orient="row")


def claims_of(*mentions: tuple[str, int] | tuple[str, int, list[str]], report_id: str = "r") -> pl.DataFrame:
    """Mentions as (claim, figure) or (claim, figure, readings)."""
    rows = [(report_id, m[0], m[2] if len(m) == 3 else [m[0]], Decimal(m[1])) for m in mentions]
    return pl.DataFrame(rows, schema=CLAIMS, orient="row")


def row_of(result: pl.DataFrame, rule: str, scope: str, report_id: str = "r") -> dict[str, object]:
    """The one row of a result for this report, rule and scope."""
    found = result.filter(report_id=report_id, rule=rule, scope=scope)
    assert found.height == 1, f"{found.height} rows for {report_id}, {rule}, {scope}"
    return found.row(0, named=True)


def verdicts(result: pl.DataFrame, verdict: str) -> Iterable[tuple[str, str]]:
    return set(result.filter(verdict=verdict).select("rule", "scope").iter_rows())


def _read(cell: Printed) -> tuple[Decimal | None, str]:
    if isinstance(cell, int):
        return Decimal(cell), "reported"
    if cell.endswith(" repaired"):
        return Decimal(cell.removesuffix(" repaired")), "repaired"
    assert cell in ("blank", "missing", "illegible")
    return None, cell
