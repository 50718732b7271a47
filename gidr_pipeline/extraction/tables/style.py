"""How a table that keeps its places is filled in, which tells whether an empty end of a row is to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass

from gidr_pipeline.extraction.tables.options import Sum, count_of
from gidr_pipeline.extraction.text.figures import Token

_FEW_ZEROS = 0.1
_NEARLY_ALL = 0.8
_ENOUGH = 3


@dataclass(frozen=True)
class FillStyle:
    along: Sequence[Sum]
    leaves_zeros_blank: bool
    has_only_totals: bool
    leaves_totals_blank: bool
    leaves_some_blank: bool
    """Whether several rows have empty places between their figures, and add up."""

    @classmethod
    def of(cls, rows: Sequence[Sequence[Token | None]], along: Sequence[Sum]) -> "FillStyle":
        """The style of a table, from its rows as the layout has them."""
        filled = [row for row in rows if any(row)]
        zeros = sum(token is not None and token.value == 0 for row in filled for token in row)
        gaps = sum(token is None for row in filled for token in row)
        totals = {each.total for each in along}
        only = sum(all(index in totals for index, token in enumerate(row) if token) for row in filled)
        return cls(
            along,
            leaves_zeros_blank=(zeros < _FEW_ZEROS * gaps or not filled) and len(filled or rows) >= _ENOUGH,
            leaves_totals_blank=len(along) == 1 and _leave_total_blank(filled, along[0]),
            leaves_some_blank=sum(_has_gap_inside(row, along) for row in filled) >= _ENOUGH,
            has_only_totals=only > _NEARLY_ALL * len(filled) and only * len(totals) >= _ENOUGH,
        )

    def trusts(self, row: Sequence[Token | None]) -> bool:
        """Whether the layout alone settles a row.

        Nothing in it was moved where both its ends are filled or all of it is blank. One with an empty end may be
        moved, unless the style has such rows and it adds up with its total in place.
        """
        if (row[0] and row[-1]) or not any(row) or self.has_only_totals:
            return True
        if self.leaves_totals_blank and all(row[i] for i in self.along[0].addends):
            return True
        values = [None if token is None else count_of(token) for token in row]
        in_place = all(row[each.total] or not any(row[i] for i in each.addends) for each in self.along)
        return self.leaves_zeros_blank and in_place and holds(values, self.along)


def _has_gap_inside(row: Sequence[Token | None], along: Sequence[Sum]) -> bool:
    whole = row[0] is not None and row[-1] is not None and None in row
    return whole and holds([token and count_of(token) for token in row], along)


def _leave_total_blank(rows: Sequence[Sequence[Token | None]], along: Sum) -> bool:
    """Whether the place of the total is empty in all rows, and the figure before it is less than the others add up to
    in most: then it is no total that moved there because another figure was lost."""
    if any(row[along.total] for row in rows):
        return False
    counts = [[count_of(token) if (token := row[i]) else None for i in along.addends] for row in rows]
    telling = [[value for value in values if value is not None] for values in counts if any(values)]
    telling = [values for values in telling if len(values) == len(along.addends)]
    less = sum(values[-1] < sum(values[:-1]) for values in telling)
    return less > 1 and 2 * less > len(telling)


def holds(values: Sequence[int | None], along: Sequence[Sum]) -> bool:
    """Whether every sum holds, what has no value counted as zero."""
    return all(sum(values[i] or 0 for i in each.addends) == (values[each.total] or 0) for each in along)
