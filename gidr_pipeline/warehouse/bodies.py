"""Who a report is of, where that is and whose figures it gives, for the rows of many reports; and where their sections
stand.

What belongs here: bringing `agencies` to frames. What does not: what a name or a sentence tells (`agencies`).
"""

from collections.abc import Mapping
from functools import lru_cache

import polars as pl

from gidr_pipeline.agencies.bodies import Agency, describe, same_place
from gidr_pipeline.agencies.coverage import coverage_of
from gidr_pipeline.agencies.deciding import decide
from gidr_pipeline.agencies.divisions import divisions
from gidr_pipeline.agencies.names import Name, take_apart
from gidr_pipeline.frames import parted, report_id
from gidr_pipeline.reconciliation.agency import agency_key

AGENCY_SCHEMA = pl.Schema(dict.fromkeys(Agency.__dataclass_fields__, pl.String()))
_NAMES = 50_000
_TODAY = 9999


def with_bodies(reports: pl.DataFrame, texts: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`reports` with `agency_id`, `coverage` and `coverage_sentence`, and the bodies as rows of `dim_agency`.

    `reports` has `report_id`, `agency` and `report_year`, `texts` the `report_id` and own `text` of each.
    """
    text_of = dict(texts.select("report_id", "text").iter_rows())
    tells = reports.select(agency_key(pl.col("agency")).is_not_null()).to_series()
    bodies: set[Agency] = set()
    ids: list[str | None] = []
    for (report, agency, year), is_told in zip(
        reports.select("report_id", "agency", "report_year").iter_rows(), tells, strict=True
    ):
        rows = _rows(report, agency, year, text_of, is_told=is_told) if agency else []
        ids.append(rows[0].agency_id if rows else None)
        bodies.update(rows)
    found = [coverage_of(text_of[report]) for report in reports["report_id"]]
    described = reports.with_columns(
        pl.Series("agency_id", ids, dtype=pl.String),
        pl.Series("coverage", [each.coverage for each in found], dtype=pl.String),
        pl.Series("coverage_sentence", [each.sentence for each in found], dtype=pl.String),
    )
    agencies = [tuple(getattr(row, name) for name in AGENCY_SCHEMA) for row in bodies]
    return described, newest(pl.DataFrame(agencies, schema=AGENCY_SCHEMA, orient="row"))


def newest(bodies: pl.DataFrame) -> pl.DataFrame:
    """Of the rows of each body the one whose division is the newest, in whatever order they come: 公主岭市 was given
    from 四平市 to 长春市 in 2020."""
    known = divisions().by_code
    last = [(known[code].last or _TODAY) if code in known else 0 for code in bodies["division_code"]]
    columns = ["last", "division_code", *(name for name in bodies.columns if name != "division_code")]
    ranked = bodies.with_columns(pl.Series("last", last, dtype=pl.Int32)).sort(columns)
    return ranked.unique("agency_id", keep="last", maintain_order=True).select(bodies.columns).sort("agency_id")


def own_texts(texts: pl.DataFrame, sections: pl.DataFrame) -> pl.DataFrame:
    """`texts` with no more than each report's own: of several in a file each goes from where the one before it ends,
    so that its title is in it, to the end of its last section."""
    text_of = dict(texts.select("report_id", "text").iter_rows())
    ends = dict(sections.group_by("report_id").agg(pl.col("source_end").max()).iter_rows())
    own = []
    for report, text in text_of.items():
        path, number = parted(report)
        before = [report_id(path, ordinal) for ordinal in range(number - 1, 0, -1)]
        # A file may be named as if it were another one's second report.
        begin = next((ends[each] for each in before if ends.get(each) and text_of.get(each) == text), 0)
        own.append(text[begin : ends.get(report)])
    return pl.DataFrame({"report_id": list(text_of), "text": own}, schema={"report_id": pl.String, "text": pl.String})


@lru_cache(_NAMES)
def _taken_apart(agency: str) -> Name:
    return take_apart(agency)


def _rows(report: str, agency: str, year: int | None, texts: Mapping[str, str], *, is_told: bool) -> list[Agency]:
    name = _taken_apart(agency)
    places = same_place(name.places, year)
    if len(places) > 1:
        places = decide(places, path=report, text=lambda: texts[report])
    # A body that could be one of several is taken for none of another report.
    return describe(name, places, printed=agency, only_here=None if is_told and len(places) < 2 else report)


def section_places(sections: pl.DataFrame) -> pl.DataFrame:
    """Where the sections and their bodies stand, as rows of `section_place`, from sections as they are staged."""
    return sections.with_columns(body_end=pl.col("body_start") + pl.col("body")).drop("body")
