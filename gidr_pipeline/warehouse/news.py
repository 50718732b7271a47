"""What a warehouse says that the one before it did not: findings that are new or gone, files newly left out or read.

What belongs here: writing that down before publishing, and reading it out. What does not: the findings themselves
(`findings`), and who is told.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from gidr_pipeline.warehouse.published import open_published

NO_FINDINGS = pl.DataFrame(schema={"report_id": pl.String, "rule": pl.String, "scope": pl.String})
_KEY = NO_FINDINGS.columns
INCOMPLETE, LEFT_OUT = "incomplete", "left_out"
"""What stands among the rules where a report lacks something, and where a file is not loaded."""
BESIDE_PAGES = "regexp_matches(report_id, '[._]files/')"
"""SQL for what browsers save beside a page, which nobody misses."""
_RUNS_KEPT = 30


@dataclass(frozen=True)
class Counts:
    """How many reports are new, have other content, are gone, and are as they were."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    def and_then(self, later: "Counts") -> "Counts":
        """What two publications changed, one after the other."""
        return Counts(self.new + later.new, self.changed + later.changed, self.removed + later.removed, later.unchanged)


@dataclass(frozen=True)
class News:
    """What a run changed in the warehouse, and which findings (`report_id`, `rule`, `scope`) are `new` and `gone`."""

    counts: Counts
    published: bool
    new: pl.DataFrame
    gone: pl.DataFrame

    @property
    def reports(self) -> int:
        """How many reports have a finding that is new."""
        return self.new.filter(pl.col("rule") != LEFT_OUT)["report_id"].n_unique()

    def of(self, rule: str) -> tuple[int, int]:
        """How many findings of a rule are new, and how many are gone."""
        return self.new.filter(rule=rule).height, self.gone.filter(rule=rule).height


def findings_of(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Every finding: `report_id`, `rule`, `scope`. What a report lacks is one finding, and so is a file that is left
    out, for its reason."""
    findings: pl.DataFrame = con.sql(
        "SELECT report_id, rule, scope FROM fact_reconciliation WHERE verdict = 'fail' UNION ALL "
        f"SELECT report_id, rule, scopes FROM flagged_report WHERE rule = '{INCOMPLETE}' UNION ALL "
        f"SELECT report_id, '{LEFT_OUT}', reason FROM rejected_document WHERE NOT {BESIDE_PAGES}"
    ).pl()
    return findings


def note_publication(con: duckdb.DuckDBPyConnection, run: str, counts: Counts, published: Path) -> None:
    """Write into the next warehouse which run publishes it, and how its findings differ from the published one's. What
    the runs before it found stays for a while: whoever is to be told may look later."""
    with open_published(published) as before_it:
        before = NO_FINDINGS if before_it is None else findings_of(before_it)
    if run:  # It may publish twice: what is loaded, and then verdicts by another rule.
        earlier = news_of(con, run)
        before = pl.concat([before.join(earlier.new, on=_KEY, how="anti"), earlier.gone])
        counts = earlier.counts.and_then(counts)
    now = findings_of(con)
    new = now.join(before, on=_KEY, how="anti").with_columns(news=pl.lit("new"))
    gone = before.join(now, on=_KEY, how="anti").with_columns(news=pl.lit("gone"))
    con.execute("DELETE FROM publication WHERE run = ?", [run])
    con.execute(
        "INSERT INTO publication VALUES (?, CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP), ?, ?, ?)",
        [run, counts.new, counts.changed, counts.removed],
    )
    con.execute(
        "DELETE FROM publication WHERE run NOT IN (SELECT run FROM publication ORDER BY published_at DESC LIMIT ?)",
        [_RUNS_KEPT],
    )
    con.execute("DELETE FROM finding_news WHERE run = ? OR run NOT IN (SELECT run FROM publication)", [run])
    news = pl.concat([new, gone]).with_columns(run=pl.lit(run))  # noqa: F841 (DuckDB finds it by name)
    con.execute("INSERT INTO finding_news BY NAME SELECT * FROM news")


def news_of(con: duckdb.DuckDBPyConnection, run: str) -> News:
    """What this run changed: nothing where it did not publish."""
    reports = con.sql("SELECT count(*) FROM dim_report").fetchall()[0][0]
    query = "SELECT reports_new, reports_changed, reports_removed FROM publication WHERE run = ?"
    rows = con.execute(query, [run]).fetchall()
    if not rows:
        return News(Counts(unchanged=reports), False, NO_FINDINGS, NO_FINDINGS)
    new, changed, removed = rows[0]
    findings = con.sql("FROM finding_news").pl().filter(run=run)
    of_kind = [findings.filter(news=kind).select(_KEY) for kind in ("new", "gone")]
    return News(Counts(new, changed, removed, reports - new - changed), True, *of_kind)


def last_publication(con: duckdb.DuckDBPyConnection) -> tuple[str, str] | None:
    """The run that published last, and when, in UTC; None where none did."""
    found = con.sql("SELECT run, published_at::VARCHAR FROM publication ORDER BY published_at DESC LIMIT 1").fetchall()
    return found[0] if found else None
