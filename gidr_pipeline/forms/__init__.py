"""The forms of the report, one TOML file per edition, read into frozen dataclasses.

What belongs here: which sections, rows, columns and sums a form has, what they are called and how a text may print
them. What does not: how a text is searched for them (`extraction`), or how a sum is judged (`reconciliation`).
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from typing import Any, Literal

TableName = Literal["proactive", "requests", "challenges"]
Axis = Literal["rows", "columns"]
TABLES: tuple[TableName, ...] = ("proactive", "requests", "challenges")


@dataclass(frozen=True, eq=False)
class Label:
    """A code with its names: a section, or a row or column of a table. `match` are patterns for the printed label."""

    code: str
    label_zh: str
    label_en: str
    match: tuple[str, ...]
    columns: tuple[str, ...] | None = None
    """Rows only: the columns that this row has, None where it has all."""
    unit: str | None = None
    """Columns only: the unit in which values are stored, None for a plain count."""
    signed: bool = False
    """Columns only: whether a value may be negative."""
    alone: tuple[str, ...] = ()
    """Sections only: as `match`, but only where it stands under its number."""
    short: tuple[str, ...] = ()
    """Columns only: what a table calls it that calls all of them by names of their own."""


@dataclass(frozen=True)
class Table:
    name: TableName
    fact: str
    row_axis: str
    column_axis: str
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    group: str = ""
    """What the form prints beside several rows together, besides what their labels name before a colon."""

    def cells(self) -> Iterator[tuple[str, str]]:
        """Every (row code, column code) that the form has, in the form's order."""
        for row in self.rows:
            for column in self.columns:
                if row.columns is None or column.code in row.columns:
                    yield row.code, column.code


@dataclass(frozen=True)
class Term:
    """One summand of an identity: a code of the axis that is summed over, its sign, and of which year it is."""

    code: str
    sign: int
    year_offset: int

    @classmethod
    def parse(cls, text: str) -> "Term":
        """Read `code`, `-code`, `code@-1` or `-code@-1`; ValueError for anything else."""
        found = re.fullmatch(r"(-?)(\w+)(?:@(-\d+))?", text)
        if found is None:
            raise ValueError(f"not a term of an identity: {text!r}")
        return cls(found[2], -1 if found[1] else 1, int(found[3] or 0))


@dataclass(frozen=True)
class Identity:
    """A sum that the form prints or implies, holding once for each code of the `scope` axis."""

    rule: str
    table: TableName
    scope: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    says: str
    only: tuple[str, ...] | None = None
    """The codes of the scope axis for which it holds, None for all."""


@dataclass(frozen=True, eq=False)
class Form:
    edition: str
    issued_as: str
    tells: tuple[str, ...]
    """Patterns of words that tell it from others, besides those of labels that only it has."""
    sections: tuple[Label, ...]
    tables: Mapping[TableName, Table]
    identities: tuple[Identity, ...]
    claims: Mapping[str, tuple[tuple[str, str], ...]]
    """Claim of the prose to the (row code, column code) whose sum it states."""

    def scopes(self, identity: Identity) -> tuple[str, ...]:
        """The codes of the axis over which an identity is repeated."""
        table = self.tables[identity.table]
        axis = table.rows if identity.scope == table.row_axis else table.columns
        return tuple(label.code for label in axis if identity.only is None or label.code in identity.only)

    def fact_of(self, row: str, column: str) -> TableName:
        """The table that has this cell; KeyError where none has."""
        return self._tables_of_cells[row, column]

    @cached_property
    def _tables_of_cells(self) -> Mapping[tuple[str, str], TableName]:
        return {cell: table.name for table in self.tables.values() for cell in table.cells()}


def _labels(entries: Iterable[Mapping[str, Any]]) -> tuple[Label, ...]:
    def one(entry: Mapping[str, Any]) -> Label:
        lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        return Label(**{**entry, **lists})

    return tuple(one(entry) for entry in entries)


