"""What a person should look at, as asset checks: one for each rule, and one for each way to be left out or unclear.

What belongs here: turning findings into check results in one place. What does not: the queries (`warehouse.findings`).

These checks warn and block nothing: a report that does not add up is a finding, not a broken pipeline. A rule that
could be assessed nowhere does not pass either, and says so.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import dagster as dg
import duckdb

from gidr_pipeline.assets.resources import Folders
from gidr_pipeline.forms import load_forms
from gidr_pipeline.warehouse.findings import (
    NARRATIVE_RULE,
    Listing,
    RuleFindings,
    incomplete_reports,
    rejected_documents,
    rule_findings,
    rules,
    undetermined_reports,
)
from gidr_pipeline.warehouse.publish import read_only

SHOWN = 20
_LISTINGS: dict[str, tuple[str, str, Callable[[duckdb.DuckDBPyConnection, int], Listing]]] = {
    "no_rejected_documents": (
        "rejected_document",
        "Every file below the raw folder was loaded 未入库文件; the table tells what to do about the others",
        rejected_documents,
    ),
    "agency_and_year_determined": (
        "dim_report",
        "Agency and year of every report could be determined from its title 行政机关和报告年度",
        undetermined_reports,
    ),
    "no_incomplete_reports": (
        "flagged_report",
        "No report lacks a whole section or table of the form 内容缺失的报告",
        incomplete_reports,
    ),
}


def _rule_description(rule: str) -> str:
    says = {identity.rule: identity.says for form in load_forms() for identity in form.identities}
    says[NARRATIVE_RULE] = "正文所述数据，与表格一致"
    return f"{says[rule]}. Warns where a report's figures do not agree, and where no report could be assessed at all."


def finding_specs() -> list[dg.AssetCheckSpec]:
    """The specs of all these checks."""
    of_rules = [
        dg.AssetCheckSpec(rule, asset="fact_reconciliation", description=_rule_description(rule)) for rule in rules()
    ]
    of_listings = [
        dg.AssetCheckSpec(name, asset=asset, description=f"{description}.")
        for name, (asset, description, _) in _LISTINGS.items()
    ]
    return [*of_rules, *of_listings]


@dg.multi_asset_check(
    name="findings",
    specs=finding_specs(),
    can_subset=True,
    description="Reads the findings out of the published warehouse.",
)
def findings(context: dg.AssetCheckExecutionContext, folders: Folders) -> Iterator[dg.AssetCheckResult]:
    """One result for each selected check."""
    selected = {key.name for key in context.selected_asset_check_keys}
    with read_only(folders.settings().warehouse) as con:
        if selected.intersection(rules()):
            yield from (rule_result(each) for each in rule_findings(con, SHOWN) if each.rule in selected)
        for name, (asset, _, query) in _LISTINGS.items():
            if name in selected:
                yield listing_result(name, asset, query(con, SHOWN))


def rule_result(found: RuleFindings) -> dg.AssetCheckResult:
    """A rule passes where it was assessed somewhere and failed nowhere."""
    columns = ("report_id", "agency", "report_year", "scope", "left_value", "right_value", "difference")
    metadata: dict[str, Any] = {
        "assessed": found.assessed,
        "passed": found.passed,
        "failed": found.failed,
        "not_assessable": found.not_assessable,
        "reports_assessed": found.reports_assessed,
        "reports_failed": found.reports_failed,
    }
    if found.first:
        rows = [
            tuple(getattr(finding, name) for name in (*columns, "repaired_cells", "detail")) for finding in found.first
        ]
        metadata["first_findings"] = _table((*columns, "repaired_cells", "detail"), rows)
        metadata["findings"] = dg.MetadataValue.md(_markdown(found))
    if not found.assessed:
        description = "Nothing to assess: no report has the figures that this rule compares. This is not a pass."
    else:
        description = (
            f"{found.failed} of {found.assessed} comparisons fail, in {found.reports_failed} of "
            f"{found.reports_assessed} reports; {found.not_assessable} more could not be assessed."
        )
    return dg.AssetCheckResult(
        asset_key="fact_reconciliation",
        check_name=found.rule,
        passed=found.assessed > 0 and found.failed == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=description,
        metadata=metadata,
    )


def listing_result(name: str, asset: str, listing: Listing) -> dg.AssetCheckResult:
    """A listing passes where there was something to look at and nothing was found."""
    metadata: dict[str, Any] = {"looked_at": listing.looked_at, "found": listing.found}
    if listing.first:
        metadata["first_found"] = _table(listing.columns, listing.first)
    nothing = "Nothing to look at: the warehouse is empty. This is not a pass."
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=listing.looked_at > 0 and listing.found == 0,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{listing.found} of {listing.looked_at}." if listing.looked_at else nothing,
        metadata=metadata,
    )


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dg.TableMetadataValue:
    schema = dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in columns])
    records = [
        dg.TableRecord({name: None if cell is None else str(cell) for name, cell in zip(columns, row, strict=True)})
        for row in rows
    ]
    return dg.MetadataValue.table(records, schema)


def _markdown(found: RuleFindings) -> str:
    lines = [
        f"- **{_escaped(finding.report_id)}** ({_escaped(finding.agency or 'agency unknown')}, "
        f"{finding.report_year or 'year unknown'}), {_escaped(finding.scope)}: {_escaped(finding.detail or '')}"
        for finding in found.first
    ]
    more = found.failed - len(found.first)
    return "\n".join([*lines, f"- and {more} more"] if more > 0 else lines)


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
