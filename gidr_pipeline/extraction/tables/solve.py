"""The cheapest reading of a whole table, and for each row the rivals that are hardly dearer.

Given the candidates of each row, a reading is one of them for each. It costs what they cost, and a misprint for each
row that does not add up or each column that does not, whichever are more: one wrong figure breaks both. The search is
exact within its bound: it narrows the candidates of the rows by what the sums down the columns still allow, and tries
one row after the other where several are left. What belongs here: the search. What does not: what the candidates are
(`noise`), and what of the result is given (`judge`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import inf

from gidr_pipeline.extraction.tables.faults import MISPRINT
from gidr_pipeline.extraction.tables.model import Candidate, Gap
from gidr_pipeline.extraction.tables.sums import ColumnSum

_MOST_ROWS = 60_000
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
    """How often a row may be looked at in a sum, for a whole table."""

    def __init__(self) -> None:
        self.left = _MOST_ROWS

    def spend(self, rows: int) -> None:
        self.left -= rows
        if self.left < 0:
            raise _OutOfSteps


def least_cost(domains: Domains) -> float:
    """What any reading of a table costs at least, its columns not looked at."""
    cost = sum(min(each.cost for each in options) for options in domains.values())
    return cost + MISPRINT * sum(all(each.fails for each in options) for options in domains.values())


Extents = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Domain:
    """The candidates of a row, and for each column the least and the most that they hold there."""

    options: Sequence[Candidate]
    extents: Extents

    @classmethod
    def of(cls, options: Sequence[Candidate]) -> "_Domain":
        return cls(options, list(map(_extent, zip(*(each.values for each in options), strict=True))))


def _extent(values: Sequence[int | None]) -> tuple[float, float]:
    """The least and the most of some counts; one that is not known is 0 or more."""
    known = [value for value in values if value is not None]
    return (0, inf) if len(known) < len(values) else (min(known), max(known))


@dataclass(slots=True)
class _Sum:
    """A sum down one column: what the rows with one candidate add to it, at least and at most, and the rows that have
    several, with their signs."""

    column: int
    low: float
    high: float
    signs: Mapping[str, int]

    def narrow(self, rows: dict[str, _Domain]) -> list[str] | None:
        """Take from the rows what the sum does not allow: from which anything was, None where nothing is left of
        one."""
        own = {row: self._own(rows[row], sign) for row, sign in self.signs.items()}
        low, high = self.low + sum(each[0] for each in own.values()), self.high + sum(each[1] for each in own.values())
        if low > 0 or high < 0:
            return None
        changed = []
        for row, sign in self.signs.items():
            domain = rows[row]
            if len(domain.options) == 1:
                continue
            least, most = own[row]
            if most - least < inf:
                others_low, others_high = low - least, high - most
                if others_low + most <= 0 <= others_high + least:
                    continue
            else:
                others = [each for other, each in own.items() if other != row]
                others_low = self.low + sum(each[0] for each in others)
                others_high = self.high + sum(each[1] for each in others)
            kept = [
                option
                for option in domain.options
                if (value := option.values[self.column]) is None or others_low <= -sign * value <= others_high
            ]
            if not kept:
                return None
            if len(kept) < len(domain.options):
                rows[row] = _Domain.of(kept)
                changed.append(row)
        return changed

    def _own(self, domain: _Domain, sign: int) -> tuple[float, float]:
        least, most = domain.extents[self.column]
        return (least, most) if sign > 0 else (-most, -least)


@dataclass(slots=True)
class Search:
    """The readings of a table whose rows have these candidates."""

    fixed: Choice
    open: dict[str, _Domain]
    alike: dict[str, list[Candidate]]
    """All candidates of each row. Of those with the same values the search tries the cheapest."""
    sums: list[_Sum]
    width: int
    broken: frozenset[int]
    """The columns in which a sum can't hold in any reading."""
    budget: Budget
    known: dict[frozenset[int], dict[str, _Domain] | None] = field(default_factory=dict)
    """What is left of the candidates where these columns need not add up."""

    @property
    def least(self) -> float:
        """What any reading costs at least."""
        return self._least(self.open, self.broken)

    @classmethod
    def of(cls, domains: Domains, down: Sequence[ColumnSum], width: int, budget: Budget) -> "Search":
        tried = {row: _cheapest_of_alike(options) for row, options in domains.items()}
        fixed = {row: options[0] for row, options in tried.items() if len(options) == 1}
        open_rows = {row: _Domain.of(options) for row, options in tried.items() if len(options) > 1}
        sums = []
        for each in down:
            signs = {row: sign for row, sign in each.signs.items() if row in open_rows}
            for column in range(width):
                low = high = 0.0
                for row, sign in each.signs.items():
                    if row not in open_rows:
                        value = fixed[row].values[column] if row in fixed else None
                        least, most = (0, inf) if value is None else (value, value)
                        low, high = (low + least, high + most) if sign > 0 else (low - most, high - least)
                sums.append(_Sum(column, low, high, signs))
        broken = {each.column for each in sums if each.narrow(dict(open_rows)) is None}
        every = {row: list(options) for row, options in domains.items()}
        return cls(fixed, open_rows, every, [each for each in sums if each.signs], width, frozenset(broken), budget)

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
        seen = {row: [each] for row, each in reading.choice.items()}
        if reading.is_found:
            try:
                self._find_rivals(seen, reading.cost, limit)
            except _OutOfSteps:
                seen |= {row: self.alike[row] for row in self.open}
        return seen

    def narrowed(
        self, domains: Mapping[str, _Domain], bad: frozenset[int], changed: str | None = None
    ) -> dict[str, _Domain] | None:
        """The candidates that the sums still allow, those down the bad columns left out; None where a row has none
        left. Where only one row has changed since, it is enough to begin with its sums."""
        result = dict(domains)
        sums = [each for each in self.sums if each.column not in bad]
        waiting = {at: None for at, each in enumerate(sums) if changed is None or changed in each.signs}
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
        return result

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

    def _find_rivals(self, seen: dict[str, list[Candidate]], cost: float, limit: float) -> None:
        """Add to `seen` the candidates of readings within the limit that give another output for some cell."""
        for row, (chosen, *_) in list(seen.items()):
            self._add(seen, row, chosen, limit - cost)
        for bad, domains in self._ways(limit):
            least = self._least(domains, bad)
            for row, domain in domains.items():
                cheapest = min(each.cost for each in domain.options)
                for option in domain.options:
                    telling = [each for each in self._alike(row, option) if _tells_more(each, seen[row])]
                    dearer = min((each.cost for each in telling), default=inf) - option.cost
                    if least + option.cost - cheapest + dearer > limit + _A_LITTLE:
                        continue
                    narrowed = self.narrowed({**domains, row: _Domain.of([option])}, bad, row)
                    found = self._within(limit - dearer, narrowed, bad) if narrowed is not None else None
                    if found is not None:
                        spare = limit - self._cost(found, bad)
                        for each, candidate in found.items():
                            self._add(seen, each, candidate, spare)

    def _alike(self, row: str, option: Candidate) -> list[Candidate]:
        return [each for each in self.alike[row] if each.values == option.values and each.fails == option.fails]

    def _add(self, seen: dict[str, list[Candidate]], row: str, option: Candidate, spare: float) -> None:
        """Add the candidates that may stand in the place of one, and cost no more than so much besides."""
        for each in self._alike(row, option):
            if each.cost <= option.cost + spare + _A_LITTLE and _tells_more(each, seen[row]):
                seen[row].append(each)

    def _ways(self, limit: float) -> Iterator[tuple[frozenset[int], dict[str, _Domain]]]:
        """Which columns may not add up in a reading that costs at most so much, those that can't in any and up to two
        more, and the candidates then."""
        others = [at for at in range(self.width) if at not in self.broken]
        for more in range(_MOST_BAD + 1 if self.open else 1):
            for extra in combinations(others, more):
                bad = self.broken | frozenset(extra)
                if self._least(self.open, bad) > limit + _A_LITTLE:
                    return
                if bad not in self.known:
                    self.known[bad] = self.narrowed(self.open, bad)
                domains = self.known[bad]
                if domains is not None and self._least(domains, bad) <= limit + _A_LITTLE:
                    yield bad, domains

    def _least(self, domains: Mapping[str, _Domain], bad: frozenset[int]) -> float:
        """What any reading costs at least."""
        cost: float = 0
        failing = 0
        for domain in domains.values():
            cost += min(each.cost for each in domain.options)
            failing += all(each.fails for each in domain.options)
        for each in self.fixed.values():
            cost += each.cost
            failing += each.fails
        return cost + MISPRINT * max(failing, len(bad))

    def _cost(self, choice: Choice, bad: frozenset[int]) -> float:
        return self._least({row: _Domain([each], ()) for row, each in choice.items()}, bad)

    def _within(self, limit: float, domains: dict[str, _Domain], bad: frozenset[int]) -> Choice | None:
        """A reading that costs at most so much."""
        if self._least(domains, bad) > limit + _A_LITTLE:
            return None
        several = [row for row, domain in domains.items() if len(domain.options) > 1]
        if not several:
            return {row: domain.options[0] for row, domain in domains.items()}
        row = min(several, key=lambda each: len(domains[each].options))
        for option in domains[row].options:
            narrowed = self.narrowed({**domains, row: _Domain.of([option])}, bad, row)
            found = self._within(limit, narrowed, bad) if narrowed is not None else None
            if found is not None:
                return found
        return None


def _cheapest_of_alike(options: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates with the same values the cheapest, in their order."""
    cheapest: dict[tuple[object, ...], Candidate] = {}
    for each in options:
        key = (each.values, each.fails)
        if key not in cheapest or each.cost < cheapest[key].cost:
            cheapest[key] = each
    return list(cheapest.values())


def _tells_more(option: Candidate, seen: Sequence[Candidate]) -> bool:
    """Whether a candidate gives an output for some cell on which those seen agree otherwise."""
    agreed = [set(outputs) for outputs in zip(*(each.outputs for each in seen), strict=True)]
    return any(len(each) == 1 and output not in each for each, output in zip(agreed, option.outputs, strict=True))
