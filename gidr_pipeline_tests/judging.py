"""What a reader made of a report, held against what the report prints.

What belongs here: counting cells, wrong values and heads, sums and claims that fail. What does not: where the reports
come from (`cases`, `extractors`), or what is expected.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from gidr_pipeline.extraction.model import Document, Status
from gidr_pipeline.forms import Identity
from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline_tests.made import Key, Made
from gidr_pipeline_tests.test_five_reports import NO_CLAIMS, frames

Sum = tuple[str, str]
"""A rule and the scope where it holds or fails."""


@dataclass
class Tally:
    """Cells by how they were read. Of those that print a figure: `exact` and `repaired` have it, `null` none, `wrong`
    another one. Of those that print none: `blank` are known as such, or have the zero that arithmetic gives, and
    `unseen` are without a value for another reason. `false alarms` and `missed alarms` are sums and claims."""

    cells: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.cells += other.cells
        self.examples += other.examples

    @property
    def printed(self) -> int:
        """The cells that print a figure."""
        return sum(self.cells[kind] for kind in ("exact", "repaired", "null", "wrong"))


@dataclass(frozen=True)
class WrongValue:
    key: Key
    value: Decimal
    status: Status
    printed: object

    def __str__(self) -> str:
        return f"{'.'.join(self.key)} is {self.value} ({self.status}), printed {self.printed}"


def wrong_values(made: Made, document: Document, blanks: Collection[Key] = ()) -> Iterator[WrongValue]:
    """The cells of the document's first report whose value is another than the printed one. Where nothing is printed
    (`blanks`, or None in the report) only arithmetic may give a value, and only the one that was meant."""
    for cell in document.reports[0].cells if document.reports else ():
        key = cell.table, cell.row, cell.column
        if cell.value is None:
            continue
        figure = made.cells.get(key)
        if key in blanks or figure is None:
            if cell.status is not Status.REPAIRED or cell.value != (figure or 0):
                yield WrongValue(key, cell.value, cell.status, "nothing")
        elif cell.value != figure:
            yield WrongValue(key, cell.value, cell.status, figure)


def count_cells(made: Made, document: Document, where: str, blanks: Collection[Key] = ()) -> Tally:
    """How the cells of a document's first report compare with what was printed; `where` is said of each example."""
    tally = Tally()
    cells = {(cell.table, cell.row, cell.column): cell for report in document.reports[:1] for cell in report.cells}
    wrong = {each.key: each for each in wrong_values(made, document, blanks)}
    tally.examples += [f"{where}: {each}" for each in [*wrong.values()][:1]]
    for key, figure in made.cells.items():
        cell = cells.get(key)
        if key in wrong:
            kind = "wrong"
        elif figure is None or key in blanks:
            kind = "blank" if cell and (cell.status is Status.BLANK or cell.value is not None) else "unseen"
        elif cell is None or cell.value is None:
            kind = "null"
        else:
            kind = "repaired" if cell.status is Status.REPAIRED else "exact"
        tally.cells[kind] += 1
    tally.cells["wrong"] += len(wrong.keys() - made.cells.keys())
    return tally


def wrong_heads(made: Made, document: Document) -> list[str]:
    """An agency, year or edition of the first report that is another than the report's."""
    return [
        f"{what} is {given}, printed {printed}"
        for report in document.reports[:1]
        for what, given, printed in (
            ("agency", report.agency, made.agency),
            ("year", report.report_year, made.year),
            ("edition", report.edition, made.edition),
        )
        if given not in (printed, None)
    ]


def fails(documents: Mapping[str, tuple[Made, Document]]) -> dict[str, set[Sum]]:
    """The rules and scopes that fail, prose included, by name of a document with one report or more, the first of
    which is meant."""
    firsts = {
        name: (made.agency, made.year, Document(each.text, each.encoding, each.reports[:1]))
        for name, (made, each) in documents.items()
        if each.reports
    }
    failing: dict[str, set[Sum]] = {name: set() for name in documents}
    if not firsts:
        return failing
    mentions = [
        (name, claim.claim, list(claim.readings), claim.value)
        for name, (_, _, document) in firsts.items()
        for claim in document.reports[0].claims
    ]
    claims = pl.DataFrame(mentions, schema=NO_CLAIMS.schema, orient="row")
    found = within_reports(*frames(firsts), claims).filter(pl.col("verdict") == "fail")
    for name, rule, scope in found.select("report_id", "rule", "scope").iter_rows():
        failing[name].add((rule, scope))
    return failing


def fails_in_print(made: Made) -> set[Sum]:
    """The sums of one year that do not hold in the report, blanks as zero."""
    return {
        (identity.rule, scope)
        for identity in made.form.identities
        if not any(term.year_offset for term in (*identity.left, *identity.right))
        for scope in made.form.scopes(identity)
        if _difference(made, identity, scope)
    }


def _difference(made: Made, identity: Identity, scope: str) -> object:
    by_row = identity.scope == made.form.tables[identity.table].row_axis

    def figure(code: str) -> object:
        return made.cells.get((identity.table, scope, code) if by_row else (identity.table, code, scope)) or 0

    left, right = (
        sum(term.sign * figure(term.code) for term in side)  # type: ignore[operator]
        for side in (identity.left, identity.right)
    )
    return left - right


def unfounded_claims(made: Made, document: Document) -> bool:
    """Whether the prose is read as claiming anything that the printed tables do not say in one of its readings. Where
    it is not, and no value is wrong, no rule can fail that holds in print."""
    return any(
        all(_claimed(made, reading) != claim.value for reading in claim.readings)
        for report in document.reports[:1]
        for claim in report.claims
    )


def _claimed(made: Made, reading: str) -> object:
    row, _, column = reading.partition(".")
    cells = made.form.claims.get(reading, ((row, column),))
    figures = {(row, column): value for (_, row, column), value in made.cells.items()}
    return sum(figures.get(cell) or 0 for cell in cells)
