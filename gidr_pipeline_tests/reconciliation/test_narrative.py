"""The prose held against the tables: readings, mentions, and figures that the table has lost."""

import polars as pl
import pytest

from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline_tests.reconciliation.frames import Printed, cells_of, claims_of, one_report, row_of


def agreement(
    printed: dict[str, Printed],
    *mentions: tuple[str, int] | tuple[str, int, list[str]],
    edition: str | None = "2021",
    otherwise: Printed = 0,
) -> dict[str, object]:
    """The one row of `narrative.agreement` for the claim that the mentions make."""
    cells = cells_of(printed, "r", edition, otherwise)
    result = within_reports(one_report(edition=edition), cells, claims_of(*mentions))
    return row_of(result, "narrative_agreement", mentions[0][0])


TABLE: dict[str, Printed] = {
    "received.total": 576,
    "carried_in.total": 1,
    "received.natural_person": 558,
    "normative_documents.issued": 13,
    "refused_third_party.total": 1,
    "refused_internal_affairs.total": 4,
    "refused_enforcement_file.total": "blank",
    "refused_inquiry_matter.total": 2,
    "reconsideration.total": 1,
    "litigation_direct.total": "2 repaired",
    "litigation_after_reconsideration.total": 3,
    "resolved_total.total": "missing",
    "carried_out.total": "illegible",
    "granted.total": "blank",
}
BOTH = ["received", "received_and_carried_in"]


@pytest.mark.parametrize(
    ("mentions", "verdict", "left", "right"),
    [
        ([("received", 576)], "pass", 576, 576),
        ([("received", 575)], "fail", 575, 576),
        ([("received.natural_person", 558)], "pass", 558, 558),
        ([("received.business", 558)], "fail", 558, 0),
        ([("normative_documents.issued", 13)], "pass", 13, 13),
        ([("reconsideration", 1)], "pass", 1, 1),
        ([("reconsideration.total", 2)], "fail", 2, 1),
        # A group adds up its lines, a blank one counted as nothing.
        ([("refused", 7)], "pass", 7, 7),
        ([("refused", 6)], "fail", 6, 7),
        ([("refused", 8)], "not_assessable", 8, 7),
        ([("litigation", 5)], "pass", 5, 5),
        # The words allow a second reading.
        ([("received", 577, BOTH)], "pass", 577, 577),
        ([("received", 576, BOTH)], "pass", 576, 576),
        ([("received", 578, BOTH)], "fail", 578, 576),
        ([("received", 578, [])], "fail", 578, 576),
        # Every mention has to agree; the first that does not is shown.
        ([("received", 576), ("received", 577, BOTH)], "pass", 576, 576),
        ([("received", 576), ("received", 575), ("received", 1)], "fail", 575, 576),
        ([("received", 577, BOTH), ("received", 577)], "fail", 577, 576),
        # What the table has lost can't contradict the prose, unless the prose contradicts itself.
        ([("resolved_total", 566)], "not_assessable", 566, None),
        ([("carried_out", 0)], "not_assessable", 0, None),
        ([("granted", 0)], "not_assessable", 0, None),
        ([("granted", 3)], "not_assessable", 3, None),
        ([("resolved_total", 566), ("resolved_total", 565)], "fail", 566, None),
        ([("resolved_total", 566), ("resolved_total", 566)], "not_assessable", 566, None),
        ([("resolved_total", 566, ["resolved_total", "carried_out"]), ("resolved_total", 3, ["carried_out"])],
         "not_assessable", 566, None),
        ([("resolved_total", 576, ["resolved_total", "received"])], "pass", 576, 576),
        ([("resolved_total", 575, ["resolved_total", "received"])], "not_assessable", 575, None),
    ],
)  # fmt: skip
def test_claims_against_the_table(mentions: list[tuple[str, int]], verdict: str, left: int, right: int | None) -> None:
    row = agreement(TABLE, *mentions)
    difference = None if right is None else left - right
    assert [row[name] for name in ("verdict", "left_value", "right_value", "difference")] == [
        verdict,
        left,
        right,
        difference,
    ]


