"""The whole: how many reports, of whom, of which years; what was asked and how it ended; what was read, what fails."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gidr_pipeline.browse.asking import Asking, Row, statement
from gidr_pipeline.browse.links import Address
from gidr_pipeline.browse.plots import Chart, Series
from gidr_pipeline.browse.render import Page
from gidr_pipeline.browse.words import Words, labels

_OUTCOMES = ("granted", "granted_in_part", "refused", "unavailable", "unprocessed", "other_outcome")
_CHALLENGES = ("reconsiderations", "lawsuits")
_NOT_PLAIN = ("repaired", "blank", "missing", "illegible")


OVERVIEW = ("kind",)


def overview_page(ask: Asking, target: Address) -> Page:
    """The page over all reports; with `kind` the sums are those of such bodies alone."""
    words = Words(target.lang)
    [size] = ask.counts("overview_size")
    kind, of_all, reading = target.parameter("kind"), ask.counts("overview_years"), ask.counts("overview_reading")
    by_kind = [row for row in of_all if kind in ("", row["kind"])]
    years = _by_year(by_kind)
    values = {
        "kind": kind,
        "kinds": [each for each in labels("kind") if any(row["kind"] == each for row in of_all)],
        "size": size,
        "years": [row for row in reading if row["report_year"] is not None],
        "coverage": ask.counts("overview_coverage"),
        "rules": rule_counts(ask),
    }
    charts = {
        "reports": _reports(by_kind, years, words),
        "received": _sums("received", ("received",), years, words),
        "outcomes": _sums("outcomes", _OUTCOMES, years, words),
        "challenges": _sums("challenges", _CHALLENGES, years, words),
    }
    if not kind:
        charts["reading"] = _reading(reading, words)
    return Page("overview.html", words("nav.overview"), values, charts)


def rule_counts(ask: Asking) -> list[Row]:
    """A row for each rule, in their order: how many hold, fail, are open, and are new."""
    counted: dict[str, Row] = {
        rule: {"rule": rule, "pass": 0, "fail": 0, "not_assessable": 0, "reports": 0, "new": 0}
        for rule in labels("dim_rule")
    }
    for row in ask.counts("verdict_counts"):
        counted[row["rule"]][row["verdict"]] = row["verdicts"]
        if row["verdict"] == "fail":
            counted[row["rule"]]["reports"] = row["reports"]
    for row in ask.counts("verdict_news"):
        if row["rule"] in counted:
            counted[row["rule"]]["new"] = row["verdicts"]
    return list(counted.values())


def _by_year(by_kind: Sequence[Row]) -> Mapping[int, Row]:
    """The sums over all kinds of bodies; None where no body of the year has a figure."""
    years: dict[int, Row] = defaultdict(dict)
    for row in by_kind:
        for name, value in row.items():
            if name not in ("report_year", "kind") and value is not None:
                years[row["report_year"]][name] = years[row["report_year"]].get(name, 0) + value
    return {year: years[year] for year in sorted(years)}


def _reports(by_kind: Sequence[Row], years: Mapping[int, Row], words: Words) -> Chart:
    found = {(row["report_year"], row["kind"]): row["bodies"] for row in by_kind}
    kinds = [kind for kind in labels("kind") if any(kind == each for _, each in found)]
    series = [Series(words.label("kind", kind), [found.get((year, kind), 0) for year in years]) for kind in kinds]
    return _chart("reports", [*map(str, years)], series, "overview_years", words)


def _sums(name: str, columns: Sequence[str], years: Mapping[int, Row], words: Words) -> Chart:
    series = [
        Series(words(f"total.{column}"), [_whole(row.get(column)) for row in years.values()]) for column in columns
    ]
    further = {
        words("overview.added_up"): [row["added_up"] for row in years.values()],
        words("overview.counted_above"): [row["counted_above"] for row in years.values()],
    }
    return _chart(name, [*map(str, years)], series, "overview_years", words, further)


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


def _reading(reading: Sequence[Row], words: Words) -> Chart:
    years = [row for row in reading if row["report_year"] is not None]
    cells = [sum(row[status] for status in ("reported", *_NOT_PLAIN)) for row in years]
    series = [
        Series(
            words.label("short_status", status),
            [
                round(int(row[status]) / int(all_of), 5) if all_of else None
                for row, all_of in zip(years, cells, strict=True)
            ],
        )
        for status in _NOT_PLAIN
    ]
    further = {words("overview.cells"): [int(number) for number in cells]}
    return _chart(
        "reading", [str(row["report_year"]) for row in years], series, "overview_reading", words, further, "%"
    )


def _chart(
    name: str,
    categories: Sequence[str],
    series: Sequence[Series],
    query: str,
    words: Words,
    further: Mapping[str, Sequence[object]] | None = None,
    unit: str = "",
) -> Chart:
    return Chart(
        "columns",
        words(f"overview.{name}"),
        words("search.year"),
        unit or words(f"overview.{name}_unit"),
        categories,
        series,
        statement(query),
        words(f"overview.{name}_note"),
        further,
    )
