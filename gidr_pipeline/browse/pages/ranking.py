"""Places and bodies by an indicator: small denominators marked, consolidated reports apart."""

from gidr_pipeline.browse.asking import Asking, Row, statement
from gidr_pipeline.browse.links import Address
from gidr_pipeline.browse.pages.choices import PAGE_SIZE, choices, page_number, page_of
from gidr_pipeline.browse.plots import Chart, Series
from gidr_pipeline.browse.render import Page
from gidr_pipeline.browse.words import Words, labels
from gidr_pipeline.warehouse.codes import codes, dimensions

RANKING = ("indicator", "year", "by", "kind", "large", "page")
_BY = {"": "province", "prefecture": "prefecture", "body": "", "consolidated": ""}
_FIRST = "disclosure_share"
_DRAWN = 25


def ranking_page(ask: Asking, target: Address) -> Page:
    """The ranking that the parameters choose: if none, provinces in the last year by the share that is disclosed."""
    words = Words(target.lang)
    found = choices(ask)
    years = [str(row["value"]) for row in found["year"]]
    indicator = target.parameter("indicator")
    indicator = indicator if indicator in labels("dim_indicator") else _FIRST
    by = target.parameter("by") if target.parameter("by") in _BY else ""
    year = target.parameter("year") or (years[0] if years else "")
    at = page_number(target)
    is_place = bool(_BY[by])
    query = "ranking_places" if is_place else "ranking_bodies"
    if is_place:
        small = int(codes()["indicators"]["small"])
        rows = ask.counts(query, _BY[by], indicator=indicator, year=year, small=small)
    else:
        chosen = {"kind": target.parameter("kind"), "large": target.parameter("large")}
        rows = ask.counts(query, indicator=indicator, year=year, consolidated=by == "consolidated", size=PAGE_SIZE,
                          offset=(at - 1) * PAGE_SIZE, **chosen)  # fmt: skip
    number = len(rows) if is_place else (rows[0]["in_all"] if rows else 0)
    values = {
        "indicator": indicator,
        "indicators": list(labels("dim_indicator")),
        "formula": _formula(indicator),
        "by": by,
        "bys": list(_BY),
        "is_place": is_place,
        "year": year,
        "years": years,
        "choices": found,
        "chosen": dict(target.parameters),
        "rows": rows,
        "first": 0 if is_place else (at - 1) * PAGE_SIZE,
        "number": number,
        "pages": page_of(target, 1 if is_place else at, 0 if is_place else number),
        "small_below": codes()["indicators"]["small"],
    }
    title = f"{words.label('dim_indicator', indicator)} {year}".strip()
    shown = statement(query).replace("{order}", _BY[by])
    return Page("ranking.html", title, values, {"ranking": _chart(title, rows, is_place, shown, words)})


def _formula(indicator: str) -> str:
    return str(dimensions()["dim_indicator"].filter(code=indicator)["formula"][0])


def _chart(title: str, rows: list[Row], is_place: bool, query: str, words: Words) -> Chart:
    drawn = rows[:_DRAWN]
    names = [str(row["place"] if is_place else row["agency"] or row["report_id"]) for row in drawn]
    values = [round(float(row["value"]), 5) for row in drawn]
    series = Series(words("ranking.share"), values, [bool(row["small_denominator"]) for row in drawn])
    further = {
        words("ranking.numerator"): [int(row["numerator"]) for row in drawn],
        words("ranking.denominator"): [int(row["denominator"]) for row in drawn],
    }
    x = words("ranking.place") if is_place else words("list.body")
    note = words("ranking.weak") if any(series.weak) else ""
    return Chart("bars", title, x, "%", names, [series], query, note, further)
