"""What the sums down a column leave of the candidates of its rows.

    received + carried_in = resolved_total + carried_out      3 or 5, 1 = 6, 0: 5 is left

What belongs here: one sum and the rows that take part in it. What does not: which sums are looked at, and what is tried
where several candidates are left (`solve`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from gidr_pipeline.extraction.tables.faults import MISPRINT
from gidr_pipeline.extraction.tables.model import Candidate

ANYTHING = 10**18
"""More than any count: a value that is not known lies between 0 and this."""


class Domain:
    """The candidates of a row, and of these for each column the least and the most that they hold there, what the
    cheapest costs, and what it does if one that does not add up costs a misprint more."""

    __slots__ = ("cost", "cost_of_row", "dearest", "extents", "fails", "options")

    def __init__(self, options: Sequence[Candidate]) -> None:
        self.options = options
        self.extents = list(map(_extent, zip(*[each.values for each in options], strict=True)))
        costs = [each.cost for each in options]
        with_misprints = [each.cost + MISPRINT if each.fails else each.cost for each in options]
        self.cost = min(costs)
        self.cost_of_row = min(with_misprints)
        self.dearest = max(with_misprints)
        self.fails = all(each.fails for each in options)


def _extent(values: Sequence[int | None]) -> tuple[int, int]:
    """The least and the most of some counts; one that is not known is 0 or more."""
    if None in values:
        return 0, ANYTHING
    known = cast(Sequence[int], values)
    return min(known), max(known)


@dataclass(slots=True)
class SumDown:
    """A sum down one column: what the rows with one candidate add to it, at least and at most, and the rows that have
    several, with their signs."""

    column: int
    low: int
    high: int
    signs: Mapping[str, int]

    def narrow(self, rows: dict[str, Domain]) -> list[str] | None:
        """Take from the rows what the sum does not allow: from which anything was, None where nothing is left of
        one."""
        low, high, column = self.low, self.high, self.column
        for row, sign in self.signs.items():
            least, most = rows[row].extents[column]
            low, high = (low + least, high + most) if sign > 0 else (low - most, high - least)
        if low > 0 or high < 0:
            return None
        changed = []
        for row, sign in self.signs.items():
            least, most = rows[row].extents[column]
            # What this row may hold, given what the others add up to at least and at most.
            fewest, highest = (most - high, least - low) if sign > 0 else (low + most, high + least)
            if fewest <= least and most <= highest:
                continue
            kept = [
                option
                for option in rows[row].options
                if (fewest <= value <= highest if (value := option.values[column]) is not None else highest >= 0)
            ]
            if not kept:
                return None
            if len(kept) < len(rows[row].options):
                rows[row] = Domain(kept)
                changed.append(row)
                now_least, now_most = rows[row].extents[column]
                if sign > 0:
                    low, high = low + now_least - least, high + now_most - most
                else:
                    low, high = low + most - now_most, high + least - now_least
        return changed