def _form(data: Mapping[str, Any]) -> Form:
    def table(name: TableName) -> Table:
        spec = data[name]
        axes = {key: spec.get(key, "") for key in ("fact", "row_axis", "column_axis", "group")}
        columns = _labels(spec["columns"])
        names = {column.label_zh for column in columns}
        # 社会组织 is short for 社会公益组织 only where the form has no column of that name.
        columns = tuple(
            replace(each, short=tuple(word for word in each.short if word not in names)) for each in columns
        )
        return Table(name=name, **axes, rows=_labels(spec["rows"]), columns=columns)

    def identity(entry: Mapping[str, Any]) -> Identity:
        sides = {side: tuple(Term.parse(term) for term in entry[side]) for side in ("left", "right")}
        only = tuple(entry["only"]) if "only" in entry else None
        return Identity(**{**entry, **sides, "only": only})

    def cell(text: str) -> tuple[str, str]:
        row, column = text.split(".")
        return row, column

    return Form(
        edition=data["edition"],
        issued_as=data["issued_as"],
        tells=tuple(data.get("tells", ())),
        sections=_labels(data["sections"]),
        tables={name: table(name) for name in TABLES},
        identities=tuple(identity(entry) for entry in data["identities"]),
        claims={claim: tuple(cell(text) for text in cells) for claim, cells in data["claims"].items()},
    )


@cache
def load_forms() -> tuple[Form, ...]:
    """All editions, oldest first."""
    folder = resources.files(__package__)
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(_form(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


@cache
def common_form() -> Form:
    """What all editions have in common, for a report that shows no sign of its edition."""
    return shared_by(load_forms())


def shared_by(forms: Sequence[Form]) -> Form:
    """What some forms have in common. Its identities are those whose every term all share in the same sum."""
    *others, newest = forms

    def table(name: TableName) -> Table:
        mine = newest.tables[name]
        shared = set(mine.cells()).intersection(*(form.tables[name].cells() for form in others))

        def row(label: Label) -> Label:
            columns = tuple(c.code for c in mine.columns if (label.code, c.code) in shared)
            return replace(label, columns=columns)

        rows = tuple(row(label) for label in mine.rows if any(r == label.code for r, _ in shared))
        columns = tuple(label for label in mine.columns if any(c == label.code for _, c in shared))
        return Table(name, mine.fact, mine.row_axis, mine.column_axis, rows, columns, mine.group)

    identities = tuple(i for i in newest.identities if all(i in form.identities for form in others))
    claims = {c: cells for c, cells in newest.claims.items() if all(form.claims.get(c) == cells for form in others)}
    return Form("", "", (), newest.sections, {name: table(name) for name in TABLES}, identities, claims)


def form_of(edition: str | None) -> Form:
    """The form of an edition; what all editions share where it is None. KeyError for an edition that has no file."""
    if edition is None:
        return common_form()
    return {form.edition: form for form in load_forms()}[edition]


def union_labels(axes: Iterable[Iterable[Label]]) -> list[Label]:
    """One ordered list of the labels of several editions, given oldest first: as the newest calls each, in whatever
    words any edition knows it, and a code that only an older form has right after the code that precedes it there."""
    *older, newest = (list(axis) for axis in axes)
    merged = list(newest)
    for axis in reversed(older):
        for before, label in zip([None, *axis], axis, strict=False):
            known = [each.code for each in merged]
            if label.code not in known:
                merged.insert(0 if before is None else known.index(before.code) + 1, label)
    newest_first = [label for axis in (newest, *reversed(older)) for label in axis]
    return [_in_all_words([each for each in newest_first if each.code == label.code]) for label in merged]


def _in_all_words(same: Sequence[Label]) -> Label:
    """The first of some labels with the wordings of all."""

    def words(of: Callable[[Label], tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for label in same for word in of(label)))

    first, match = same[0], words(lambda label: label.match)
    short = words(lambda label: label.short)
    return replace(first, match=match, alone=words(lambda label: label.alone), short=short)


@cache
def every_label(name: TableName, axis: Axis) -> tuple[Label, ...]:
    """The rows or columns that a table has in any edition."""
    return tuple(union_labels(getattr(form.tables[name], axis) for form in load_forms()))


@cache
def every_section() -> tuple[Label, ...]:
    """The sections in the words of all editions."""
    return tuple(union_labels(form.sections for form in load_forms()))
