"""The cheapest reading of a whole table, and for each row the rivals that are hardly dearer.

Given the candidates of each row, a reading is one of them for each. It costs what they cost, and a misprint for each
row that does not add up or each column that does not, whichever are more: one wrong figure breaks both. The search is
exact within its bound: it narrows the candidates of the rows by what the sums down the columns still allow, and tries
one row after the other where several are left. What belongs here: the search. What does not: what one sum leaves
(`narrowing`), what the candidates are (`noise`), and what of the result is given (`judge`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

from gidr_pipeline.extraction.tables.faults import MISPRINT
from gidr_pipeline.extraction.tables.model import Candidate, Gap
from gidr_pipeline.extraction.tables.requests.narrowing import ANYTHING, Domain, SumDown
from gidr_pipeline.extraction.tables.sums import ColumnSum

_MOST_ROWS = 20_000
_MOST_ROWS_OF_ONE = 2_000
_STEP = 0.5
_GROWTH = 1.2
_DEEPEST = 40.0
_MOST_BAD = 2
"""Columns that may fail besides those in which a sum can't hold at all."""
_A_LITTLE = 1e-9

Domains = Mapping[str, Sequence[Candidate]]
Choice = dict[str, Candidate]


class _OutOfSteps(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Reading:
    """The cheapest reading of a table: a candidate for each row, what all cost, and the columns that do not add up.
    Where the search had to end before it found any (`is_found` is false), what one costs at least, with nothing said
    of the rows that have several candidates."""

    cost: float
    choice: Mapping[str, Candidate]
    bad_columns: frozenset[int]
    is_found: bool = True


class Budget:
    """How often a row may be looked at in a sum: for a whole table, or for one question about it."""

    def __init__(self, left: int = _MOST_ROWS, whole: "Budget | None" = None) -> None:
        self.left = left
        self._whole = whole

    def spend(self, rows: int) -> None:
        if self._whole:
            self._whole.spend(rows)
        self.left -= rows
        if self.left < 0:
            raise _OutOfSteps


def least_cost(domains: Domains) -> float:
    """What any reading of a table costs at least, its columns not looked at."""
    cost = sum(min(each.cost for each in options) for options in domains.values())
    return cost + MISPRINT * sum(all(each.fails for each in options) for options in domains.values())


class _Seen:
    """The candidates of a row that take part in readings within a limit, and for each cell the output that all of them
    give, or that they differ."""

    def __init__(self, first: Candidate) -> None:
        self.candidates = [first]
        self._shared: list[object] = list(first.outputs)

    def tells_more(self, option: Candidate) -> bool:
        """Whether a candidate gives another output for some cell on which those seen agree."""
        return any(
            one is not _DIFFERENT and one != other for one, other in zip(self._shared, option.outputs, strict=True)
        )

    def add(self, option: Candidate) -> None:
        self.candidates.append(option)
        pairs = zip(self._shared, option.outputs, strict=True)
        self._shared = [one if one == other else _DIFFERENT for one, other in pairs]


_DIFFERENT = object()
_Alike = dict[tuple[tuple[int | None, ...], bool], list[Candidate]]
"""The candidates of a row by their values and whether they fail: of those that share them the search tries the
cheapest, which comes first."""


@dataclass(slots=True)
class Search:
    """The readings of a table whose rows have these candidates."""

    fixed: Choice
    open: dict[str, Domain]
    alike: dict[str, _Alike]
    sums: list[SumDown]
    width: int
    broken: frozenset[int]
    """The columns in which a sum can't hold in any reading."""
    budget: Budget
    failing: int
    """How many rows of one candidate do not add up."""
    fixed_cost: float

    @property
    def least(self) -> float:
        """What any reading costs at least."""
        return max(self._bounds(self.open, len(self.broken)))

    @classmethod
    def of(cls, domains: Domains, down: Sequence[ColumnSum], width: int, budget: Budget) -> "Search":
        alike = {row: _alike(options) for row, options in domains.items()}
        tried = {row: [each[0] for each in groups.values()] for row, groups in alike.items()}
        fixed = {row: options[0] for row, options in tried.items() if len(options) == 1}
        open_rows = {row: Domain(options) for row, options in tried.items() if len(options) > 1}
        sums = []
        for each in down:
            signs = {row: sign for row, sign in each.signs.items() if row in open_rows}
            for column in range(width):
                low = high = 0
                for row, sign in each.signs.items():
                    if row not in open_rows:
                        value = fixed[row].values[column] if row in fixed else None
                        least, most = (0, ANYTHING) if value is None else (value, value)
                        low, high = (low + least, high + most) if sign > 0 else (low - most, high - least)
                sums.append(SumDown(column, low, high, signs))
        broken = {each.column for each in sums if each.narrow(dict(open_rows)) is None}
        return cls(
            fixed,
            open_rows,
            alike,
            [each for each in sums if each.signs],
            width,
            frozenset(broken),
            budget,
            failing=sum(each.fails for each in fixed.values()),
            fixed_cost=sum(each.cost for each in fixed.values()),
        )

    def cheapest(self, most: float) -> Reading | None:
        """The cheapest reading; None where none costs as little as `most`."""
        try:
            return self._cheapest(most)
        except _OutOfSteps:
            anything = {row: Candidate(0.0, (Gap.UNSEEN,) * self.width, (None,) * self.width) for row in self.open}
            found = Reading(self.least, {**self.fixed, **anything}, self.broken, is_found=False)
            return found if self.least <= most else None

    def rivals(self, reading: Reading, limit: float, budget: Budget) -> dict[str, list[Candidate]]:
        """For each row the candidates that take part in readings within the limit, one at least for each output that a
        cell may have; all of them where the search has to end before it is through."""
        self.budget = budget
        seen = {row: _Seen(each) for row, each in reading.choice.items()}
        if reading.is_found:
            try:
                self._find_rivals(seen, reading.cost, limit)
            except _OutOfSteps:
                every = {row: [each for alike in self.alike[row].values() for each in alike] for row in self.open}
                return {row: every.get(row) or each.candidates for row, each in seen.items()}
        return {row: each.candidates for row, each in seen.items()}

    def _narrowed(
        self, domains: Mapping[str, Domain], bad: frozenset[int], limit: float, changed: str | None = None
    ) -> dict[str, Domain] | None:
        """The candidates that the limit and the sums still allow, those down the bad columns left out; None where a
        row has none left. Where only one row has changed since, it is enough to begin with its sums."""
        result = dict(domains)
        sums = [each for each in self.sums if each.column not in bad]
        waiting = {at: None for at, each in enumerate(sums) if changed is None or changed in each.signs}
        while True:
            cheaper = self._without_dear(result, len(bad), limit)
            if cheaper is None:
                return None
            waiting |= {at: None for at, each in enumerate(sums) if not each.signs.keys().isdisjoint(cheaper)}
            if not waiting:
                return result
            while waiting:
                at = next(iter(waiting))
                del waiting[at]
                self.budget.spend(len(sums[at].signs))
                before = {row: result[row].extents for row in sums[at].signs}
                rows = sums[at].narrow(result)
                if rows is None:
                    return None
                for row in rows:
                    moved = [a != b for a, b in zip(before[row], result[row].extents, strict=True)]
                    waiting |= {i: None for i, each in enumerate(sums) if row in each.signs and moved[each.column]}

    def _without_dear(self, domains: dict[str, Domain], bad_columns: int, limit: float) -> list[str] | None:
        """Take from the rows the candidates that no reading within the limit can have in which so many columns fail:
        from which any was, None where there is no such reading."""
        along_columns, along_rows = self._bounds(domains, bad_columns)
        spare, spare_by_rows = limit - along_columns + _A_LITTLE, limit - along_rows + _A_LITTLE
        if min(spare, spare_by_rows) < 0:
            return None
        changed = []
        for row, domain in domains.items():
            if domain.dearest - domain.cost <= min(spare, spare_by_rows):
                continue
            most, most_by_rows = domain.cost + spare, domain.cost_of_row + spare_by_rows
            kept = [
                each
                for each in domain.options
                if each.cost <= most and each.cost + MISPRINT * each.fails <= most_by_rows
            ]
            if not kept:
                return None
            if len(kept) < len(domain.options):
                domains[row] = Domain(kept)
                changed.append(row)
        return changed

    def _cheapest(self, most: float) -> Reading | None:
        """The cheapest reading: one within limits that rise in steps, then any cheaper one."""
        last = min(most, self.least + _DEEPEST)
        limit, step = min(self.least, last), _STEP
        best = self._any(limit)
        while best is None and limit < last:
            limit, step = min(limit + step, last), step * _GROWTH
            best = self._any(limit)
        while best is not None and (cheaper := self._any(best.cost - 2 * _A_LITTLE)):
            best = cheaper
        return best

    def _any(self, limit: float) -> Reading | None:
        """A reading that costs at most so much."""
        for bad, domains in self._ways(limit):
            found = self._within(limit, domains, bad)
            if found is not None:
                return Reading(self._cost(found, bad), {**self.fixed, **found}, bad)
        return None

    def _find_rivals(self, seen: dict[str, _Seen], cost: float, limit: float) -> None:
        """Add to `seen` the candidates of readings within the limit that give another output for some cell."""
        for row in seen:
            self._add(seen, row, seen[row].candidates[0], limit - cost)
        for bad, domains in self._ways(limit):
            least = max(self._bounds(domains, len(bad)))
            for row, domain in domains.items():
                for option in domain.options:
                    telling = [each for each in self._alike(row, option) if seen[row].tells_more(each)]
                    dearer = min((each.cost for each in telling), default=inf) - option.cost
                    if least + option.cost - domain.cost + dearer > limit + _A_LITTLE:
                        continue
                    try:
                        found = self._asked(option, row, domains, bad, limit - dearer)
                    except _OutOfSteps:
                        if self.budget.left < 0:
                            raise
                        for each in telling:  # whether it is a rival is not known
                            seen[row].add(each)
                        continue
                    if found is not None:
                        spare = limit - self._cost(found, bad)
                        for other, candidate in found.items():
                            self._add(seen, other, candidate, spare)

    def _asked(
        self, option: Candidate, row: str, domains: dict[str, Domain], bad: frozenset[int], limit: float
    ) -> Choice | None:
        """A reading with this candidate, as `_with` finds it, looked for no longer than one candidate is worth."""
        whole = self.budget
        self.budget = Budget(_MOST_ROWS_OF_ONE, whole)
        try:
            return self._with(option, row, domains, bad, limit)
        finally:
            self.budget = whole

    def _alike(self, row: str, option: Candidate) -> list[Candidate]:
        return self.alike[row][option.values, option.fails]

    def _add(self, seen: dict[str, _Seen], row: str, option: Candidate, spare: float) -> None:
        """Add the candidates that may stand in the place of one, and cost no more than so much besides."""
        for each in self._alike(row, option):
            if each.cost <= option.cost + spare + _A_LITTLE and seen[row].tells_more(each):
                seen[row].add(each)

    def _ways(self, limit: float) -> Iterator[tuple[frozenset[int], dict[str, Domain]]]:
        """Which columns may not add up in a reading that costs at most so much, those that can't in any and up to two
        more, and the candidates then."""
        others = [at for at in range(self.width) if at not in self.broken]
        for more in range(_MOST_BAD + 1 if self.open else 1):
            # What a reading costs does not depend on which columns fail, only on how many.
            affordable = dict(self.open)
            if self._without_dear(affordable, len(self.broken) + more, limit) is None:
                return
            for extra in combinations(others, more):
                bad = self.broken | frozenset(extra)
                domains = self._narrowed(affordable, bad, limit)
                if domains is not None:
                    yield bad, domains

    def _bounds(self, domains: Mapping[str, Domain], bad_columns: int) -> tuple[float, float]:
        """What any reading costs at least in which so many columns fail: where these or the rows that can't but fail
        are counted, and where each row that does not add up is."""
        cost: float = 0
        by_rows: float = 0
        failing = self.failing
        for domain in domains.values():
            cost += domain.cost
            by_rows += domain.cost_of_row
            failing += domain.fails
        by_columns = self.fixed_cost + cost + MISPRINT * max(failing, bad_columns)
        return by_columns, self.fixed_cost + by_rows + MISPRINT * self.failing

    def _cost(self, choice: Choice, bad: frozenset[int]) -> float:
        failing = self.failing + sum(each.fails for each in choice.values())
        cost = self.fixed_cost + sum(each.cost for each in choice.values())
        return cost + MISPRINT * max(failing, len(bad))

    def _with(
        self, option: Candidate, row: str, domains: dict[str, Domain], bad: frozenset[int], limit: float
    ) -> Choice | None:
        """A reading in which a row has this candidate that costs at most so much."""
        narrowed = self._narrowed({**domains, row: Domain([option])}, bad, limit, row)
        return None if narrowed is None else self._within(limit, narrowed, bad)

    def _within(self, limit: float, domains: dict[str, Domain], bad: frozenset[int]) -> Choice | None:
        """A reading that costs at most so much; the sums have narrowed the candidates already."""
        several = [row for row, domain in domains.items() if len(domain.options) > 1]
        if not several:
            return {row: domain.options[0] for row, domain in domains.items()}
        row = min(several, key=lambda each: len(domains[each].options))
        tried = (self._with(option, row, domains, bad, limit) for option in domains[row].options)
        return next((found for found in tried if found is not None), None)


def _alike(options: Sequence[Candidate]) -> _Alike:
    groups: _Alike = {}
    for each in sorted(options, key=lambda option: option.cost):
        groups.setdefault((each.values, each.fails), []).append(each)
    return groups
