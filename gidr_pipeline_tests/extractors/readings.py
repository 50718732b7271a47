"""What the reader makes of the golden texts: what it gets wrong in each, and how many cells it reads in each way.

What belongs here: asking the reader and comparing with the truth. What does not: what is expected of it (`floors`,
`test_golden`).
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

import polars as pl

from gidr_pipeline.extraction import extract_document
from gidr_pipeline.extraction.model import Document
from gidr_pipeline.reconciliation import within_reports
from gidr_pipeline_tests.extractors.golden import golden_texts, truth
from gidr_pipeline_tests.survey import count_cells
from gidr_pipeline_tests.test_five_reports import NO_CLAIMS, frames

TEXTS = {f"{golden.report}/{golden.way}": golden for golden in golden_texts()}
"""`REPORT/SOURCE.EXTRACTOR` to the text."""

MISPRINTED = {
    "bureau-misprint": {
        ("request_outcomes", "natural_person"),
        ("request_applicants", "unavailable_not_held"),
    }
}
"""The sums that do not hold in print, as (rule, scope) by report; in all others every sum holds."""


@cache
def read(name: str) -> Document:
    return extract_document(TEXTS[name].path.read_bytes())


def wrong_values(name: str) -> list[str]:
    """Cells with another value than the printed one."""
    return count_cells(truth(TEXTS[name].report), read(name), name).examples


def wrong_heads(name: str) -> list[str]:
    """An agency, year or edition that is another than the report's."""
    made = truth(TEXTS[name].report)
    return [
        f"{given} for {right}"
        for report in read(name).reports
        for given, right in (
            (report.agency, made.agency),
            (report.report_year, made.year),
            (report.edition, made.edition),
        )
        if given not in (right, None)
    ]


def wrong_splits(name: str) -> list[str]:
    """Another number of reports than the one that it holds."""
    found = len(read(name).reports)
    return [] if found == 1 else [f"{found} reports"]


def wrong_alarms(name: str) -> list[str]:
    """Sums, or claims of the prose, that fail and hold in print."""
    return [f"{rule} of {scope}" for rule, scope in fails().get(name, set()) - _fails_in_print(name)]


WRONG: Mapping[str, Callable[[str], list[str]]] = {
    "value": wrong_values,
    "head": wrong_heads,
    "split": wrong_splits,
    "alarm": wrong_alarms,
}
"""Everything that can be wrong with what is read of a text."""


@cache
def fails() -> dict[str, set[tuple[str, str]]]:
    """The rules and scopes that fail, prose included, by text with one report."""
    documents = {name: read(name) for name in TEXTS if len(read(name).reports) == 1}
    about = {n: (truth(TEXTS[n].report).agency, truth(TEXTS[n].report).year, d) for n, d in documents.items()}
    mentions = [
        (name, claim.claim, list(claim.readings), claim.value)
        for name, document in documents.items()
        for claim in document.reports[0].claims
    ]
    claims = pl.DataFrame(mentions, schema=NO_CLAIMS.schema, orient="row")
    found = within_reports(*frames(about), claims).filter(pl.col("verdict") == "fail")
    failing: dict[str, set[tuple[str, str]]] = {name: set() for name in documents}
    for name, rule, scope in found.select("report_id", "rule", "scope").iter_rows():
        failing[name].add((rule, scope))
    return failing


def misprint_found() -> int:
    """In how many texts all sums fail that do so in print."""
    return sum(failing >= _fails_in_print(name) for name, failing in fails().items() if _fails_in_print(name))


def _fails_in_print(name: str) -> set[tuple[str, str]]:
    return MISPRINTED.get(TEXTS[name].report, set())


@cache
def cells_read() -> dict[str, int]:
    """Cells read with their value, over all reports, by kind of document and extractor."""
    read_cells: Counter[str] = Counter()
    for name, golden in TEXTS.items():
        kinds = count_cells(truth(golden.report), read(name), name).cells
        read_cells[golden.way] += kinds["exact"] + kinds["repaired"]
    return dict(read_cells)
