"""The sums of a form's table: which there are, and whether they hold. The only arithmetic of reading.

What belongs here: adding up. What does not: what follows from a sum that fails or holds (`solve`, `judge`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from gidr_pipeline.forms import Form, TableName, form_of

Values = Sequence[int | None]
"""The counts of a row, one a column, None where one is not known."""


@dataclass(frozen=True, slots=True)
class RowSum:
    """A sum along each row: positions of the addends and of their total."""

    rule: str
    addends: tuple[int, ...]
    total: int

    def rest(self, values: Values) -> int | None:
        """What the total says beyond the addends; None where one of them is not known.

        >>> RowSum("", (0, 1), 2).rest([3, 0, 5])
        2
        """
        rest, total = 0, values[self.total]
        for at in self.addends:
            value = values[at]
            if value is None:
                return None
            rest += value
        return None if total is None else total - rest


@dataclass(frozen=True, slots=True)
class ColumnSum:
    """A sum down each column: the rows that take part, each with its sign; it holds where all together are 0."""

    rule: str
    signs: Mapping[str, int]

    def rest(self, rows: Mapping[str, Values], column: int) -> int | None:
        """What the rows add up to in a column, 0 where the sum holds; None where one is not known."""
        rest = 0
        for row, sign in self.signs.items():
            value = rows[row][column] if row in rows else None
            if value is None:
                return None
            rest += sign * value
        return rest


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums within one report's table. `totals` are rows that stand for a sum of others: left blank, such a row is
    unknown rather than zero."""

    along: tuple[RowSum, ...]
    down: tuple[ColumnSum, ...]
    totals: frozenset[str]

    def fails_along(self, values: Values) -> bool:
        """Whether a sum along this row is known not to hold."""
        return any(each.rest(values) for each in self.along)

    def shows_misprint(self, rows: Mapping[str, Values], row: str) -> bool:
        """Whether a row fails by just as much as the sums down one of its columns, as where one figure of it is
        wrong."""
        for along in self.along:
            by = along.rest(rows[row])
            for column in (*along.addends, along.total):
                off = by if column == along.total else -(by or 0)
                down = [(each.signs[row], each.rest(rows, column)) for each in self.down if row in each.signs]
                if by and down and all(rest == sign * (off or 0) for sign, rest in down):
                    return True
        return False

    def all_hold(self, rows: Mapping[str, Values]) -> bool:
        """Whether every sum is known to hold."""
        along = all(each.rest(values) == 0 for values in rows.values() for each in self.along)
        columns = range(len(next(iter(rows.values()))))
        return along and all(each.rest(rows, column) == 0 for each in self.down for column in columns)


@cache
def sums_of(edition: str | None, name: TableName) -> Sums:
    """The sums that a table's own cells must satisfy, from the identities of the edition's form."""
    return _sums(form_of(edition), name)


def _sums(form: Form, name: TableName) -> Sums:
    table = form.tables[name]
    place = {column.code: at for at, column in enumerate(table.columns)}
    along, down, totals = [], [], set[str]()
    for identity in form.identities:
        terms = [*identity.left, *identity.right]
        if identity.table != name or any(term.year_offset for term in terms):
            continue
        if identity.scope == table.row_axis:
            addends, (total,) = (tuple(place[term.code] for term in side) for side in (identity.left, identity.right))
            along.append(RowSum(identity.rule, addends, total))
        else:
            signs = {t.code: t.sign for t in identity.left} | {t.code: -t.sign for t in identity.right}
            down.append(ColumnSum(identity.rule, signs))
            totals |= {term.code for term in identity.right}
    return Sums(tuple(along), tuple(down), frozenset(totals))
