"""What the printed figures allow: the verdict on each sum, with both its sides and the words for it.

What belongs here: the arithmetic of one identity, set-wise over any number of them. What does not: which identities
there are, and where a term's figure comes from.

A cell without a figure (blank, missing, illegible) stands for some number ≥ 0. So a sum fails only if no such numbers
could make it hold, and passes only if the figures that are there prove it.
"""

from collections.abc import Sequence

import polars as pl

VALUE = pl.Decimal(18, 4)
KEY = ["report_id", "rule", "scope"]
RESULT = [*KEY, "left_value", "right_value", "difference", "verdict", "repaired_cells", "detail", "reading"]
READING = "reading"
"""Of a claim, the claim or cell that it was held against, if not itself."""
SIDES = ["left", "right"]
FAIL, PASS, NOT_ASSESSABLE = "fail", "pass", "not_assessable"
_SIDE_FLAGS = ["figure", "needed", "lost"]


def judge(terms: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The verdict on every sum of `terms`, one row per combination of `by`.

    `terms` has one row per term of a sum: the columns `by`, `position` (order of the terms), `side` ("left" or
    "right"), `sign` (1 or -1), `value` (Decimal, null where the cell has no figure), `status` (null for a cell that is
    not there, which counts as missing), `signed` (whether the cell may be negative), `needed` (whether its side must
    have a figure), `label` and `says` for the words, and `unusable` (null, or why the term can't be had at all).

    Gives `by`, `left_value`, `right_value`, `difference`, `verdict`, `repaired_cells`, `detail`, and `reading`, which
    is for claims alone.
    """
    figure = pl.col("value").is_not_null()
    blank = pl.col("status").eq_missing("blank") & ~figure
    adds = (pl.col("sign") > 0) == (pl.col("side") == "left")
    marked = terms.with_columns(
        figure=figure,
        lost=~figure & ~blank,
        can_raise=~figure & (adds | pl.col("signed")),
        can_lower=~figure & (~adds | pl.col("signed")),
        repaired=pl.col("status") == "repaired",
    )
    totals = [f"{side}_sum" for side in SIDES]
    flags = [f"{side}_{flag}" for side in SIDES for flag in _SIDE_FLAGS] + ["lost", "can_raise", "can_lower"]
    judged = (
        marked.with_columns(column for side in SIDES for column in _of_side(side))
        .group_by(by)
        .agg(
            pl.col(totals).sum(),
            pl.col(flags).any(),
            repaired_cells=pl.col("repaired").sum().cast(pl.Int32),
            unusable=pl.col("unusable").max(),
            says=pl.col("says").first(),
        )
        .with_columns(surplus=pl.col("left_sum") - pl.col("right_sum"))
        .with_columns(verdict=_verdict(), left_value=_printed("left"), right_value=_printed("right"))
        .with_columns(difference=pl.col("left_value") - pl.col("right_value"))
    )
    in_question = judged.filter(pl.col("verdict") != PASS)
    words = _words(marked.join(in_question, on=by, how="semi"), by)
    return (
        judged.join(words, on=by, how="left", validate="1:1")
        .select(
            *by,
            # A sum of misread giants can leave the column's range: it is still judged, and `detail` has its terms.
            *(pl.col(name).cast(VALUE, strict=False) for name in ("left_value", "right_value", "difference")),
            "verdict",
            "repaired_cells",
            detail=_detail(),
        )
        .with_columns(pl.lit(None, pl.String).alias(READING))
    )


def verdict_frames(verdicts: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Verdicts by table of the warehouse."""
    readings = verdicts.drop_nulls(READING).select("report_id", pl.col("scope").alias("claim"), READING)
    return {"fact_reconciliation": verdicts.drop(READING), "prose_reading": readings}


def number(value: pl.Expr) -> pl.Expr:
    """A Decimal as a person writes it, without the zeros behind the point."""
    return value.cast(pl.String).str.replace(r"\.?0+$", "")


def _of_side(side: str) -> list[pl.Expr]:
    """What each term brings to one side, so that the sums and flags of a side are plain sums and flags of columns."""
    here = pl.col("side") == side
    return [
        pl.when(here).then(pl.col("value") * pl.col("sign")).alias(f"{side}_sum"),
        *((here & pl.col(flag)).alias(f"{side}_{flag}") for flag in _SIDE_FLAGS),
    ]


def _words(terms: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Both sides in words (`received 16 + carried_in blank`): `left_words`, `right_words` for each sum that has any.

    The zeros and blanks among many summands are left out.
    """
    told = terms.filter(pl.col("needed") | pl.col("lost") | (pl.col("value") != 0)).sort("position")
    without_figure = (
        pl.when(pl.col("unusable").is_not_null())
        .then(pl.lit("unknown"))
        .otherwise(pl.col("status").fill_null("missing"))
    )
    word = pl.concat_str(
        pl.when(pl.col("sign") > 0).then(pl.lit("+")).otherwise(pl.lit("−")),
        "label",
        pl.coalesce(number(pl.col("value")), without_figure),
        separator=" ",
    )
    return (
        told.with_columns(word=word)
        .group_by(by)
        .agg(
            pl.col("word").filter(pl.col("side") == side).str.join(" ").str.strip_prefix("+ ").alias(f"{side}_words")
            for side in SIDES
        )
    )


def _verdict() -> pl.Expr:
    surplus = pl.col("surplus")
    usable = pl.col("unusable").is_null()
    impossible = ((surplus > 0) & ~pl.col("can_lower")) | ((surplus < 0) & ~pl.col("can_raise"))
    said = [pl.col(f"{side}_figure") | ~pl.col(f"{side}_needed") for side in SIDES]
    proven = (surplus == 0) & ~pl.col("lost") & said[0] & said[1]
    return (
        pl.when(usable & impossible)
        .then(pl.lit(FAIL))
        .when(usable & proven)
        .then(pl.lit(PASS))
        .otherwise(pl.lit(NOT_ASSESSABLE))
    )


def _printed(side: str) -> pl.Expr:
    """The side's sum as printed, null where a cell is lost or nothing is printed at all."""
    return pl.when(pl.col(f"{side}_figure") & ~pl.col(f"{side}_lost")).then(pl.col(f"{side}_sum"))


def _detail() -> pl.Expr:
    left, right = (
        pl.when(pl.col(f"{side}_words") != "").then(f"{side}_words").otherwise(pl.lit("cells that are all 0 or blank"))
        for side in SIDES
    )
    both = pl.col("difference").is_not_null()
    sums = pl.format("{} against {}", number(pl.col("left_value")), number(pl.col("right_value")))
    why = (
        pl.when(both)
        .then(sums)
        .otherwise(pl.lit("no numbers in place of the cells without a figure could make it hold"))
    )
    rule = pl.when(pl.col("says").is_not_null()).then(pl.format("（{}）", pl.col("says"))).otherwise(pl.lit(""))
    reason = (
        pl.when(pl.col("unusable").is_not_null())
        .then(pl.col("unusable"))
        .when(pl.col("lost"))
        .then(pl.lit("a cell is missing or illegible"))
        .otherwise(pl.lit("blank cells leave it open"))
    )
    return (
        pl.when(pl.col("verdict") == PASS)
        .then(pl.lit("both sides are equal"))
        .when(pl.col("verdict") == FAIL)
        .then(pl.format("{} ≠ {}: {}{}", left, right, why, rule))
        .otherwise(pl.format("{} ? {}: {}", left, right, reason))
    )
