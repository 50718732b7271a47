"""The tables of a report as the form prints them: what stands in each cell, and which sums hold along it.

What belongs here: rows of the warehouse in the order of the form. What does not: judging (the verdicts are given), and
markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gidr_pipeline.browse.asking import Row
from gidr_pipeline.forms import TABLES, Form, Identity, Label, Table

SIGNS = {"reported": "", "repaired": "*", "blank": "–", "missing": "?", "illegible": "!"}
"""What stands beside or in the place of a figure, so that colour is not all that tells how it was read."""


@dataclass(frozen=True)
class Check:
    """A verdict at the end of the row or column that it is about."""

    rule: str
    scope: str
    verdict: str
    left: object
    right: object


@dataclass(frozen=True)
class Cell:
    """A cell of the form: its row in `report_cell`, and the rules that fail with it."""

    row: str
    column: str
    of: Row | None
    failing: tuple[Row, ...]

    @property
    def status(self) -> str:
        return "missing" if self.of is None else str(self.of["status"])

    @property
    def sign(self) -> str:
        return SIGNS[self.status]


@dataclass(frozen=True)
class Line:
    """A row of a table. `zh` and `en` are what its label adds to its group's."""

    label: Label
    zh: str
    en: str
    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Group:
    """Lines under headings of their own (Chinese and English), from the outermost; those that the lines before stood
    under are not again."""

    headings: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Block:
    """Groups that have the same columns. `below` are the rules that hold down the columns, each with its verdicts."""

    columns: tuple[Label, ...]
    groups: tuple[Group, ...]
    has_checks: bool
    below: tuple[tuple[str, tuple[Check | None, ...]], ...]


@dataclass(frozen=True)
class Printed:
    """A table of the form with a report's cells."""

    section: Label
    blocks: tuple[Block, ...]


def printed_tables(form: Form, cells: Sequence[Row], verdicts: Sequence[Row], sides: Sequence[Row]) -> list[Printed]:
    """The tables of a report from its rows of `report_cell`, `fact_reconciliation` and `reconciliation_cell`."""
    reading = _Reading(
        {(cell["row_code"], cell["column_code"]): cell for cell in cells},
        {(verdict["rule"], verdict["scope"]): verdict for verdict in verdicts},
        _failing(verdicts, sides),
    )
    sections = {section.code: section for section in form.sections}
    return [Printed(sections[name], tuple(_blocks(form, form.tables[name], reading))) for name in TABLES]


@dataclass(frozen=True)
class _Reading:
    cells: Mapping[tuple[str, str], Row]
    verdicts: Mapping[tuple[str, str], Row]
    failing: Mapping[tuple[str, str], tuple[Row, ...]]


def _failing(verdicts: Sequence[Row], sides: Sequence[Row]) -> dict[tuple[str, str], tuple[Row, ...]]:
    """The verdicts that fail with each cell of this report."""
    of_rule = {(each["rule"], each["scope"]): each for each in verdicts if each["verdict"] == "fail"}
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for side in sides:
        verdict = of_rule.get((side["rule"], side["scope"]))
        cell = (side["row_code"], side["column_code"])
        is_here = verdict is not None and side["cell_report_id"] == verdict["report_id"]
        if verdict is not None and is_here and verdict not in found.get(cell, ()):
            found[cell] = (*found.get(cell, ()), verdict)
    return found


def _blocks(form: Form, table: Table, reading: _Reading) -> Iterator[Block]:
    rules = [identity for identity in form.identities if identity.table == table.name]
    along = [identity for identity in rules if identity.scope == table.row_axis]
    down = [identity for identity in rules if identity.scope == table.column_axis]
    for codes, rows in groupby(table.rows, key=lambda row: row.columns):
        columns = tuple(column for column in table.columns if codes is None or column.code in codes)
        lines = [_line(row, columns, along, reading) for row in rows]
        below = tuple((rule.rule, tuple(_check(rule, each.code, reading) for each in columns)) for rule in down)
        yield Block(columns, tuple(_groups(table, lines)), any(line.checks for line in lines), below)


def _line(row: Label, columns: Sequence[Label], along: Sequence[Identity], reading: _Reading) -> Line:
    cells = tuple(
        Cell(row.code, column.code, reading.cells.get(key), reading.failing.get(key, ()))
        for column in columns
        for key in [(row.code, column.code)]
    )
    checks = [check for rule in along if (check := _check(rule, row.code, reading)) is not None]
    return Line(row, row.label_zh.rpartition("：")[2], row.label_en.rpartition(": ")[2], cells, tuple(checks))


def _check(identity: Identity, scope: str, reading: _Reading) -> Check | None:
    verdict = reading.verdicts.get((identity.rule, scope))
    if verdict is None:
        return None
    return Check(identity.rule, scope, verdict["verdict"], verdict["left_value"], verdict["right_value"])


def _groups(table: Table, lines: Sequence[Line]) -> Iterator[Group]:
    """Lines by what their labels name before a colon, and by what the form prints beside several of them."""
    before: tuple[tuple[str, str], ...] = ()
    for headings, of_group in groupby(lines, key=lambda line: _headings(table, line.label)):
        shared = 0
        while shared < min(len(before), len(headings)) and before[shared] == headings[shared]:
            shared += 1
        yield Group(headings[shared:], tuple(of_group))
        before = headings


def _headings(table: Table, label: Label) -> tuple[tuple[str, str], ...]:
    zh, en = label.label_zh.rpartition("："), label.label_en.rpartition(": ")
    is_inside = label.label_zh.startswith("（")
    over = (table.group if is_inside else "", "")
    return tuple(pair for pair in (over, (zh[0], en[0])) if pair[0])
