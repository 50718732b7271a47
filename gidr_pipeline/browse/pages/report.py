"""A report: its tables as the form prints them, what does not add up, and its text beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gidr_pipeline.browse.asking import NARROW, Asking, Row
from gidr_pipeline.browse.form import SIGNS, printed_tables
from gidr_pipeline.browse.links import Address
from gidr_pipeline.browse.render import Page
from gidr_pipeline.browse.source import Span, pieces
from gidr_pipeline.browse.words import Words
from gidr_pipeline.forms import form_of

_PROSE = "fact_narrative"


@dataclass(frozen=True)
class Verdict:
    """A rule that fails or could not be assessed, and the cells on either side that have a part in it."""

    of: Row
    left: tuple[Row, ...]
    right: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        return verdict_anchor(self.of["rule"], self.of["scope"])

    @property
    def cells(self) -> str:
        """The anchors of all its cells in this report, for the script that marks them together."""
        here = [side for side in (*self.left, *self.right) if side["cell_report_id"] == self.of["report_id"]]
        return " ".join(dict.fromkeys(cell_anchor(side) for side in here))


def cell_anchor(cell: Row) -> str:
    """The anchor of a cell, or of a mention in the prose, on the page of its report."""
    if cell.get("table_name") == _PROSE:
        return f"m-{cell['source_start']}"
    return f"c-{cell['row_code']}.{cell['column_code']}"


def verdict_anchor(rule: str, scope: str) -> str:
    """The anchor of a verdict that does not hold, on the page of its report."""
    return f"v-{rule}.{scope}"


def report_page(ask: Asking, target: Address) -> Page:
    """The page of the report whose id the address has; one that says what became of it where there is none."""
    words = Words(target.lang)
    report = ask.one("report", report_id=target.id)
    if report is None:
        rejected = ask.one("report_unknown", report_id=target.id)
        return Page("no_report.html", words("report.none"), {"report_id": target.id, "rejected": rejected}, status=404)
    of_this: Mapping[str, object] = {"report_id": target.id}
    others = ask.rows("report_others", agency_id=report["agency_id"]) if report["agency_id"] else []
    with ask.only([row["report_id"] for row in ask.rows("report_related", **of_this)], NARROW):
        return _page(ask, report, others)


def _page(ask: Asking, report: Row, others: Sequence[Row]) -> Page:
    report_id = report["report_id"]
    of_this: Mapping[str, object] = {"report_id": report_id}
    cells, verdicts = ask.rows("report_cells", **of_this), ask.rows("report_verdicts", **of_this)
    sides, mentions = ask.rows("report_sides", **of_this), ask.rows("report_mentions", **of_this)
    text = ask.one("report_text", **of_this)
    judged = [_verdict(verdict, sides) for verdict in verdicts if verdict["verdict"] != "pass"]
    same = {row["other"]: row["figures"] for row in ask.rows("report_same", **of_this)}
    is_of_year = [row for row in others if row["report_year"] == report["report_year"]]
    form = form_of(report["edition"])
    values: dict[str, Any] = {
        "report": report,
        "form": form,
        "tables": printed_tables(form, cells, verdicts, sides),
        "signs": SIGNS,
        "failing": [verdict for verdict in judged if verdict.of["verdict"] == "fail"],
        "open": [verdict for verdict in judged if verdict.of["verdict"] != "fail"],
        "passing": len(verdicts) - len(judged),
        "incomplete": ask.one("report_incomplete", **of_this),
        "mentions": mentions,
        "pieces": _pieces(text["text"] if text else "", cells, mentions, ask.rows("report_sections", **of_this)),
        "years": [row for row in others if row["report_id"] == report_id or row not in is_of_year],
        "files": _files(report_id, is_of_year, same),
        "same": same,
        "corrections": ask.rows("report_corrections", **of_this),
    }
    return Page("report.html", f"{report['agency'] or report_id} {report['report_year'] or ''}".strip(), values)


def _files(report_id: str, is_of_year: Sequence[Row], same: Mapping[str, int]) -> list[str]:
    """The other reports of the body and year. A body whose name tells nothing is known by its report alone: the files
    of that one are found by their figures."""
    return list(dict.fromkeys([*(row["report_id"] for row in is_of_year if row["report_id"] != report_id), *same]))


def _verdict(verdict: Row, sides: Sequence[Row]) -> Verdict:
    of_it = [side for side in sides if (side["rule"], side["scope"]) == (verdict["rule"], verdict["scope"])]
    left, right = ([side for side in of_it if side["side"] == name and _counts(side)] for name in ("left", "right"))
    return Verdict(verdict, tuple(left), tuple(right))


def _counts(side: Row) -> bool:
    """Whether a cell is to be named beside the sum: zeros and blanks say nothing."""
    return bool(side["value"]) or side["status"] in ("missing", "illegible") or side["table_name"] == _PROSE


def _pieces(text: str, cells: Sequence[Row], mentions: Sequence[Row], sections: Sequence[Row]) -> list[object]:
    places = [(section["source_start"], f"s-{section['section']}") for section in sections]
    return [*pieces(text, [*_spans(cells, mentions)], places)]


def _spans(cells: Sequence[Row], mentions: Sequence[Row]) -> Iterator[Span]:
    for cell in cells:
        if cell["source_start"] is not None:
            yield Span(cell["source_start"], cell["source_end"], cell_anchor(cell), cell["status"])
    for mention in mentions:
        yield Span(mention["source_start"], mention["source_end"], f"m-{mention['source_start']}", "claim")