def test_a_figure_of_an_all_blank_form_is_not_confirmed_by_it() -> None:
    for claim in ("received", "refused", "litigation"):
        assert agreement({}, (claim, 0), otherwise="blank")["verdict"] == "not_assessable"


@pytest.mark.parametrize(
    ("edition", "claim"),
    [
        ("2021", "other_services.decisions"),
        ("2019", "normative_documents.issued"),
        (None, "other_outcome"),
        (None, "fees.amount_10k_yuan"),
    ],
)
def test_a_cell_that_the_edition_does_not_have_is_not_assessable(edition: str | None, claim: str) -> None:
    row = agreement({}, (claim, 0), edition=edition)
    assert (row["verdict"], row["right_value"]) == ("not_assessable", None)
    assert "no such cell" in str(row["detail"])


@pytest.mark.parametrize(
    ("edition", "claim", "figure"),
    [("2019", "other_outcome", 57), ("2021", "other_outcome", 57), (None, "granted", 57)],
)
def test_a_claim_means_the_cells_of_its_edition(edition: str | None, claim: str, figure: int) -> None:
    printed: dict[str, dict[str, Printed]] = {
        "2019": {"other_outcome.total": 57},
        "2021": {"other_not_corrected.total": 52, "other_misc.total": 5},
        "": {"granted.total": 57},
    }
    assert agreement(printed[edition or ""], (claim, figure), edition=edition)["verdict"] == "pass"
    assert agreement(printed[edition or ""], (claim, figure + 1), edition=edition)["verdict"] == "fail"


def test_a_change_may_be_negative_so_a_lost_one_may_be_anything() -> None:
    lost: dict[str, Printed] = {"licensing.items_change": "illegible"}
    assert agreement(lost, ("licensing.items_change", -5), edition="2019")["verdict"] == "not_assessable"
    printed: dict[str, Printed] = {"licensing.items_change": -5}
    assert agreement(printed, ("licensing.items_change", -5), edition="2019")["verdict"] == "pass"
    assert agreement(printed, ("licensing.items_change", 5), edition="2019")["verdict"] == "fail"


def test_repaired_cells_and_words() -> None:
    row = agreement(TABLE, ("litigation", 6))
    assert row["repaired_cells"] == 1
    assert row["detail"] == (
        "the prose says 6 ≠ litigation_direct.total 2 + litigation_after_reconsideration.total 3: 6 against 5"
    )
    two_figures = agreement(TABLE, ("resolved_total", 566), ("resolved_total", 565))
    assert two_figures["detail"] == "the prose says 565 and 566, and the table has one cell for it"


def test_every_claim_of_a_report_has_its_own_row() -> None:
    mentions = claims_of(("received", 576), ("refused", 1), ("received", 576), ("received.natural_person", 558))
    result = within_reports(one_report(), cells_of(TABLE), mentions).filter(rule="narrative_agreement")
    assert result.select("scope", "verdict").rows() == [
        ("received", "pass"),
        ("received.natural_person", "pass"),
        ("refused", "fail"),
    ]


def test_a_reading_that_no_form_has_is_an_error_not_a_silence() -> None:
    with pytest.raises(ValueError, match=r"recieved\.total"):
        agreement(TABLE, ("received", 576, ["received", "recieved.total"]))


def test_mentions_in_any_order_give_the_same_verdicts() -> None:
    mentions = claims_of(("received", 576), ("received", 577, BOTH), ("received", 570), ("refused", 7))
    result, reverse = (
        within_reports(one_report(), cells_of(TABLE), each).select("rule", "scope", "verdict", "repaired_cells")
        for each in (mentions, mentions.reverse())
    )
    assert isinstance(result, pl.DataFrame)
    assert result.equals(reverse)
