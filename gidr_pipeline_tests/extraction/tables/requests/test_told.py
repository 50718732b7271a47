"""What the sums down tell of a row that lacks figures, all others being certain."""

import pytest

from gidr_pipeline.extraction.tables.faults import MISPRINT
from gidr_pipeline.extraction.tables.model import Candidate, Gap
from gidr_pipeline.extraction.tables.requests.told import told_by_columns
from gidr_pipeline.extraction.tables.sums import ColumnSum, RowSum

ALONG = RowSum("request_applicants", (0, 1), 2)
DOWN = (ColumnSum("request_outcomes", {"granted": 1, "refused": 1, "resolved_total": -1}),)


def certain(*values: int) -> list[Candidate]:
    return [Candidate(0.0, (Gap.LOST,) * 3, values)]


def told(option: Candidate, total: tuple[int, int, int] = (5, 1, 6)) -> list[tuple[float, tuple[int | None, ...]]]:
    """What becomes of a reading of the first row, beside a row of `2 1 3` and their sum."""
    rows = {"granted": [option], "refused": certain(2, 1, 3), "resolved_total": certain(*total)}
    return [(each.cost, each.values) for each in told_by_columns(rows, ALONG, DOWN)["granted"]]


def reading(*values: int | None, faults: tuple[str, ...] = ("lost",)) -> Candidate:
    return Candidate(1.0, tuple(Gap.UNSEEN for _ in values), values, faults=faults)


def test_what_the_columns_lack_is_what_the_row_has_lost() -> None:
    assert told(reading(None, 0, None)) == [(1.0, (3, 0, 3)), (1.0 + MISPRINT, (None, 0, None))]


def test_where_the_row_does_not_add_up_with_that_it_stays_open() -> None:
    assert told(reading(None, 0, None), total=(5, 1, 8)) == [(1.0 + MISPRINT, (None, 0, None))]


@pytest.mark.parametrize("fault", ["blank", "total blank", "only total", "among blanks", "no figures"])
def test_what_may_have_been_left_blank_or_is_lost_whole_is_not_filled_in(fault: str) -> None:
    assert told(reading(None, 0, None, faults=(fault,))) == [(1.0, (None, 0, None))]


def test_nothing_is_told_beside_another_row_that_is_not_certain() -> None:
    rows = {"granted": [reading(None, 0, None)], "refused": [*certain(2, 1, 3), *certain(3, 0, 3)]}
    rows["resolved_total"] = certain(5, 1, 6)
    assert told_by_columns(rows, ALONG, DOWN)["granted"] == [reading(None, 0, None)]
