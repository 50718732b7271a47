"""What a loaded warehouse has to say: how much was read, what was left out, and what does not add up.

What belongs here: read-only queries over a warehouse, given as plain records for whoever shows them. What does not:
how they are shown (`cli`, `asset_checks`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from gidr_pipeline.extraction.model import Status
from gidr_pipeline.forms import load_forms
from gidr_pipeline.reconciliation.narrative import NARRATIVE_RULE
from gidr_pipeline.warehouse.news import BESIDE_PAGES, LEFT_OUT, findings_of


@dataclass(frozen=True)
class Finding:
    """A verdict of `fail`, with the printed figures of both sides as text."""

    report_id: str
    agency: str | None
    report_year: int | None
    scope: str
    left_value: str | None
    right_value: str | None
    detail: str | None


@dataclass(frozen=True)
class RuleFindings:
    """How a rule came out. `assessed` verdicts are those that passed or failed; `first` has the first failures."""

    rule: str
    passed: int
    failed: int
    not_assessable: int
    reports_assessed: int
    reports_failed: int
    first: tuple[Finding, ...]

    @property
    def assessed(self) -> int:
        return self.passed + self.failed


@dataclass(frozen=True)
class Listing:
    """Some reports or files to look at: how many of how many, and the first of them as rows with these columns."""

    found: int
    looked_at: int
    columns: tuple[str, ...]
    first: tuple[tuple[Any, ...], ...]


@cache
def rules() -> tuple[str, ...]:
    """Every rule, in the order of the forms, the prose last."""
    newest_first = (identity.rule for form in reversed(load_forms()) for identity in form.identities)
    return (*dict.fromkeys(newest_first), NARRATIVE_RULE)


def rule_findings(con: duckdb.DuckDBPyConnection, limit: int) -> list[RuleFindings]:
    """The outcome of each rule over all reports, with its first `limit` failures."""
    counts = con.sql(
        """
        SELECT rule, count(*) FILTER (verdict = 'pass'), count(*) FILTER (verdict = 'fail'),
            count(*) FILTER (verdict = 'not_assessable')
        FROM fact_reconciliation GROUP BY rule
        """
    ).fetchall()
    by_rule = {rule: [*verdicts, 0, 0] for rule, *verdicts in counts}
    for at, verdicts in ((3, "verdict != 'not_assessable'"), (4, "verdict = 'fail'")):
        # Counted so, the reports of all rules take a third of the time that count(DISTINCT report_id) takes.
        of_reports = f"SELECT DISTINCT rule, report_id FROM fact_reconciliation WHERE {verdicts}"
        for rule, reports in con.sql(f"SELECT rule, count(*) FROM ({of_reports}) GROUP BY rule").fetchall():
            by_rule[rule][at] = reports
    sides = ", ".join(f"printed({side})" for side in ("left_value", "right_value"))
    failures = con.execute(
        f"""
        SELECT rule, report_id, agency, report_year, scope, {sides}, detail
        FROM fact_reconciliation JOIN dim_report USING (report_id)
        WHERE verdict = 'fail'
        QUALIFY row_number() OVER (PARTITION BY rule ORDER BY report_id, scope) <= ?
        ORDER BY report_id, scope
        """,
        [limit],
    ).fetchall()
    found = []
    for rule in rules():
        passed, failed, not_assessable, assessed, failing = by_rule.get(rule, [0] * 5)
        first = tuple(Finding(*row) for of, *row in failures if of == rule)
        found.append(RuleFindings(rule, passed, failed, not_assessable, assessed, failing, first))
    return found


def rejected_documents(con: duckdb.DuckDBPyConnection, limit: int, *, beside_pages: bool = True) -> Listing:
    """Files that were not loaded, out of all files; those in the folders that browsers save beside a page may be left
    out."""
    of_all = "" if beside_pages else f"WHERE NOT {BESIDE_PAGES}"
    return _listing(
        con,
        f"SELECT report_id, reason, detail FROM rejected_document {of_all}",
        "SELECT (SELECT count(*) FROM dim_report) + (SELECT count(*) FROM rejected_document)",
        limit,
    )


def undetermined_reports(con: duckdb.DuckDBPyConnection, limit: int) -> Listing:
    """Reports whose agency or year could not be determined, out of all reports."""
    return _listing(
        con,
        "SELECT report_id, title, agency, report_year FROM dim_report WHERE agency IS NULL OR report_year IS NULL",
        "SELECT count(*) FROM dim_report",
        limit,
    )


def incomplete_reports(con: duckdb.DuckDBPyConnection, limit: int) -> Listing:
    """Reports that lack a whole section or table, out of all reports."""
    return _listing(
        con,
        "SELECT report_id, agency, report_year, scopes, detail FROM flagged_report WHERE rule = 'incomplete'",
        "SELECT count(*) FROM dim_report",
        limit,
    )


def _listing(con: duckdb.DuckDBPyConnection, found: str, looked_at: str, limit: int) -> Listing:
    relation = con.sql(f"SELECT *, count(*) OVER () FROM ({found}) ORDER BY report_id LIMIT {limit}")
    rows = relation.fetchall()
    looked_at_rows = con.sql(looked_at).fetchall()[0][0]
    return Listing(
        rows[0][-1] if rows else 0, looked_at_rows, tuple(relation.columns[:-1]), tuple(r[:-1] for r in rows)
    )


def new_findings(con: duckdb.DuckDBPyConnection, since: str, limit: int) -> tuple[int, list[dict[str, Any]]]:
    """How many findings are new since that time (UTC), by whichever run, and still there; and the first of them:
    `report_id`, `agency`, `report_year`, `rule`, `scope`, `left_value`, `right_value`, `detail`."""
    sides = ", ".join(f"printed({side}) AS {side}" for side in ("left_value", "right_value"))
    return _new(
        con,
        f"""
        SELECT report_id, agency, report_year, rule, scope, {sides},
            coalesce(verdict.detail, flagged.detail) AS detail
        FROM news JOIN dim_report USING (report_id)
        LEFT JOIN fact_reconciliation AS verdict USING (report_id, rule, scope)
        LEFT JOIN (SELECT report_id, rule, detail FROM flagged_report) AS flagged USING (report_id, rule)
        WHERE rule != '{LEFT_OUT}'
        """,
        since,
        limit,
    )


def newly_left_out(con: duckdb.DuckDBPyConnection, since: str, limit: int) -> tuple[int, list[dict[str, Any]]]:
    """The same of files that are not loaded: `report_id`, `rule` (left_out), `scope` (the reason), `detail`."""
    rejected = "FROM news JOIN rejected_document USING (report_id)"
    of_files = f"WHERE rule = '{LEFT_OUT}' AND scope = reason"
    return _new(con, f"SELECT report_id, rule, scope, detail {rejected} {of_files}", since, limit)


def _new(con: duckdb.DuckDBPyConnection, query: str, since: str, limit: int) -> tuple[int, list[dict[str, Any]]]:
    """How many rows a query over `news` has, and the first of them by name: what is new since that time and stands."""
    standing = findings_of(con)  # noqa: F841 (DuckDB finds it by name)
    found = con.execute(
        f"""
        WITH news AS (
            SELECT DISTINCT report_id, rule, scope FROM finding_news JOIN publication USING (run)
            SEMI JOIN standing USING (report_id, rule, scope)
            WHERE news = 'new' AND published_at > CAST(? AS TIMESTAMP)
        )
        SELECT *, count(*) OVER () AS found FROM ({query}) ORDER BY report_id, rule, scope LIMIT ?
        """,
        [since, limit],
    )
    names = [column[0] for column in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return (rows[0]["found"] if rows else 0), [{k: v for k, v in row.items() if k != "found"} for row in rows]


def cell_counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Cells of all reports by status."""
    sums = ", ".join(f"coalesce(sum(cells_{status}), 0)" for status in Status)
    counts = con.sql(f"SELECT {sums} FROM dim_report").fetchall()[0]
    return {str(status): int(count) for status, count in zip(Status, counts, strict=True)}


def flagged_reports(con: duckdb.DuckDBPyConnection) -> int:
    """Reports that a person should look at."""
    return int(con.sql("SELECT count(DISTINCT report_id) FROM flagged_report").fetchall()[0][0])


def row_counts(con: duckdb.DuckDBPyConnection, names: Sequence[str]) -> dict[str, int]:
    """Rows of each of these tables."""
    counts = ", ".join(f"(SELECT count(*) FROM {name})" for name in names)
    return dict(zip(names, con.sql(f"SELECT {counts}").fetchall()[0], strict=True))
