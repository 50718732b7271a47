"""One report of the warehouse laid out in the terminal as the form prints it, for `gidr show`.

What belongs here: reading one report's rows and drawing them, with marks on what was not simply read and on the sums
that do not hold. What does not: judging anything, or more than one report (query the warehouse for that).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from gidr_pipeline.forms import TABLES, Form, Label, Table, form_of
from gidr_pipeline.reconciliation.narrative import NARRATIVE_RULE
from gidr_pipeline.warehouse.published import read_only

# Piped output has no width of its own, and a narrower one breaks the labels of the form.
_PIPED_WIDTH = 100
_RAW_TEXT_SHOWN = 8
# The requests table has seven columns, which leave room for the labels only if their headings are folded.
_NARROW_FROM = 5
_LEAST_WIDTH = 6
_LEGEND = (
    ("5*", "repaired", "经修复", "cyan"),
    ("-", "blank", "空白", "yellow"),
    ("?", "missing", "缺失", "bold red"),
    ("!5O", "illegible", "无法辨认", "bold magenta"),
    ("≠", "does not add up", "勾稽不符", "bold red"),
)
_STYLES = {"repaired": "cyan", "blank": "yellow", "missing": "bold red", "illegible": "bold magenta"}
# How a verdict is worded for a sum, and for a mention of the prose.
_VERDICTS = {"fail": ("fails", "bold red"), "pass": ("holds", "green"), "not_assessable": ("open", "yellow")}
_AGREEMENT = {"fail": "differs", "pass": "agrees", "not_assessable": "open"}

Row = dict[str, Any]


@dataclass(frozen=True)
class _Shown:
    """All rows of the warehouse about one report, by the names of their columns."""

    report: Row
    form: Form
    cells: dict[tuple[str, str], Row]
    findings: list[Row]
    mentions: list[Row]
    flags: list[Row]
    contexts: dict[tuple[str, str], str] | None
    """What stands around the figure of each cell; None where nobody asked for it."""


def show_report(console: Console, warehouse: Path, report_id: str, *, context: bool = False) -> None:
    """Print one report to `console`, which is made wide enough for the form where it is no terminal; with `context`,
    what stands in the text around each figure that was not simply read, or is part of a sum that does not hold.

    Raises `warehouse.published.WarehouseUnusable` where there is no warehouse that can be read, LookupError where it
    does not have the report; the message tells what to do.
    """
    report = render_report(warehouse, report_id, context=context)
    if not console.is_terminal:
        console.width = max(console.width, _PIPED_WIDTH)
    console.print(report)


def render_report(warehouse: Path, report_id: str, *, context: bool = False) -> RenderableType:
    """The report as something that rich can print. Raises as `show_report`."""
    with read_only(warehouse) as connection:
        shown = _read(connection, report_id, context=context)
    parts = [_heading(shown), _legend()]
    for name in TABLES:
        parts += _table(shown, shown.form.tables[name])
    return Group(*parts, *_prose(shown), *_sums(shown))


def _read(connection: duckdb.DuckDBPyConnection, report_id: str, *, context: bool) -> _Shown:
    def rows(query: str, *parameters: str) -> list[Row]:
        result = connection.execute(query, [report_id, *parameters])
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    reports = rows("SELECT * FROM dim_report WHERE report_id = ?")
    if not reports:
        raise LookupError(_unknown(connection, report_id))
    form = form_of(reports[0]["edition"])
    cells = {
        (cell["row_code"], cell["column_code"]): cell
        for table in form.tables.values()
        for cell in rows(
            f"SELECT {table.row_axis} AS row_code, {table.column_axis} AS column_code, value, status, raw_text, note "
            f"FROM {table.fact} WHERE report_id = ?"
        )
    }
    places = rows(
        "SELECT row_code, column_code, cell_context(report_id, source_start, source_end) AS context "
        "FROM report_cell WHERE report_id = ? AND source_start IS NOT NULL"
    ) if context else []  # fmt: skip
    contexts = {(place["row_code"], place["column_code"]): place["context"] for place in places}
    return _Shown(
        reports[0],
        form,
        cells,
        findings=rows("SELECT * FROM fact_reconciliation WHERE report_id = ? ORDER BY rule, scope"),
        mentions=rows("SELECT * FROM fact_narrative WHERE report_id = ? ORDER BY source_start"),
        flags=rows("SELECT rule, scopes, detail FROM flagged_report WHERE report_id = ? ORDER BY rule"),
        contexts=contexts if context else None,
    )


def _unknown(connection: duckdb.DuckDBPyConnection, report_id: str) -> str:
    """What to say of an id that has no report: that its file was left out and why, or which ids are like it."""
    rejected = connection.execute(
        "SELECT reason, detail FROM rejected_document WHERE report_id = ?", [report_id]
    ).fetchall()
    if rejected:
        return f"{report_id} was not loaded ({rejected[0][0]}): {rejected[0][1]}"
    closest = connection.execute(
        "SELECT report_id FROM dim_report "
        "ORDER BY contains(report_id, $1) DESC, jaro_winkler_similarity(report_id, $1) DESC, report_id LIMIT 3",
        [report_id],
    ).fetchall()
    if not closest:
        return f"there is no report {report_id}: the warehouse is empty"
    return f"there is no report {report_id}; the closest are: {', '.join(row[0] for row in closest)}"


def _heading(shown: _Shown) -> RenderableType:
    report = shown.report
    issued_as = f" ({shown.form.issued_as})" if shown.form.issued_as else ""
    counts = [f"{report[f'cells_{s}']} {s}" for s in ("reported", *_STYLES)]
    lines = {
        "report": report["report_id"],
        "agency 行政机关": report["agency"] or "not determined",
        "year 年度": report["report_year"] or "not determined",
        "edition 版本": f"{report['edition']}{issued_as}" if report["edition"] else "not determined",
        "cells 单元格": ", ".join(counts),
        "note 备注": report["note"],
    }
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(overflow="fold")
    for name, value in lines.items():
        if value is not None:
            grid.add_row(Text(name, "dim"), Text(_printable(value)))
    flags = [Text(_printable(f"flagged 待核查: {f['rule']} ({f['scopes']})"), "bold red") for f in shown.flags]
    return Group(Text(_printable(report["title"] or "(no title)"), "bold"), grid, *flags)


def _legend() -> RenderableType:
    return Text("\n").join([Text(), Text("  ").join(Text(f"{m} {en} {zh}", style) for m, en, zh, style in _LEGEND)])


def _table(shown: _Shown, table: Table) -> Iterator[RenderableType]:
    """The table's heading, its blocks of rows that have the same columns, and what is to be said about its cells."""
    section = next(s for s in shown.form.sections if s.code == table.name)
    yield Text(f"\n{section.label_zh}  {section.label_en}\n", "bold")
    rules = {i.rule: i.scope for i in shown.form.identities if i.table == table.name}
    failing = [f for f in shown.findings if f["verdict"] == "fail" and f["rule"] in rules]
    by_row = {f["scope"] for f in failing if rules[f["rule"]] == table.row_axis}
    by_column = {f["scope"] for f in failing if rules[f["rule"]] == table.column_axis}
    for columns, rows in groupby(table.rows, key=lambda row: row.columns):
        shared = [column for column in table.columns if columns is None or column.code in columns]
        yield _block(shown, list(rows), shared, by_row, by_column)
    labels = {label.code: label.label_zh for axis in (table.rows, table.columns) for label in axis}
    for finding in failing:
        scope = f"{finding['scope']} {labels[finding['scope']]}"
        yield _remark("≠ ", f"{finding['rule']} · {scope}: {finding['detail']}", "bold red")
    for what, note, status in _notes(shown, table):
        yield _remark("  ", f"{what}: {note}", _STYLES.get(status, "dim"))
    for what, around in _contexts(shown, table, by_row, by_column):
        yield _remark("  ", f"{what}: {around}", "dim")


