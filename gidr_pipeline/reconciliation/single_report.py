"""The rules that one report answers alone: its sums, and its prose against its tables.

What belongs here: bringing a report's cells to the terms of its own form. What does not: anything that needs a second
report (`between_years`).
"""

import polars as pl

from gidr_pipeline.reconciliation.narrative import narrative_agreement
from gidr_pipeline.reconciliation.terms import CELL, PRINTED_CELL, identity_terms, spans_years, with_edition_key
from gidr_pipeline.reconciliation.verdicts import KEY, RESULT, judge


def within_reports(reports: pl.DataFrame, cells: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Verdicts of every rule that concerns a single report, with columns and order of `fact_reconciliation`,
    and `reading`: of a claim, what it was held against if not itself.

    `reports`: `report_id`, `edition` (null where unknown). `cells`: `report_id`, `table`, `row`, `column`, `value`
    (Decimal(18,4), null without a figure), `status`; a cell that is not there counts as missing. `claims`:
    `report_id`, `claim`, `readings` (list of str), `value` (Decimal(18,4)), mentions in the order of the text.

    Raises ValueError for a report given twice and for an edition or reading that no form has,
    `polars.exceptions.ComputeError` for a cell given twice.
    """
    known = with_edition_key(reports.select("report_id", "edition"))
    cells = cells.select(PRINTED_CELL)
    sums = identity_terms().filter(~spans_years())
    terms = known.join(sums, on="edition").join(cells, on=["report_id", *CELL], how="left", validate="m:1")
    judged = judge(terms.with_columns(unusable=pl.lit(None, pl.String)), by=KEY)
    agreement = narrative_agreement(known, cells, claims)
    return pl.concat([judged.select(RESULT), agreement.select(RESULT)]).sort(KEY)
