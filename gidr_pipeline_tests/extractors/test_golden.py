"""The text of real extractors, kept in `golden/`: no wrong value, no false alarm, as many cells as ever were read."""

from collections import Counter
from functools import cache
from typing import Any

import polars as pl
import pytest

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Document
from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline_tests.extractors.floors import FLOORS, MISPRINT_FOUND, MISREAD
from gidr_pipeline_tests.extractors.golden import GoldenText, golden_texts, truth
from gidr_pipeline_tests.survey import count_cells
from gidr_pipeline_tests.test_five_reports import NO_CLAIMS, frames

TEXTS = {f"{golden.report}/{golden.way}": golden for golden in golden_texts()}


@cache
def read(name: str) -> Document:
    return extract_document(TEXTS[name].path.read_bytes())


def cases(broken: str) -> list[Any]:
    """Every text, with those that are misread in this way today marked so."""
    reasons = {name: reason for reason, names in MISREAD[broken].items() for name in names}
    assert set(reasons) <= set(TEXTS)
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=reasons[name], strict=True)) if name in reasons else name
        for name in TEXTS
    ]


@pytest.mark.parametrize("name", cases("value"))
def test_no_value_is_wrong(name: str) -> None:
    tally = count_cells(truth(TEXTS[name].report), read(name), name)
    assert not tally.examples


@pytest.mark.parametrize("name", cases("head"))
def test_agency_year_and_edition_are_right_or_unknown(name: str) -> None:
    made = truth(TEXTS[name].report)
    for report in read(name).reports:
        assert report.agency in (made.agency, None)
        assert report.report_year in (made.year, None)
        assert report.edition in (made.edition, None)


@pytest.mark.parametrize("name", cases("split"))
def test_a_document_holds_one_report(name: str) -> None:
    assert len(read(name).reports) == 1


def fails(documents: dict[str, Document]) -> dict[str, set[tuple[str, str]]]:
    """The rules and scopes that fail, prose included, by the name of the text."""
    about = {n: (truth(TEXTS[n].report).agency, truth(TEXTS[n].report).year, d) for n, d in documents.items()}
    mentions = [
        (name, claim.claim, list(claim.readings), claim.value)
        for name, document in documents.items()
        for claim in document.reports[0].claims
    ]
    claims = pl.DataFrame(mentions, schema=NO_CLAIMS.schema, orient="row")
    found = within_reports(*frames(about), claims).filter(pl.col("verdict") == "fail")
    by_report: dict[str, set[tuple[str, str]]] = {name: set() for name in documents}
    for name, rule, scope in found.select("report_id", "rule", "scope").iter_rows():
        by_report[name].add((rule, scope))
    return by_report


@cache
def all_fails() -> dict[str, set[tuple[str, str]]]:
    return fails({name: read(name) for name in TEXTS if len(read(name).reports) == 1})


MISPRINTED = {
    "bureau-misprint": {
        ("request_outcomes", "natural_person"),
        ("request_applicants", "unavailable_not_held"),
    }
}
"""The sums that do not hold in print, by report; in all others every sum holds."""


@pytest.mark.parametrize("name", cases("alarm"))
def test_no_sum_fails_that_holds_in_print(name: str) -> None:
    assert all_fails().get(name, set()) <= MISPRINTED.get(TEXTS[name].report, set())


def test_a_misprint_is_found_in_most_ways() -> None:
    """It can't be where a cell of its sum is not read."""
    ways = [fails for name, fails in all_fails().items() if TEXTS[name].report == "bureau-misprint"]
    found = [fails for fails in ways if fails >= MISPRINTED["bureau-misprint"]]
    assert len(found) >= MISPRINT_FOUND


def _read_cells(texts: list[GoldenText]) -> int:
    kinds: Counter[str] = Counter()
    for golden in texts:
        kinds += count_cells(truth(golden.report), read(f"{golden.report}/{golden.way}"), golden.way).cells
    return kinds["exact"] + kinds["repaired"]


@pytest.mark.parametrize("way", sorted({golden.way for golden in TEXTS.values()}))
def test_as_many_cells_are_read_as_ever(way: str) -> None:
    assert _read_cells([golden for golden in TEXTS.values() if golden.way == way]) >= FLOORS[way]
