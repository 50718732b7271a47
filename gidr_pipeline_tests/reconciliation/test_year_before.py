"""The report of the year before: finding it, trusting it, and comparing with it."""

import polars as pl
import pytest

from gidr_pipeline.forms import form_of
from gidr_pipeline.reconciliation import between_years, cells_between_years
from gidr_pipeline_tests.reconciliation.frames import Printed, cells_of, one_report, row_of, verdicts

Report = tuple[str, str | None, int | None, str | None, dict[str, Printed]]
"""report_id, agency, year, edition and what is printed, everything else 0."""

BUREAU = "广州市教育局"


def judge_reports(*given: Report) -> pl.DataFrame:
    reports = pl.concat([one_report(*each[:4]) for each in given])
    cells = pl.concat([cells_of(each[4], each[0], each[3]) for each in given])
    return between_years(reports, cells)


def two_years(
    before: dict[str, Printed], now: dict[str, Printed], editions: tuple[str | None, str | None]
) -> pl.DataFrame:
    return judge_reports(("r", BUREAU, 2022, editions[1], now), ("before", BUREAU, 2021, editions[0], before))


def carried(before: Printed, now: Printed) -> dict[str, object]:
    printed = {"carried_out.business": before}, {"carried_in.business": now}
    return row_of(two_years(*printed, ("2021", "2021")), "carry_over", "business")


@pytest.mark.parametrize("edition", [None, "2019", "2021"])
def test_every_rule_and_scope_of_the_form_has_a_row_also_without_a_year_before(edition: str | None) -> None:
    result = judge_reports(("r", BUREAU, 2022, edition, {}))
    form = form_of(edition)
    across = [i for i in form.identities if any(term.year_offset for term in (*i.left, *i.right))]
    expected = {(identity.rule, scope) for identity in across for scope in form.scopes(identity)}
    assert verdicts(result, "not_assessable") == expected
    assert result.height == len(expected)
    assert result["detail"].str.ends_with("no report of the year before").all()
    assert result["right_value"].null_count() == result.height


@pytest.mark.parametrize(
    ("before", "now", "verdict", "left", "right"),
    [
        (3, 3, "pass", 3, 3),
        (0, 0, "pass", 0, 0),
        (3, 4, "fail", 4, 3),
        (3, 0, "fail", 0, 3),
        (3, "blank", "not_assessable", None, 3),
        (0, "blank", "not_assessable", None, 0),
        ("blank", 0, "not_assessable", 0, None),
        ("blank", 3, "not_assessable", 3, None),
        ("blank", "blank", "not_assessable", None, None),
        ("missing", 3, "not_assessable", 3, None),
        ("absent", 3, "not_assessable", 3, None),
        (3, "illegible", "not_assessable", None, 3),
        (3, "absent", "not_assessable", None, 3),
    ],
)
def test_verdicts_of_what_was_carried_over(
    before: Printed, now: Printed, verdict: str, left: int | None, right: int | None
) -> None:
    row = carried(before, now)
    assert [row[name] for name in ("verdict", "left_value", "right_value")] == [verdict, left, right]


def test_repaired_cells_of_both_years_are_counted() -> None:
    assert carried("3 repaired", 3)["repaired_cells"] == 1
    assert carried("3 repaired", "3 repaired")["repaired_cells"] == 2
    assert carried(3, "4 repaired")["detail"] == (
        "carried_in 4 ≠ last year's carried_out 3: 4 against 3（上年结转，等于上年度报告的结转下年度继续办理）"
    )


@pytest.mark.parametrize(
    ("before", "issued", "repealed", "in_force", "verdict", "left", "right"),
    [
        (3, 2, 1, 4, "pass", 4, 4),
        (3, 2, 1, 5, "fail", 5, 4),
        (0, 0, 0, 0, "pass", 0, 0),
        (3, "blank", "blank", 3, "pass", 3, 3),
        ("blank", 2, 0, 2, "pass", 2, 2),
        ("blank", "blank", "blank", 0, "pass", 0, None),
        (3, 2, 1, "blank", "not_assessable", None, 4),
        (3, 2, 1, "missing", "not_assessable", None, 4),
        # More was repealed than there was: no stock ≥ 0 could come of it.
        (3, 0, 6, "missing", "fail", None, -3),
        # Less is in force than was issued, with nothing repealed: no stock before could explain it.
        ("missing", 10, 0, 5, "fail", 5, None),
        ("missing", 10, 0, 12, "not_assessable", 12, None),
        # What is blank among the repealed may be any number, but not less than none.
        (3, 2, "blank", 4, "not_assessable", 4, 5),
        (3, 2, "blank", 6, "fail", 6, 5),
        (3, "blank", 1, 1, "fail", 1, 2),
        (3, "blank", 1, 4, "not_assessable", 4, 2),
        (3, "illegible", "blank", 9, "not_assessable", 9, None),
        (3, "illegible", 1, 2, "not_assessable", 2, None),
    ],
)
def test_verdicts_of_the_stock_of_documents(
    before: Printed, issued: Printed, repealed: Printed, in_force: Printed,
    verdict: str, left: int | None, right: int | None,
) -> None:  # fmt: skip
    now = {"rules.issued": issued, "rules.repealed": repealed, "rules.in_force": in_force}
    row = row_of(two_years({"rules.in_force": before}, now, ("2021", "2021")), "document_stock", "rules")
    assert [row[name] for name in ("verdict", "left_value", "right_value")] == [verdict, left, right]