def _block(
    shown: _Shown, rows: list[Label], columns: list[Label], by_row: set[str], by_column: set[str]
) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    grid.show_footer = any(column.code in by_column for column in columns)
    figures = [[_cell(shown.cells.get((row.code, column.code))) for column in columns] for row in rows]
    grid.add_column(overflow="fold")
    for n, column in enumerate(columns):
        heading = _heading_lines(column.label_zh, narrow=len(columns) > _NARROW_FROM)
        # A figure is never folded: what does not fit is taken from the label.
        width = max(_LEAST_WIDTH, *(line[n].cell_len for line in figures), *(part.cell_len for part in heading))
        mark = Text("≠" if column.code in by_column else "", _STYLES["missing"])
        grid.add_column(Text("\n").join(heading), mark, justify="right", width=width)
    grid.add_column(width=1)
    group = ""
    for row, line in zip(rows, figures, strict=True):
        outer, colon, inner = row.label_zh.rpartition("：")
        if colon and outer != group:
            grid.add_row(Text(outer))
        group = outer
        label = Text(f"  {inner}" if colon else row.label_zh).append(f" {row.code}", "dim")
        grid.add_row(label, *line, Text("≠" if row.code in by_row else "", _STYLES["missing"]))
    return grid


def _heading_lines(label: str, narrow: bool) -> list[Text]:
    """A column's heading on one line, or on lines of two characters where columns are many (商业 over 企业)."""
    if not narrow or len(label) <= _LEAST_WIDTH // 2:
        return [Text(label)]
    return [Text(label[start : start + 2]) for start in range(0, len(label), 2)]


