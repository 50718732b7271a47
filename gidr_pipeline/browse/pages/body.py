"""A body over the years: the lines of the form, what carries over and where that breaks, indicators, corrections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gidr_pipeline.browse.asking import Asking, Row, statement
from gidr_pipeline.browse.form import SIGNS
from gidr_pipeline.browse.links import Address
from gidr_pipeline.browse.plots import Chart, Series
from gidr_pipeline.browse.render import Page
from gidr_pipeline.browse.words import Label, Words, labels
from gidr_pipeline.forms import TableName, every_label, load_forms

Cells = Mapping[tuple[str, str, str], Row]
"""Cells by report, row and column."""

_BELOW, _CHANGES = 200, 500
_NO_FIGURE: Row = {"value": None}
_OVER_YEARS = {"carry_over": ("carried_out", "carried_in"), "document_stock": ("in_force", "in_force")}
"""Rules over two years, with the rows or columns of the year before and the year that they hold together."""


@dataclass(frozen=True)
class Figure:
    """A cell of one year; `change` against the year before where both have a figure."""

    report_id: str
    row: str
    column: str
    value: object
    sign: str
    status: str
    change: object
    breaks: bool


@dataclass(frozen=True)
class Over:
    """A line of the form over the years, None where a year's form has no such cell."""

    label: Label
    is_sum: bool
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Break:
    """A figure that is not what the year before left: both sides, and where they stand."""

    rule: str
    scope: str
    report: Row
    before: Row | None
    left: object
    right: object


@dataclass(frozen=True)
class Carried:
    """What one year carried out and the next carried in; `how` that is: `whole`, `broken`, or `open` where a figure is
    lacking or the rule leaves it open."""

    one: Row
    out: object
    other: Row
    into: object
    how: str


def body_page(ask: Asking, target: Address) -> Page:
    """The page of the body whose id the address has."""
    words = Words(target.lang)
    body = ask.one("body", agency_id=target.id)
    if body is None:
        return Page("no_body.html", words("body.none"), {"agency_id": target.id}, status=404)
    reports = ask.rows("body_reports", agency_id=target.id)
    with ask.only([row["report_id"] for row in reports]):
        return _page(ask, body, reports, words)


def _page(ask: Asking, body: Row, reports: Sequence[Row], words: Words) -> Page:
    of_body: Mapping[str, object] = {"agency_id": body["agency_id"]}
    cells = {_key(row): row for row in ask.rows("body_cells", **of_body)}
    failing = ask.rows("body_failing", **of_body)
    breaks = _breaks(reports, failing)
    chosen = _chosen(reports)
    ids = [row["report_id"] for row in chosen]
    indicators = ask.rows("body_indicators", report_ids=ids) if ids else []
    counted: dict[str, int] = {}
    for row in failing:
        counted[row["report_id"]] = counted.get(row["report_id"], 0) + 1
    values = {
        "body": body,
        "reports": reports,
        "counted": counted,
        "tables": [(table, _over(table, reports, cells, breaks)) for table in ("requests", "challenges", "proactive")],
        "breaks": breaks,
        "carried": _carried(chosen, cells, breaks),
        "changes": ask.rows("body_changes", **of_body, size=_CHANGES),
        "below": ask.rows("body_below", **of_body, size=_BELOW),
    }
    return Page("body.html", body["name"], values, _charts(chosen, indicators, words))


def _key(cell: Row) -> tuple[str, str, str]:
    return cell["report_id"], cell["row_code"], cell["column_code"]


def _chosen(reports: Sequence[Row]) -> list[Row]:
    """One report a year, the one with the fewest lost cells, as `agency_year` takes it."""
    first: dict[int, Row] = {}
    for row in reports:
        if row["report_year"] is not None:
            first.setdefault(row["report_year"], row)
    return list(first.values())