def test_a_wrong_stock_fails_its_item_alone() -> None:
    result = two_years({}, {"normative_documents.issued": 1}, ("2021", "2021")).filter(report_id="r")
    assert verdicts(result, "fail") == {("document_stock", "normative_documents")}
    assert result.filter(verdict="pass").height == result.height - 1


@pytest.mark.parametrize(
    ("editions", "stock", "carry"),
    [
        (("2021", "2021"), "pass", "pass"),
        (("2019", "2021"), "not_assessable", "pass"),
        ((None, "2021"), "not_assessable", "pass"),
        (("2021", "2019"), None, "pass"),
        (("2021", None), None, "pass"),
        ((None, None), None, "pass"),
    ],
)
def test_the_stock_needs_the_newer_form_in_both_years(
    editions: tuple[str | None, str | None], stock: str | None, carry: str
) -> None:
    result = two_years({}, {}, editions).filter(report_id="r")
    assert row_of(result, "carry_over", "total")["verdict"] == carry
    stocks = result.filter(rule="document_stock")
    assert set(stocks["verdict"]) == ({stock} if stock else set())
    if stock == "not_assessable":
        assert stocks["detail"].str.ends_with("the form of the year before has no such cell").all()


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (("b", BUREAU, 2020), "no report of the year before"),
        (("b", BUREAU, 2022), "no report of the year before"),
        (("b", BUREAU, 2023), "no report of the year before"),
        (("b", BUREAU, None), "no report of the year before"),
        (("b", "广州市财政局", 2021), "no report of the year before"),
        (("b", None, 2021), "no report of the year before"),
        (("b", "广州市 教育局", 2021), None),
        (("b", "　广州市教育局", 2021), None),
    ],
)
def test_which_report_is_that_of_the_year_before(
    before: tuple[str, str | None, int | None], reason: str | None
) -> None:
    result = judge_reports(("r", BUREAU, 2022, "2021", {}), (*before, "2021", {}))
    row = row_of(result, "carry_over", "total")
    assert row["verdict"] == ("pass" if reason is None else "not_assessable")
    assert reason is None or str(row["detail"]).endswith(reason)


@pytest.mark.parametrize(
    ("agency", "year", "reason"),
    [
        (None, 2022, "does not tell which body it is"),
        ("政府办公室", 2022, "does not tell which body it is"),
        (BUREAU, None, "the report's year is unknown"),
    ],
)
def test_a_report_that_cannot_be_placed_is_matched_with_none(agency: str | None, year: int | None, reason: str) -> None:
    lie: dict[str, Printed] = {"carried_out.total": 9}
    before = [("b", agency, 2021, "2021", lie), ("c", agency, None, "2021", lie)]
    row = row_of(judge_reports(("r", agency, year, "2021", {}), *before), "carry_over", "total")
    assert row["verdict"] == "not_assessable"
    assert reason in str(row["detail"])


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ([3, 3], "pass"),
        ([4, 4], "fail"),
        ([3, 3, 3], "pass"),
        ([3, "3 repaired"], "pass"),
        ([3, 4], "not_assessable"),
        ([3, "blank"], "not_assessable"),
        ([3, "missing"], "not_assessable"),
        ([3, "absent"], "not_assessable"),
        ([3, 3, 4], "not_assessable"),
        (["blank", "blank"], "not_assessable"),
    ],
)
def test_several_reports_of_the_year_before_are_used_where_they_agree(before: list[Printed], verdict: str) -> None:
    older: list[Report] = [
        (f"b{n}", BUREAU, 2021, "2021", {"carried_out.total": printed, "granted.total": n})
        for n, printed in enumerate(before)
    ]
    for given in (older, older[::-1]):
        result = judge_reports(("r", BUREAU, 2022, "2021", {"carried_in.total": 3}), *given)
        row = row_of(result, "carry_over", "total")
        assert row["verdict"] == verdict
        assert row_of(result, "carry_over", "research")["verdict"] == "pass"
        assert row["repaired_cells"] == ("3 repaired" in before)
        if len(set(map(str, before))) > 1 and verdict == "not_assessable":
            assert str(row["detail"]).endswith("the agency's reports of the year before do not agree")


