"""How a table that keeps its places is filled in, which tells whether an empty end of a row is to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass

from gidr_pipeline.extraction.figures import Token
from gidr_pipeline.extraction.options import Sum, count_of

_FEW_ZEROS = 0.1
_NEARLY_ALL = 0.8
_ENOUGH = 3


@dataclass(frozen=True)
class FillStyle:
    along: Sequence[Sum]
    leaves_zeros_blank: bool
    has_only_totals: bool

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
            leaves_zeros_blank=zeros < _FEW_ZEROS * gaps and len(filled) >= _ENOUGH,
            has_only_totals=only > _NEARLY_ALL * len(filled) and only * len(totals) >= _ENOUGH,
        )

    def trusts(self, row: Sequence[Token | None]) -> bool:
        """Whether the layout alone settles a row.

        Nothing in it was moved where both its ends are filled or all of it is blank. One with an empty end may be
        moved, unless the style has such rows and it adds up with its total in place.
        """
        if (row[0] and row[-1]) or not any(row) or self.has_only_totals:
            return True
        values = [None if token is None else count_of(token) for token in row]
        in_place = all(row[each.total] or not any(row[i] for i in each.addends) for each in self.along)
        return self.leaves_zeros_blank and in_place and holds(values, self.along)


def holds(values: Sequence[int | None], along: Sequence[Sum]) -> bool:
    """Whether every sum holds, what has no value counted as zero."""
    return all(sum(values[i] or 0 for i in each.addends) == (values[each.total] or 0) for each in along)
