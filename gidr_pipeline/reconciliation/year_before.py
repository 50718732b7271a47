"""The rules that need the same agency's report of the year before.

What belongs here: finding that report, and what several of them agree on. What does not: what makes two agencies the
same (`agency`), or the sums themselves (`forms`).
"""

import polars as pl

from gidr_pipeline.reconciliation.agency import agency_key
from gidr_pipeline.reconciliation.terms import (
    CELL,
    PRINTED_CELL,
    form_cells,
    identity_terms,
    spans_years,
    with_edition_key,
)
from gidr_pipeline.reconciliation.verdicts import KEY, RESULT, judge

# Reports that are judged at once: what bounds the memory, whatever the number of reports.
_BATCH = 50_000
_STATUS = pl.Enum(["reported", "repaired", "blank", "missing", "illegible"])


def cells_between_years() -> pl.DataFrame:
    """The only cells that `between_years` looks at: `table`, `row`, `column`."""
    return _terms().select(CELL).unique().sort(CELL)


def neighbours(reports: pl.DataFrame, touched: pl.DataFrame | None) -> pl.DataFrame:
    """The reports whose verdicts between the years may be others when `touched` ones are new, changed or gone.

    Both have `report_id` and `agency`; without `touched` every report is meant. Gives `report_id` and `group`: reports
    in different groups are never compared.
    """
    known = _grouped(reports)
    if touched is None:
        return known
    return known.join(_grouped(touched).select("group").unique(), on="group", how="semi")


def _grouped(reports: pl.DataFrame) -> pl.DataFrame:
    return reports.select("report_id", group=pl.coalesce(agency_key(pl.col("agency")), "report_id"))


def between_years(reports: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Verdicts of every rule that spans two years, with columns and order of `fact_reconciliation`.

    `reports`: `report_id`, `agency`, `report_year`, `edition` (the last three null where unknown), all reports of all
    years. `cells`: as for `within_reports`; those of `cells_between_years` suffice. Every report has a row for each
    rule and scope of its form, also where there is nothing to compare it with.

    Raises ValueError for a report given twice or an edition that has no form, `polars.exceptions.ComputeError` for a
    cell given twice.
    """
    known = with_edition_key(reports.select("report_id", "report_year", "agency", "edition"))
    known = known.with_columns(agency_key(pl.col("agency")))
    # Reports are compared only within an agency, so batches of whole agencies lose nothing.
    batches = 1 + known.height // _BATCH
    batch = pl.coalesce("agency", "report_id").hash() % batches
    judged = [_judge_batch(known.filter(batch == number), cells) for number in range(batches)]
    return pl.concat(judged).sort(KEY)


def years_before(reports: pl.DataFrame) -> pl.DataFrame:
    """Which reports each report is held against: `report_id`, `before_id`, and whether that one `is_first` of several.

    `reports`: `report_id`, `agency`, `report_year`.
    """
    known = reports.select("report_id", "report_year", agency=agency_key(pl.col("agency"))).drop_nulls()
    before = known.select("agency", before_id="report_id", report_year=pl.col("report_year") + 1)
    return (
        known.join(before, on=["agency", "report_year"])
        .sort("report_id", "before_id")
        .select("report_id", "before_id", is_first=pl.int_range(pl.len()).over("report_id") == 0)
    )


def _terms() -> pl.DataFrame:
    return identity_terms().filter(spans_years())


def _judge_batch(reports: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    mine = cells.select(PRINTED_CELL).join(reports, on="report_id", how="semi")
    this_year = (
        reports.join(_terms().filter(pl.col("year_offset") == 0), on="edition")
        .join(mine, on=["report_id", *CELL], how="left", validate="m:1")
        .with_columns(unusable=pl.lit(None, pl.String))
    )
    other_year = (
        reports.join(_terms().filter(pl.col("year_offset") != 0), on="edition")
        .with_columns(needed_year=pl.col("report_year") + pl.col("year_offset"))
        .join(_agreed(reports, mine), on=["agency", "needed_year", *CELL], how="left", validate="m:1")
        .with_columns(unusable=_why_unusable())
    )
    return judge(pl.concat([this_year, other_year.select(this_year.columns)]), by=KEY).select(RESULT)


def _agreed(reports: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """What all reports of an agency and year say of the cells that the next year needs.

    Columns: `agency`, `needed_year`, `table`, `row`, `column`, `value`, `status`; `agreed`, whether they all say the
    same; `printed`, whether any of them has such a cell at all. Without agreement there is neither value nor status.
    """
    needed = _terms().filter(pl.col("year_offset") != 0).select(CELL).unique()
    on_form = form_cells().with_columns(on_form=pl.lit(True))
    value = pl.col("value")
    same = value.is_null().all() | (value.is_not_null().all() & (value.min() == value.max()))
    return (
        reports.drop_nulls(["agency", "report_year"])
        .join(needed, how="cross")
        .join(on_form, on=["edition", *CELL], how="left")
        .join(cells, on=["report_id", *CELL], how="left", validate="1:1")
        .with_columns(
            pl.col("on_form").fill_null(False),
            # The worst reading of several that agree in having no figure; a repaired one taints those that agree.
            pl.col("status").fill_null("missing").cast(_STATUS),
        )
        .group_by("agency", pl.col("report_year").alias("needed_year"), *CELL)
        .agg(
            agreed=same & pl.col("on_form").all(),
            printed=pl.col("on_form").any(),
            value=value.max(),
            status=pl.col("status").max().cast(pl.String),
        )
        .with_columns(pl.when("agreed").then(pl.col(name)).alias(name) for name in ("value", "status"))
    )


def _why_unusable() -> pl.Expr:
    return (
        pl.when("agreed")
        .then(pl.lit(None, pl.String))
        .when(pl.col("agency").is_null())
        .then(pl.lit("the name of the agency does not tell which body it is"))
        .when(pl.col("report_year").is_null())
        .then(pl.lit("the report's year is unknown"))
        .when(pl.col("printed").is_null())
        .then(pl.lit("no report of the year before"))
        .when(pl.col("printed"))
        .then(pl.lit("the agency's reports of the year before do not agree"))
        .otherwise(pl.lit("the form of the year before has no such cell"))
    )