@pytest.mark.parametrize(
    ("before", "in_force", "verdict"),
    [
        (["missing", "missing"], 5, "fail"),
        (["missing", "blank"], 5, "fail"),
        (["missing", "blank"], 10, "not_assessable"),
        (["blank", "blank"], 10, "pass"),
        (["blank", "illegible"], 10, "not_assessable"),
    ],
)
def test_reports_that_agree_in_having_no_figure_are_as_good_as_the_worst(
    before: list[Printed], in_force: int, verdict: str
) -> None:
    older: list[Report] = [
        (f"b{n}", BUREAU, 2021, "2021", {"rules.in_force": printed}) for n, printed in enumerate(before)
    ]
    now: dict[str, Printed] = {"rules.issued": 10, "rules.in_force": in_force}
    row = row_of(judge_reports(*older, ("r", BUREAU, 2022, "2021", now)), "document_stock", "rules")
    assert row["verdict"] == verdict


def test_a_second_report_on_the_older_form_does_not_agree_on_the_stock() -> None:
    older: list[Report] = [("b", BUREAU, 2021, "2021", {}), ("c", BUREAU, 2021, "2019", {})]
    result = judge_reports(*older, ("r", BUREAU, 2022, "2021", {}))
    assert row_of(result, "document_stock", "rules")["verdict"] == "not_assessable"
    assert row_of(result, "carry_over", "total")["verdict"] == "pass"


def test_several_reports_of_this_year_are_each_judged() -> None:
    result = judge_reports(
        ("before", BUREAU, 2021, "2021", {"carried_out.total": 3}),
        ("a", BUREAU, 2022, "2021", {"carried_in.total": 3}),
        ("b", BUREAU, 2022, "2021", {"carried_in.total": 4}),
    )
    assert [row_of(result, "carry_over", "total", each)["verdict"] for each in "ab"] == ["pass", "fail"]


def test_a_chain_of_years_compares_each_with_the_one_before() -> None:
    years: list[Report] = [
        (str(year), BUREAU, year, "2021", {"carried_in.total": year - 2000, "carried_out.total": year - 1999})
        for year in range(2021, 2026)
    ]
    result = judge_reports(*years).filter(rule="carry_over", scope="total")
    assert result["verdict"].to_list() == ["not_assessable", "pass", "pass", "pass", "pass"]


def test_only_the_cells_asked_for_are_needed() -> None:
    reports = pl.concat([one_report("r"), one_report("before", year=2021)])
    cells = pl.concat([cells_of({"carried_in.total": 2}), cells_of({"rules.in_force": 1}, "before")])
    few = cells.join(cells_between_years(), on=["table", "row", "column"], how="semi")
    assert few.height < cells.height / 5
    assert between_years(reports, few).equals(between_years(reports, cells))


def test_further_columns_are_no_matter() -> None:
    reports = pl.concat([one_report("r"), one_report("before", year=2021)])
    cells = pl.concat([cells_of({"carried_in.total": 2}), cells_of({}, "before")])
    extra = {name: pl.lit("2019") for name in ("note", "label", "needed_year", "agreed", "scope", "side", "sign")}
    more = cells.with_columns(edition=pl.lit("2019"), agency=pl.lit("广州市财政局"), **extra)
    assert between_years(reports, cells).equals(between_years(reports.with_columns(**extra), more))


def test_batches_do_not_part_an_agency(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Report] = [
        (f"{n}/{year}", f"广州市第{n}中学", year, "2021", {"carried_in.total": n % 3, "carried_out.total": n % 2})
        for n in range(1, 30)
        for year in (2021, 2022)
    ]
    whole = judge_reports(*given)
    monkeypatch.setattr("gidr_pipeline.reconciliation.year_before._BATCH", 7)
    assert judge_reports(*given).equals(whole)
    assert set(whole["verdict"]) == {"pass", "fail", "not_assessable"}


def test_nothing_in_gives_nothing_out() -> None:
    result = between_years(one_report().clear(), cells_of({}).clear())
    assert result.is_empty()
    assert result.schema == judge_reports(("r", BUREAU, 2022, "2021", {})).schema
