"""What must hold for any figures: the verdict is what trying out every number would find."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from random import Random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline.reconciliation.verdicts import VALUE, judge
from gidr_pipeline_tests.reconciliation.frames import CLAIMS, cells_of, claims_of, one_report

# Figures up to 4 in up to 5 terms: an unknown above 20 can do nothing that one up to 20 can't.
FIGURES = st.integers(0, 4)
UNKNOWN_RANGE = range(21)
STATUSES = st.sampled_from(["reported", "repaired", "blank", "missing", "illegible"])

Drawn = tuple[str, int, int | None, str]
"""Side, sign, value and status of a term."""


@st.composite
def a_term(draw: st.DrawFn) -> Drawn:
    status = draw(STATUSES)
    value = draw(FIGURES) if status in ("reported", "repaired") else None
    return draw(st.sampled_from(["left", "right"])), draw(st.sampled_from([1, -1])), value, status


SUMS = st.lists(a_term(), min_size=1, max_size=5).filter(lambda terms: sum(t[2] is None for t in terms) <= 3)


def frame_of(sums: dict[str, list[Drawn]]) -> pl.DataFrame:
    rows = [
        (name, position, side, sign, None if value is None else Decimal(value), status, f"t{position}")
        for name, terms in sums.items()
        for position, (side, sign, value, status) in enumerate(terms)
    ]
    names = ["sum", "position", "side", "sign", "value", "status", "label"]
    types = [pl.String, pl.Int16, pl.String, pl.Int8, VALUE, pl.String, pl.String]
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row").with_columns(
        signed=pl.lit(False), needed=pl.lit(True), says=pl.lit(None, pl.String), unusable=pl.lit(None, pl.String)
    )


@dataclass(frozen=True)
class Side:
    total: int
    complete: bool
    """No cell is missing or illegible."""
    printed: bool
    """Some cell has a figure."""
    spoken: bool
    """Some cell has a figure, or there is none to have one."""


def side_of(terms: list[Drawn], name: str) -> Side:
    mine = [(sign, value, status) for side, sign, value, status in terms if side == name]
    figures = [sign * value for sign, value, _ in mine if value is not None]
    complete = all(status not in ("missing", "illegible") for *_, status in mine)
    return Side(sum(figures), complete, bool(figures), bool(figures) or not mine)


def can_hold(terms: list[Drawn]) -> bool:
    """Whether any numbers in place of the unknown make left equal right, by trying them all."""
    weights = [sign if side == "left" else -sign for side, sign, _, _ in terms]
    unknown = [weight for weight, term in zip(weights, terms, strict=True) if term[2] is None]
    known = sum(weight * (term[2] or 0) for weight, term in zip(weights, terms, strict=True))
    return any(
        known + sum(weight * number for weight, number in zip(unknown, numbers, strict=True)) == 0
        for numbers in product(UNKNOWN_RANGE, repeat=len(unknown))
    )


@settings(max_examples=25)
@given(st.lists(SUMS, min_size=1, max_size=20))
def test_a_sum_fails_exactly_where_no_numbers_could_save_it(sums: list[list[Drawn]]) -> None:
    named = {str(n): terms for n, terms in enumerate(sums)}
    verdicts = dict(judge(frame_of(named), by=["sum"]).select("sum", "verdict").iter_rows())
    for name, terms in named.items():
        assert (verdicts[name] == "fail") == (not can_hold(terms)), terms


@settings(max_examples=25)
@given(st.lists(SUMS, min_size=1, max_size=20))
def test_a_sum_passes_only_where_all_that_is_printed_proves_it(sums: list[list[Drawn]]) -> None:
    named = {str(n): terms for n, terms in enumerate(sums)}
    for row in judge(frame_of(named), by=["sum"]).iter_rows(named=True):
        terms = named[row["sum"]]
        left, right = (side_of(terms, name) for name in ("left", "right"))
        proven = left.complete and right.complete and left.spoken and right.spoken and left.total == right.total
        assert (row["verdict"] == "pass") == proven, terms
        assert row["repaired_cells"] == sum(status == "repaired" for *_, status in terms)
        for name, side in (("left", left), ("right", right)):
            assert row[f"{name}_value"] == (side.total if side.printed and side.complete else None), terms


@settings(max_examples=20)
@given(st.lists(SUMS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_the_company_changes_a_verdict(sums: list[list[Drawn]], random: Random) -> None:
    named = {str(n): terms for n, terms in enumerate(sums)}
    frame = frame_of(named)
    together = judge(frame.sample(fraction=1, shuffle=True, seed=random.randrange(1000)), by=["sum"]).sort("sum")
    alone = pl.concat([judge(frame_of({name: terms}), by=["sum"]) for name, terms in named.items()])
    assert together.equals(alone)


PRINTED = st.one_of(st.integers(0, 3), st.sampled_from(["blank", "missing", "illegible", "absent"]))


LINES = ["unavailable_not_held.total", "unavailable_needs_creation.total", "unavailable_unclear.total"]
CASES = st.tuples(st.tuples(PRINTED, PRINTED, PRINTED), st.lists(st.integers(0, 6), min_size=1, max_size=3))


@settings(max_examples=15)
@given(st.lists(CASES, min_size=1, max_size=8))
def test_the_prose_fails_exactly_where_no_numbers_could_save_it(
    cases: list[tuple[tuple[int | str, ...], list[int]]],
) -> None:
    """Each case is a report: what its three lines print, and the figures that its prose gives for their sum."""
    named = {str(n): case for n, case in enumerate(cases)}
    cells = [cells_of(dict(zip(LINES, printed, strict=True)), name) for name, (printed, _) in named.items()]
    mentions = [
        claims_of(*(("unavailable", figure) for figure in figures), report_id=name)
        for name, (_, figures) in named.items()
    ]
    reports = pl.concat(one_report(name) for name in named)
    result = within_reports(reports, pl.concat(cells), pl.concat(mentions)).filter(rule="narrative_agreement")
    verdicts = dict(result.select("report_id", "verdict").iter_rows())
    for name, (printed, figures) in named.items():
        choices = [[cell] if isinstance(cell, int) else range(10) for cell in printed]
        possible = any(all(sum(numbers) == figure for figure in figures) for numbers in product(*choices))
        assert (verdicts[name] == "fail") == (not possible), (printed, figures)


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_cells_changes_nothing(random: Random) -> None:
    printed: dict[str, int | str] = {"received.total": 3, "carried_in.total": "blank", "granted.total": 2}
    cells = cells_of(printed | {"resolved_total.total": 2, "carried_out.total": "illegible"})
    shuffled = cells.sample(fraction=1, shuffle=True, seed=random.randrange(1000))
    no_claims = pl.DataFrame(schema=CLAIMS)
    assert within_reports(one_report(), cells, no_claims).equals(within_reports(one_report(), shuffled, no_claims))
