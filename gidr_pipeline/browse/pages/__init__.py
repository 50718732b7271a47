"""What is on each page: a module each, whose function asks the warehouse and gives a `Page`.

What belongs here: the pages by name, with the parameters that they know. What does not: HTML (`templates/`).
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gidr_pipeline.browse.asking import Asking
from gidr_pipeline.browse.links import Address
from gidr_pipeline.browse.pages.body import body_page
from gidr_pipeline.browse.pages.findings import FINDINGS, findings_page
from gidr_pipeline.browse.pages.overview import OVERVIEW, overview_page
from gidr_pipeline.browse.pages.ranking import RANKING, ranking_page
from gidr_pipeline.browse.pages.report import report_page
from gidr_pipeline.browse.pages.search import SEARCH, rejected_page, search_page
from gidr_pipeline.browse.render import Page


class Kind(NamedTuple):
    """A kind of page: what makes it, whether it is about one thing that its address names, and its parameters."""

    make: Callable[[Asking, Address], Page]
    has_id: bool = False
    parameters: tuple[str, ...] = ()


PAGES: Mapping[str, Kind] = {
    "": Kind(overview_page, parameters=OVERVIEW),
    "findings": Kind(findings_page, parameters=FINDINGS),
    "ranking": Kind(ranking_page, parameters=RANKING),
    "search": Kind(search_page, parameters=SEARCH),
    "rejected": Kind(rejected_page),
    "report": Kind(report_page, has_id=True),
    "body": Kind(body_page, has_id=True),
}
"""Every page by the name that its address has."""

COUNTED = (
    "overview_size",
    "overview_years",
    "overview_reading",
    "overview_coverage",
    "verdict_counts",
    "verdict_news",
    "choices",
    "incomplete",
)
"""The queries without parameters that go over all reports, and are asked once for each file."""
