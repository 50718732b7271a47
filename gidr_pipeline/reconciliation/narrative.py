"""The prose of a report held against its tables: one rule.

What belongs here: combining the mentions of a claim, and the readings that a mention's words allow, into one verdict.
What does not: finding claims in the text (`extraction`), and what a claim adds up (`forms`).
"""

import polars as pl

from gidr_pipeline.reconciliation.terms import CELL, claim_cells
from gidr_pipeline.reconciliation.verdicts import FAIL, NOT_ASSESSABLE, PASS, judge, number

NARRATIVE_RULE = "narrative_agreement"
# The best verdict among a mention's readings counts, and the worst among a claim's mentions.
_ORDER = pl.Enum([PASS, NOT_ASSESSABLE, FAIL])
_SUM = ["report_id", "scope", "mention", "attempt", "held_against"]


def narrative_agreement(reports: pl.DataFrame, cells: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """One row per report and claim: does every mention agree with the table in a reading that its words allow?

    Frames as for `within_reports`, with `edition` as `terms.with_edition_key` gives it. The row shows the first mention
    with the claim's verdict, in its first reading with that verdict. Raises ValueError for a reading that no form has.
    """
    readings = _readings(reports, claims)
    judged = judge(_terms(readings, cells), by=_SUM).with_columns(pl.col("verdict").cast(_ORDER))
    claim = ["report_id", "scope"]
    possible = readings.join(judged.filter(pl.col("verdict") != FAIL), on=_SUM, how="semi")
    rivals = readings.group_by(claim).agg(
        figures=pl.col("value").n_unique(),
        said=number(pl.col("value").unique().sort()).str.join(" and "),
    )
    room = possible.group_by(claim).agg(room=pl.col("reading").n_unique())
    # A reading is one sum, so it can't be two figures at once, whatever the lost cells held.
    contradictory = pl.col("figures") > pl.col("room")
    return (
        judged.sort("verdict", "attempt")
        .unique(["report_id", "scope", "mention"], keep="first", maintain_order=True)
        .sort("verdict", "mention", descending=[True, False])
        .unique(claim, keep="first", maintain_order=True)
        .join(rivals, on=claim)
        .join(room, on=claim, how="left")
        .with_columns(
            rule=pl.lit(NARRATIVE_RULE),
            verdict=pl.when(contradictory).then(pl.lit(FAIL)).otherwise(pl.col("verdict").cast(pl.String)),
            detail=pl.when(contradictory & (pl.col("verdict") != FAIL))
            .then(pl.format("the prose says {}, and the table has one cell for it", pl.col("said")))
            .otherwise(pl.col("detail")),
            reading=pl.when(pl.col("held_against") != pl.col("scope")).then("held_against"),
        )
    )


def _readings(reports: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """One row per mention and reading: `report_id`, `edition`, `scope`, `mention`, `attempt`, `reading`, `value`."""
    own_first = pl.concat_list(pl.concat_list("claim"), "readings").list.unique(maintain_order=True)
    readings = (
        claims.select("report_id", "claim", "readings", "value")
        .with_row_index("mention")
        .join(reports, on="report_id", maintain_order="left")
        .select("report_id", "edition", "mention", "value", scope="claim", reading=own_first)
        .explode("reading")
        .with_columns(attempt=pl.int_range(pl.len()).over("mention"), held_against="reading")
    )
    unknown = readings.join(claim_cells(), on="reading", how="anti").get_column("reading").unique().sort()
    if unknown.len():
        raise ValueError(f"no form has these claims or cells: {', '.join(unknown)}")
    return readings


def _terms(readings: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    text = pl.String
    prose = readings.select(
        *_SUM,
        "value",
        position=pl.lit(0, pl.Int16),
        side=pl.lit("left"),
        label=pl.lit("the prose says"),
        status=pl.lit("reported"),
        signed=pl.lit(False),
        unusable=pl.lit(None, text),
    )
    table = (
        readings.drop("value")
        .join(claim_cells(), on=["edition", "reading"], how="left")
        .join(cells, on=["report_id", *CELL], how="left", validate="m:1")
        .select(
            *_SUM,
            "value",
            pl.col("position").fill_null(1),
            side=pl.lit("right"),
            label=pl.coalesce("label", "reading"),
            status="status",
            signed=pl.col("signed").fill_null(False),
            unusable=pl.when(pl.col("table").is_null()).then(pl.lit("the report's form has no such cell")),
        )
    )
    return pl.concat([prose, table]).with_columns(sign=pl.lit(1, pl.Int8), needed=pl.lit(True), says=pl.lit(None, text))