def _breaks(reports: Sequence[Row], failing: Sequence[Row]) -> list[Break]:
    of_year = {row["report_year"]: row for row in _chosen(reports)}
    known = {row["report_id"]: row for row in reports}
    return [
        Break(row["rule"], row["scope"], report, before, row["left_value"], row["right_value"])
        for row in failing
        if row["rule"] in _OVER_YEARS
        for report in [known[row["report_id"]]]
        for before in [of_year.get((report["report_year"] or 0) - 1)]
    ]


def _carried(chosen: Sequence[Row], cells: Cells, breaks: Sequence[Break]) -> list[Carried]:
    """What goes over from each year into the next, in total."""
    broken = {each.report["report_id"] for each in breaks if (each.rule, each.scope) == ("carry_over", "total")}
    found = []
    for one, other in pairwise(chosen):
        if other["report_year"] == one["report_year"] + 1:
            out = cells.get((one["report_id"], "carried_out", "total"), _NO_FIGURE)["value"]
            into = cells.get((other["report_id"], "carried_in", "total"), _NO_FIGURE)["value"]
            how = "whole" if out is not None and out == into else "open"
            found.append(Carried(one, out, other, into, "broken" if other["report_id"] in broken else how))
    return found


def _over(name: TableName, reports: Sequence[Row], cells: Cells, breaks: Sequence[Break]) -> list[Over]:
    """The lines of a table of the form over all reports of a body; of requests and challenges the totals."""
    cells_of_forms = {cell for form in load_forms() for cell in form.tables[name].cells()}
    keys = dict.fromkeys(
        (row.code, column.code)
        for row in every_label(name, "rows")
        for column in every_label(name, "columns")
        if (row.code, column.code) in cells_of_forms and (name == "proactive" or column.code == "total")
    )
    broken = {place for each in breaks for place in _places(each)}
    lines = []
    for row, column in keys:
        found = [cells.get((report["report_id"], row, column)) for report in reports]
        if any(found):
            label = labels("dim_claim")[f"{row}.{column}"] if name == "proactive" else _label(name, row)
            figures = tuple(_figure(found, reports, at, broken) for at in range(len(reports)))
            lines.append(Over(label, row == "resolved_total", figures))
    return lines


def _label(name: str, row: str) -> Label:
    return labels("dim_request_line" if name == "requests" else "dim_challenge_channel")[row]


def _places(each: Break) -> list[tuple[str, str, str]]:
    before, now = _OVER_YEARS[each.rule]
    is_of_rows = each.rule == "document_stock"
    return [
        (report["report_id"], *((each.scope, code) if is_of_rows else (code, each.scope)))
        for report, code in [(each.before, before), (each.report, now)]
        if report is not None
    ]


def _figure(
    found: Sequence[Row | None], reports: Sequence[Row], at: int, broken: set[tuple[str, str, str]]
) -> Figure | None:
    cell = found[at]
    if cell is None:
        return None
    before = found[at - 1] if at and reports[at - 1]["report_year"] == (reports[at]["report_year"] or 0) - 1 else None
    change = cell["value"] - before["value"] if before and None not in (before["value"], cell["value"]) else None
    key = _key(cell)
    return Figure(*key, cell["value"], SIGNS[cell["status"]], cell["status"], change, key in broken)


def _charts(chosen: Sequence[Row], indicators: Sequence[Row], words: Words) -> dict[str, Chart]:
    """A small line for each indicator that has a value in some year."""
    found = {(row["report_id"], row["indicator"]): row for row in indicators}
    charts = {}
    for code in labels("dim_indicator"):
        rows = [found.get((report["report_id"], code)) for report in chosen]
        values = [round(float(row["value"]), 5) if row and row["value"] is not None else None for row in rows]
        if any(value is not None for value in values):
            weak = [bool(row and row["small_denominator"]) for row in rows]
            name = words.label("dim_indicator", code)
            further = {
                words("ranking.numerator"): [row["numerator"] if row else None for row in rows],
                words("ranking.denominator"): [row["denominator"] if row else None for row in rows],
            }
            years = [str(report["report_year"]) for report in chosen]
            series = Series(name, values, weak)
            query, year = statement("body_indicators"), words("search.year")
            charts[code] = Chart("line", name, year, "%", years, [series], query, "", further)
    return charts
