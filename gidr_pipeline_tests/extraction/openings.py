"""Openings and ends of pages with what a careful person says of them: `openings.txt`, and `openings_kept_back.txt`.

The second were written after the reader was; how many of them it read at first sight is in docs/accuracy.md.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gidr_pipeline.extraction import extract_document
from gidr_pipeline_tests.layouts import LAYOUTS
from gidr_pipeline_tests.made import grids, make_report, print_report

_HERE = Path(__file__).parent
_BODY = "…"


@dataclass(frozen=True)
class Page:
    """A page and what it tells: `agency` and `year` are None where it does not."""

    kind: str
    text: str
    agency: str | None
    year: int | None

    def read(self) -> tuple[str | None, int | None] | None:
        """The agency and the year that are read of it; None where it is taken for no report."""
        reports = extract_document(self.text.encode()).reports
        return (reports[0].agency, reports[0].report_year) if len(reports) == 1 else None


def pages(name: str) -> Iterator[Page]:
    """The pages of a file, in its order."""
    kind = ""
    for block in (_HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        block, *kinds = block.split("\n%% ")
        told, _, text = block.partition("\n")
        agency, year = told.split(" | ")
        whole = text.rstrip("\n").replace(_BODY, _sections())
        yield Page(kind, whole, None if agency == "-" else agency, None if year == "-" else int(year))
        kind = kinds[0].strip() if kinds else kind


@cache
def _sections() -> str:
    """Six sections with their tables, which name no body and no year."""
    made = make_report(random.Random(5), "2021")
    prose = {
        "overview": "认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开各项工作。",
        "problems": "公开的主动性有待提高。下一步，将加强培训，完善制度。",
        "other_matters": "无其他需要报告的事项。",
    }
    text = print_report(made, {name: LAYOUTS["tabs"](grid) for name, grid in grids(made).items()}, prose)
    return text[text.index("一、总体情况") :].rstrip("\n")
