"""Findings: what fails, what could not be assessed, what is absent; by rule, year, place and kind of body."""

from gidr_pipeline.browse.asking import Asking, Row
from gidr_pipeline.browse.links import Address
from gidr_pipeline.browse.pages.choices import PAGE_SIZE, choices, page_number, page_of
from gidr_pipeline.browse.pages.overview import rule_counts
from gidr_pipeline.browse.pages.report import verdict_anchor
from gidr_pipeline.browse.render import Page
from gidr_pipeline.browse.words import Words, labels

FINDINGS = ("show", "rule", "year", "place", "kind", "new", "sort", "page")
_SHOWN = {"": "fail", "open": "not_assessable", "incomplete": ""}
_PLACE = ("province", "prefecture", "county", "township")
_LAST = "report_id, rule, scope"
_ORDERS = {
    "": f"report_year DESC NULLS LAST, {_LAST}",
    "body": f"agency NULLS LAST, report_year DESC, {_LAST}",
    "rule": f"rule, report_year DESC NULLS LAST, {_LAST}",
    "difference": f"abs(difference) DESC NULLS LAST, {_LAST}",
    "place": f"province NULLS LAST, prefecture NULLS LAST, county NULLS LAST, {_LAST}",
}


def findings_page(ask: Asking, target: Address) -> Page:
    """The findings that the parameters of the address choose."""
    words = Words(target.lang)
    shown = target.parameter("show") if target.parameter("show") in _SHOWN else ""
    sort = target.parameter("sort") if target.parameter("sort") in _ORDERS else ""
    at = page_number(target)
    rows = _incomplete(ask, target) if shown == "incomplete" else _verdicts(ask, target, _SHOWN[shown], sort, at)
    number = len(rows) if shown == "incomplete" else (rows[0]["in_all"] if rows else 0)
    if shown == "incomplete":
        rows = rows[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]
    values = {
        "shown": shown,
        "shows": list(_SHOWN),
        "sort": sort,
        "sorts": list(_ORDERS),
        "rows": [row | {"anchor": verdict_anchor(row["rule"], row["scope"]) if "rule" in row else ""} for row in rows],
        "number": number,
        "pages": page_of(target, at, number),
        "rules": rule_counts(ask),
        "rule_codes": list(labels("dim_rule")),
        "choices": choices(ask),
        "chosen": dict(target.parameters),
    }
    return Page("findings.html", words("nav.findings"), values)


def _verdicts(ask: Asking, target: Address, verdict: str, sort: str, at: int) -> list[Row]:
    chosen = {name: target.parameter(name) for name in ("rule", "year", "kind", "place", "new")}
    offset = (at - 1) * PAGE_SIZE
    return ask.rows("findings", _ORDERS[sort], verdict=verdict, size=PAGE_SIZE, offset=offset, **chosen)


def _incomplete(ask: Asking, target: Address) -> list[Row]:
    year, kind, place = (target.parameter(name) for name in ("year", "kind", "place"))
    return [
        row
        for row in ask.counts("incomplete")
        if (not year or str(row["report_year"]) == year)
        and (not kind or row["kind"] == kind)
        and (
            not place or place in " ".join(filter(None, map(row.get, ("province", "prefecture", "county", "township"))))
        )
        and (not target.parameter("new") or row["is_new"])
    ]
