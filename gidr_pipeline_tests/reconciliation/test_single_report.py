"""Each rule of a single report broken on purpose, and every path to a verdict."""

from decimal import Decimal

import polars as pl
import pytest

from gidr_pipeline.forms import form_of, load_forms
from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline_tests.reconciliation.frames import (
    CLAIMS,
    Printed,
    cells_of,
    claims_of,
    one_report,
    row_of,
    verdicts,
)

NO_CLAIMS = pl.DataFrame(schema=CLAIMS)
EDITIONS = [None, *(form.edition for form in load_forms())]


def judge_report(printed: dict[str, Printed], edition: str | None = "2021", otherwise: Printed = 0) -> pl.DataFrame:
    return within_reports(one_report(edition=edition), cells_of(printed, "r", edition, otherwise), NO_CLAIMS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_rule_and_scope_of_the_form_has_a_row(edition: str | None) -> None:
    result = judge_report({}, edition)
    form = form_of(edition)
    within = [i for i in form.identities if all(term.year_offset == 0 for term in (*i.left, *i.right))]
    expected = {(identity.rule, scope) for identity in within for scope in form.scopes(identity)}
    assert verdicts(result, "pass") == expected
    assert result.height == len(expected)


def test_the_columns_are_those_of_the_warehouse() -> None:
    result = judge_report({})
    assert result.schema == {
        "report_id": pl.String,
        "rule": pl.String,
        "scope": pl.String,
        "left_value": pl.Decimal(18, 4),
        "right_value": pl.Decimal(18, 4),
        "difference": pl.Decimal(18, 4),
        "verdict": pl.String,
        "repaired_cells": pl.Int32,
        "detail": pl.String,
        "reading": pl.String,
    }


@pytest.mark.parametrize(
    ("edition", "printed", "failing"),
    [
        # Whatever is wrong in a cell shows in each sum that covers it, and nowhere else.
        ("2021", {"upheld": 1}, {("challenge_results", "reconsideration")}),
        ("2021", {"reconsideration.total": 1}, {("challenge_results", "reconsideration")}),
        (
            "2021",
            {"received.business": 1},
            {("request_balance", "business"), ("request_applicants", "received")},
        ),
        (
            "2021",
            {"carried_out.total": 2},
            {("request_balance", "total"), ("request_applicants", "carried_out")},
        ),
        (
            "2021",
            {"refused_deliberative.research": 3},
            {("request_outcomes", "research"), ("request_applicants", "refused_deliberative")},
        ),
        (
            "2021",
            {"other_fee_unpaid.total": 3},
            {("request_outcomes", "total"), ("request_applicants", "other_fee_unpaid")},
        ),
        (
            "2019",
            {"other_outcome.other_org": 3},
            {("request_outcomes", "other_org"), ("request_applicants", "other_outcome")},
        ),
        (
            "2021",
            {"resolved_total.total": 3},
            {("request_balance", "total"), ("request_outcomes", "total"), ("request_applicants", "resolved_total")},
        ),
        # With the edition unknown the outcome lines are not known either, the balance still is.
        (
            None,
            {"resolved_total.total": 3},
            {("request_balance", "total"), ("request_applicants", "resolved_total")},
        ),
    ],
)
def test_a_wrong_figure_fails_the_sums_that_cover_it(
    edition: str | None, printed: dict[str, Printed], failing: set[tuple[str, str]]
) -> None:
    cells = {("reconsideration." + key if "." not in key else key): value for key, value in printed.items()}
    assert verdicts(judge_report(cells, edition), "fail") == failing


BALANCE = ["received.total", "carried_in.total", "resolved_total.total", "carried_out.total"]


@pytest.mark.parametrize(
    ("figures", "verdict", "left", "right"),
    [
        ([5, 1, 4, 2], "pass", 6, 6),
        ([5, 1, 4, 1], "fail", 6, 5),
        ([5, "blank", 4, 1], "pass", 5, 5),
        (["blank", 5, 5, "blank"], "pass", 5, 5),
        (["blank", "blank", 0, 0], "not_assessable", None, 0),
        ([0, 0, "blank", "blank"], "not_assessable", 0, None),
        (["blank"] * 4, "not_assessable", None, None),
        # A blank on the smaller side might hold what is lacking; on the larger it can only make things worse.
        ([5, "blank", 4, 2], "not_assessable", 5, 6),
        ([5, 2, 4, "blank"], "not_assessable", 7, 4),
        ([5, "blank", 4, 0], "fail", 5, 4),
        ([5, 1, 7, "blank"], "fail", 6, 7),
        ([5, "missing", 4, 0], "fail", None, 4),
        ([5, 1, 7, "illegible"], "fail", 6, None),
        ([5, 1, 7, "absent"], "fail", 6, None),
        # With something unknown on both sides nothing can be excluded.
        ([5, "missing", 4, "missing"], "not_assessable", None, None),
        ([5, "blank", 9, "illegible"], "not_assessable", 5, None),
        # It would hold with a zero for the lost cell, but a lost cell is no zero.
        ([5, "missing", 5, 0], "not_assessable", None, 5),
        ([5, 0, 5, "illegible"], "not_assessable", 5, None),
        ([5, 0, 5, "absent"], "not_assessable", 5, None),
        (["missing"] * 4, "not_assessable", None, None),
    ],
)
def test_verdicts_of_the_balance(figures: list[Printed], verdict: str, left: int | None, right: int | None) -> None:
    row = row_of(judge_report(dict(zip(BALANCE, figures, strict=True))), "request_balance", "total")
    difference = None if left is None or right is None else left - right
    assert [row[name] for name in ("verdict", "left_value", "right_value", "difference")] == [
        verdict,
        left,
        right,
        difference,
    ]


RESULTS = ["upheld", "corrected", "other_result", "pending", "total"]


@pytest.mark.parametrize(
    ("figures", "verdict", "left", "right"),
    [
        ([1, 0, 3, 0, 4], "pass", 4, 4),
        ([1, 0, 3, 0, 5], "fail", 4, 5),
        ([1, "blank", 3, "blank", 4], "pass", 4, 4),
        (["blank", "blank", "blank", "blank", 0], "pass", None, 0),
        (["blank", "blank", "blank", "blank", 3], "not_assessable", None, 3),
        ([0, 0, 0, 0, "blank"], "not_assessable", 0, None),
        ([1, 0, 3, 0, "blank"], "not_assessable", 4, None),
        ([1, 0, 3, 0, "missing"], "not_assessable", 4, None),
        ([1, 0, 3, 0, "illegible"], "not_assessable", 4, None),
        (["blank"] * 5, "not_assessable", None, None),
        ([1, "blank", 3, 0, 5], "not_assessable", 4, 5),
        ([1, "blank", 3, 0, 3], "fail", 4, 3),
        ([1, "missing", 3, 0, 3], "fail", None, 3),
        ([1, "missing", 3, 0, 4], "not_assessable", None, 4),
        (["missing", "blank", "illegible", "absent", 4], "not_assessable", None, 4),
    ],
)
def test_verdicts_of_a_total(figures: list[Printed], verdict: str, left: int | None, right: int | None) -> None:
    printed = {f"litigation_direct.{result}": figure for result, figure in zip(RESULTS, figures, strict=True)}
    row = row_of(judge_report(printed), "challenge_results", "litigation_direct")
    assert [row[name] for name in ("verdict", "left_value", "right_value")] == [verdict, left, right]


def test_a_form_published_all_blank_is_no_proof_of_anything() -> None:
    result = judge_report({}, otherwise="blank")
    assert set(result["verdict"]) == {"not_assessable"}
    assert result["left_value"].null_count() == result["right_value"].null_count() == result.height


def test_a_report_without_any_cell_is_not_assessable() -> None:
    result = within_reports(one_report(), cells_of({}).clear(), NO_CLAIMS)
    assert result.height == judge_report({}).height
    assert set(result["verdict"]) == {"not_assessable"}


def test_repaired_cells_are_counted_where_they_were_used() -> None:
    printed: dict[str, Printed] = {"received.total": "4 repaired", "received.business": "4 repaired"}
    result = judge_report(printed | {"resolved_total.total": 4})
    assert row_of(result, "request_applicants", "received")["repaired_cells"] == 2
    assert row_of(result, "request_balance", "total")["repaired_cells"] == 1
    assert row_of(result, "request_balance", "business")["repaired_cells"] == 1
    assert result.filter(pl.col("repaired_cells") > 0).height == 3


def test_the_detail_can_be_checked_with_a_finger_on_the_page() -> None:
    printed: dict[str, Printed] = {"received.total": 5, "resolved_total.total": 4, "granted.total": 4}
    result = judge_report(printed | {"received.natural_person": 4, "carried_in.total": "blank"})
    assert row_of(result, "request_balance", "total")["detail"] == (
        "received 5 + carried_in blank ≠ resolved_total 4 + carried_out 0: 5 against 4"
        "（第一项加第二项之和，等于第三项加第四项之和）"
    )
    assert row_of(result, "request_outcomes", "total")["detail"] == "both sides are equal"
    assert row_of(result, "request_applicants", "received")["detail"].startswith(
        "natural_person 4 ≠ total 5: 4 against 5"
    )


def test_reports_do_not_mix() -> None:
    good, bad = {"received.total": 2, "carried_out.total": 2}, {"received.total": 2, "carried_out.total": 1}
    reports = pl.concat([one_report("a"), one_report("b"), one_report("c", edition="2019")])
    cells = pl.concat([cells_of(good, "a"), cells_of(bad, "b"), cells_of(good, "c", "2019")])
    result = within_reports(reports, cells, claims_of(("received", 3), report_id="b"))
    assert [row_of(result, "request_balance", "total", each)["verdict"] for each in "abc"] == ["pass", "fail", "pass"]
    assert result.filter(rule="narrative_agreement").select("report_id", "verdict").rows() == [("b", "fail")]
    assert result.equals(result.sort("report_id", "rule", "scope"))


def test_further_columns_are_no_matter() -> None:
    cells, claims = cells_of({"received.total": 3}), claims_of(("received", 4), ("other_misc.total", 1))
    extra = {name: pl.lit("2019") for name in ("edition", "note", "label", "unit", "agency", "scope", "side", "sign")}
    result = within_reports(one_report(), cells, claims)
    assert result.equals(within_reports(one_report(), cells.with_columns(**extra), claims.with_columns(**extra)))


def test_fractions_are_compared_exactly() -> None:
    tenths = [Decimal("0.1"), Decimal("0.2"), Decimal("0.3")]
    names = ["upheld", "corrected", "total"]
    printed = pl.DataFrame(
        [("challenges", "reconsideration", name, value) for name, value in zip(names, tenths, strict=True)],
        schema={"table": pl.String, "row": pl.String, "column": pl.String, "exact": pl.Decimal(18, 4)},
        orient="row",
    )
    cells = cells_of({}).join(printed, on=["table", "row", "column"], how="left")
    cells = cells.with_columns(value=pl.coalesce("exact", "value")).drop("exact")
    result = within_reports(one_report(), cells, NO_CLAIMS)
    assert row_of(result, "challenge_results", "reconsideration")["verdict"] == "pass"


def test_a_sum_too_large_for_the_warehouse_is_still_judged() -> None:
    huge = 99_999_999_999_999
    result = judge_report({"litigation_direct.upheld": huge, "litigation_direct.corrected": huge})
    row = row_of(result, "challenge_results", "litigation_direct")
    assert (row["verdict"], row["left_value"]) == ("fail", None)
    assert f"upheld {huge} + corrected {huge}" in str(row["detail"])


def test_a_cell_given_twice_is_an_error_not_a_double_count() -> None:
    cells = cells_of({})
    with pytest.raises(pl.exceptions.ComputeError):
        within_reports(one_report(), pl.concat([cells, cells]), NO_CLAIMS)


def test_a_report_given_twice_is_an_error_not_a_double_count() -> None:
    with pytest.raises(ValueError, match="given twice: r"):
        within_reports(pl.concat([one_report(), one_report()]), cells_of({}), NO_CLAIMS)


def test_an_edition_without_a_form_is_an_error_not_a_silence() -> None:
    with pytest.raises(ValueError, match="2035"):
        within_reports(one_report(edition="2035"), cells_of({}), NO_CLAIMS)


def test_nothing_in_gives_nothing_out() -> None:
    result = within_reports(one_report().clear(), cells_of({}).clear(), NO_CLAIMS)
    assert result.is_empty()
    assert result.schema == judge_report({}).schema
