"""The sums that a table's own cells must satisfy, as positions along its rows and codes down its columns."""

from dataclasses import dataclass

from gidr_pipeline.extraction.tables.options import Sum
from gidr_pipeline.extraction.tables.repair import ColumnSum
from gidr_pipeline.forms import Form, TableName


@dataclass(frozen=True)
class Sums:
    """The sums of a table: along its rows, by position of the columns, and down its columns, by row code."""

    along: tuple[Sum, ...]
    along_rule: str
    down: tuple[ColumnSum, ...]
    totals: frozenset[str]
    """Rows that stand for a sum of others: left blank, they are unknown rather than zero."""


def sums_of(form: Form, name: TableName) -> Sums:
    """The sums that a table's own cells must satisfy, from the identities of the form."""
    table = form.tables[name]
    place = {column.code: index for index, column in enumerate(table.columns)}
    along, rule, down, totals = [], "", [], set()
    for identity in form.identities:
        terms = [*identity.left, *identity.right]
        if identity.table != name or any(term.year_offset for term in terms):
            continue
        if identity.scope == table.row_axis:
            along.append(Sum(tuple(place[t.code] for t in identity.left), place[identity.right[0].code]))
            rule = identity.rule
        else:
            signs = {t.code: t.sign for t in identity.left} | {t.code: -t.sign for t in identity.right}
            down.append(ColumnSum(identity.rule, signs))
            totals |= {t.code for t in identity.right}
    return Sums(tuple(along), rule, tuple(down), frozenset(totals))