def _cell(cell: Row | None) -> Text:
    status = "missing" if cell is None else cell["status"]
    style = _STYLES.get(status, "")
    if cell is None or status == "missing":
        return Text("?", style)
    if status == "blank":
        return Text("-", style)
    if status == "illegible":
        raw = _printable(cell["raw_text"] or "")
        return Text("!" + (raw if len(raw) <= _RAW_TEXT_SHOWN else raw[: _RAW_TEXT_SHOWN - 1] + "…"), style)
    return Text(_number(cell["value"]) + ("*" if status == "repaired" else ""), style)


def _notes(shown: _Shown, table: Table) -> Iterator[tuple[str, str, str]]:
    """(which cells, what is said of them, their status): cells of one row that share a note are named together."""
    noted = [
        (row, column, cell)
        for row, column in table.cells()
        if (cell := shown.cells.get((row, column))) is not None and cell["note"] is not None
    ]
    for (row, status, note), cells in groupby(noted, key=lambda c: (c[0], c[2]["status"], c[2]["note"])):
        yield f"{row} ({', '.join(column for _, column, _ in cells)}) {status}", note, status


def _contexts(shown: _Shown, table: Table, by_row: set[str], by_column: set[str]) -> Iterator[tuple[str, str]]:
    """(which cell, what stands around it) for cells that were not simply read, or whose sum does not hold."""
    for row, column in table.cells() if shown.contexts is not None else ():
        cell, around = shown.cells.get((row, column)), (shown.contexts or {}).get((row, column))
        if cell is None or around is None:
            continue
        if row in by_row or column in by_column or cell["status"] in ("repaired", "illegible") or cell["note"]:
            yield f"{row}.{column}", around


def _prose(shown: _Shown) -> Iterator[RenderableType]:
    """Each sentence that states figures of the tables, with the figures and whether the tables agree."""
    yield Text("\nThe prose against the tables  正文与表格\n", "bold")
    if not shown.mentions:
        yield Text("The prose states no figure of these tables.", "dim")
        return
    verdicts = {f["scope"]: f for f in shown.findings if f["rule"] == NARRATIVE_RULE}
    for sentence, mentions in groupby(shown.mentions, key=lambda mention: str(mention["sentence"])):
        yield _remark("", sentence, "dim")
        grid = Grid.grid(padding=(0, 2, 0, 0))
        for mention in mentions:
            verdict = verdicts[mention["claim"]]["verdict"]
            agreement = Text(_AGREEMENT[verdict], _VERDICTS[verdict][1])
            grid.add_row(f"  {mention['claim']}", Text(_number(mention["value"]), justify="right"), agreement)
        yield grid
    for claim, finding in verdicts.items():
        if finding["verdict"] != "pass":
            _, style = _VERDICTS[finding["verdict"]]
            yield _remark("≠ " if finding["verdict"] == "fail" else "  ", f"{claim}: {finding['detail']}", style)


def _sums(shown: _Shown) -> Iterator[RenderableType]:
    """How many sums of each rule hold, fail, or can't be judged."""
    yield Text("\nRules  勾稽关系\n", "bold")
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False)
    grid.add_column("rule", no_wrap=True)
    for verdict in _VERDICTS:
        grid.add_column(Text(*_VERDICTS[verdict]), justify="right")
    for rule, findings in groupby(shown.findings, key=lambda f: str(f["rule"])):
        counted = Counter(finding["verdict"] for finding in findings)
        grid.add_row(rule, *(str(counted[verdict] or "") for verdict in _VERDICTS))
    yield grid


def _remark(mark: str, text: str, style: str) -> RenderableType:
    """A paragraph with a hanging mark."""
    grid = Grid.grid()
    grid.add_column()
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style), Text(_printable(text), style))
    return grid


def _number(value: Decimal | int) -> str:
    """A figure without the zeros behind the point that only the column's type gives it."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _printable(value: object) -> str:
    """Text of a report on one line, without the characters that would steer the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
