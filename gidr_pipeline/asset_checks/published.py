"""The published warehouse as asset checks: what must hold in it, and what a person should look at.

What belongs here: turning integrity and findings into check results in one place. What does not: the queries
(`warehouse.findings`, `warehouse.integrity`).

Findings warn and block nothing: a report that does not add up is a finding, not a broken pipeline. A rule that could
be assessed nowhere has neither held nor failed, so its check is left unevaluated. What must hold has held, or the
warehouse would not have been published; a step whose warehouse was not sound shows that itself. Checks that are run
without the step that loads look again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import dagster as dg
import duckdb

from gidr_pipeline.asset_checks.tables import table
from gidr_pipeline.assets.refusals import told_in_a_sentence
from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.assets.specs import JUDGE, LOAD, VERDICTS
from gidr_pipeline.forms import Identity, Term, load_forms
from gidr_pipeline.reconciliation.narrative import NARRATIVE_RULE
from gidr_pipeline.warehouse.findings import (
    Listing,
    RuleFindings,
    flagged_reports,
    incomplete_reports,
    rejected_documents,
    row_counts,
    rule_findings,
    rules,
    undetermined_reports,
)
from gidr_pipeline.warehouse.integrity import IntegrityResult, check_integrity, last_results
from gidr_pipeline.warehouse.integrity_checks import integrity_checks
from gidr_pipeline.warehouse.news import INCOMPLETE, News, news_of
from gidr_pipeline.warehouse.published import read_only

SHOWN = 20
_MANY_TERMS = 8
_DETAIL = 60
"""So many characters of the words of a finding are shown, whose figures stand beside them: the page of a check is as
wide as its table, and its button Execute would be out of sight."""
_PROSE_SAYS = "正文所述数据，与表格一致"


@dataclass(frozen=True)
class _ListingCheck:
    """A check that passes where a listing is empty: `of` says what it counts, `rule` names its findings in the news."""

    name: str
    asset: str
    description: str
    of: str
    query: Callable[[duckdb.DuckDBPyConnection, int], Listing]
    rule: str | None = None


_LISTINGS = (
    _ListingCheck(
        "no_rejected_documents",
        "rejected_document",
        "Every file below the raw folder was loaded 未入库文件; the table tells what to do about the others",
        "files and reports are left out",
        rejected_documents,
    ),
    _ListingCheck(
        "agency_and_year_determined",
        "dim_report",
        "Agency and year of every report could be determined from its title 行政机关和报告年度",
        "reports have no agency or no year",
        undetermined_reports,
    ),
    _ListingCheck(
        "no_incomplete_reports",
        "flagged_report",
        "No report lacks a whole section or table of the form 内容缺失的报告",
        "reports lack a section or a table",
        incomplete_reports,
        INCOMPLETE,
    ),
)


def held_specs() -> list[dg.AssetCheckSpec]:
    """The specs of the integrity checks and of the rules."""
    integrity = [
        dg.AssetCheckSpec(check.name, asset=check.table, description=f"{check.description}.")
        for check in integrity_checks()
    ]
    of_rules = [dg.AssetCheckSpec(rule, asset=VERDICTS, description=_rule_in_words(rule)) for rule in rules()]
    return [*integrity, *of_rules]


def listing_specs() -> list[dg.AssetCheckSpec]:
    """The specs of the checks for which a listing has to be empty."""
    return [
        dg.AssetCheckSpec(check.name, asset=check.asset, description=f"{check.description}.") for check in _LISTINGS
    ]


def _rule_in_words(rule: str) -> str:
    if rule == NARRATIVE_RULE:
        return f"Every figure of the prose agrees with the table in a reading that its words allow ({_PROSE_SAYS})."
    identity = next(each for form in reversed(load_forms()) for each in form.identities if each.rule == rule)
    return f"{_sum(identity.left)} = {_sum(identity.right)}, for each {_scope(identity)} ({identity.says})."


def _sum(terms: tuple[Term, ...]) -> str:
    if len(terms) > _MANY_TERMS:
        return f"the sum of the {len(terms)} lines from {terms[0].code} to {terms[-1].code}"
    words = [
        f"{'-' if term.sign < 0 else '+'} {'last year’s ' if term.year_offset else ''}{term.code}" for term in terms
    ]
    return " ".join(words).removeprefix("+ ")


def _scope(identity: Identity) -> str:
    return f"{identity.scope} of {', '.join(identity.only)}" if identity.only else identity.scope


@dg.multi_asset_check(
    name="held",
    specs=held_specs(),
    can_subset=True,
    description="Reads out of the published warehouse what holds in it, where rules fail, and what of that is new.",
)
def held(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
    """One result for each selected check that can be evaluated."""
    selected = {key.name for key in context.selected_asset_check_keys}
    settings = folders.settings()
    with told_in_a_sentence(settings), read_only(settings.warehouse) as con:
        news = _news_of_this_run(context, con)
        # A run that loads has made sure of them. Without one, somebody else may have written to the file since.
        is_sure = LOAD in _steps_of(context) or (news is not None and news.published)
        integrity = (last_results(con) or ()) if is_sure else check_integrity(con)
        for each in integrity:
            if each.check.name in selected and (each.looked_at or not each.passed):
                yield integrity_result(each)
        for found in rule_findings(con, SHOWN) if selected.intersection(rules()) else ():
            if found.rule in selected and (result := rule_result(found, news)):
                yield result


@dg.multi_asset_check(
    name="listed",
    specs=listing_specs(),
    can_subset=True,
    op_tags={"dagster/priority": "-2"},  # The last of a run, since it says what the run did.
    description="Reads out of the published warehouse what was left out, and says in a line what this run did.",
)
def listed(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
    """One result for each selected check that has anything to look at."""
    selected = {key.name for key in context.selected_asset_check_keys}
    settings = folders.settings()
    with told_in_a_sentence(settings), read_only(settings.warehouse) as con:
        news = _news_of_this_run(context, con)
        for check in _LISTINGS:
            if check.name in selected and (listing := check.query(con, SHOWN)).looked_at:
                yield listing_result(check, listing, news)
        context.log.info(_in_a_line(con, news))


def _steps_of(context: dg.AssetCheckExecutionContext) -> set[str]:
    return {node.name for node in context.job_def.nodes}


def _news_of_this_run(context: dg.AssetCheckExecutionContext, con: duckdb.DuckDBPyConnection) -> News | None:
    """What the run changed; None where it has checks alone, and so compares nothing."""
    return news_of(con, context.run.run_id) if _steps_of(context) & {LOAD, JUDGE} else None


def integrity_result(result: IntegrityResult) -> dg.AssetCheckResult:
    """The result of an integrity check."""
    metadata: dict[str, Any] = {"looked_at": result.looked_at, "violations": result.violations}
    if result.shown:
        metadata["first_violations"] = table(("report_id", "what"), result.shown)
    return dg.AssetCheckResult(
        asset_key=result.check.table,
        check_name=result.check.name,
        passed=result.passed,
        severity=dg.AssetCheckSeverity.ERROR,
        description=f"{result.violations:,} violations in {result.looked_at:,} rows that were looked at.",
        metadata=metadata,
    )


def integrity_evaluation(result: IntegrityResult) -> dg.AssetCheckEvaluation:
    """The same as an event, for a step whose warehouse was not published."""
    shown = integrity_result(result)
    return dg.AssetCheckEvaluation(
        asset_key=dg.AssetKey(result.check.table),
        check_name=result.check.name,
        passed=shown.passed,
        metadata=shown.metadata,
        severity=shown.severity,
        description=shown.description,
    )


def rule_result(found: RuleFindings, news: News | None) -> dg.AssetCheckResult | None:
    """A rule passes where it was assessed somewhere and failed nowhere; None where it could be assessed nowhere."""
    if not found.assessed:
        return None
    compared = _compared(found.rule, news)
    since = " Since the run before: {failed_new:,} new, {failed_gone:,} gone.".format(**compared) if compared else ""
    metadata: dict[str, Any] = {
        "assessed": found.assessed,
        "passed": found.passed,
        "failed": found.failed,
        **compared,
        "share_failed": round(found.failed / found.assessed, 6),
        "not_assessable": found.not_assessable,
        "reports_assessed": found.reports_assessed,
        "reports_failed": found.reports_failed,
    }
    if found.first:
        metadata["first_findings"] = table(
            _FINDING,
            [(*(getattr(each, name) for name in _FINDING[:-1]), _cut(each.detail or "")) for each in found.first],
        )
    return dg.AssetCheckResult(
        asset_key=VERDICTS,
        check_name=found.rule,
        passed=found.failed == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=(
            f"{found.failed:,} of {found.assessed:,} comparisons fail, in {found.reports_failed:,} of "
            f"{found.reports_assessed:,} reports; {found.not_assessable:,} more could not be assessed.{since}"
        ),
        metadata=metadata,
    )


def _cut(detail: str) -> str:
    return detail if len(detail) <= _DETAIL else f"{detail[: _DETAIL - 1]}…"


def _compared(rule: str, news: News | None) -> dict[str, int]:
    if news is None:
        return {}
    new, gone = news.of(rule)
    return {"failed_new": new, "failed_gone": gone}


_FINDING = (
    "report_id",
    "agency",
    "report_year",
    "scope",
    "left_value",
    "right_value",
    "detail",
)


def listing_result(check: _ListingCheck, listing: Listing, news: News | None) -> dg.AssetCheckResult:
    """A listing passes where it is empty."""
    metadata: dict[str, Any] = {"looked_at": listing.looked_at, "found": listing.found}
    if check.rule:
        metadata |= _compared(check.rule, news)
    if listing.first:
        metadata["first_found"] = table(listing.columns, listing.first)
    return dg.AssetCheckResult(
        asset_key=check.asset,
        check_name=check.name,
        passed=listing.found == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{listing.found:,} of {listing.looked_at:,} {check.of}.",
        metadata=metadata,
    )


def _in_a_line(con: duckdb.DuckDBPyConnection, news: News | None) -> str:
    flagged = f"{flagged_reports(con):,} flagged"
    if news is None:
        return f"{row_counts(con, ['dim_report'])['dim_report']:,} reports; {flagged}"
    counts = news.counts
    changes = [f"{number:,} {what}" for what, number in vars(counts).items() if number]
    state = "published" if news.published else "the warehouse was up to date"
    reports = counts.new + counts.changed + counts.unchanged
    return f"{reports:,} reports: {', '.join(changes) or 'none'}; {flagged}, {news.reports:,} of them newly; {state}"
