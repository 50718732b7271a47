"""One row a report and a column for each cell that a form has: the table behind `report_wide`, and the views on it.

What belongs here: SQL and rows that are made of the forms and of `codes.toml`. What does not: names of columns and
definitions of indicators (`codes.toml`).

`wide_cell` keeps a blank count apart from a lost one, which is NULL, so that shares can tell them apart.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import polars as pl

from gidr_pipeline.forms import Label, every_label, form_of, load_forms
from gidr_pipeline.warehouse.codes import Summand, codes, quoted, summands, wide_columns

_BLANK = -1
_OF_REPORT = {
    "report_id": ("dim_report.report_id", "Report 报告编号"),
    "agency": ("agency", "Reporting body 行政机关"),
    "report_year": ("report_year", "Year reported on 报告年度"),
    "agency_id": ("dim_report.agency_id", "The body, a key of dim_agency 机关编号"),
    "kind": ("kind", "Kind of the body 类别"),
    "level": ("level", "Level of government 层级"),
    "province": ("province", "Province 省级行政区"),
    "prefecture": ("prefecture", "Prefecture 地级行政区"),
    "county": ("county", "County 县级行政区"),
    "township": ("township", "Township 乡级行政区"),
    "division_code": ("division_code", "Statistical code of its place 区划代码"),
    "edition": ("edition", "Edition of the form 表格版本"),
    "coverage": ("coverage", "Whose figures these are: own, consolidated, unknown 统计范围"),
    "cells_repaired": ("cells_repaired", "Cells whose value or place needed arithmetic 经修复的单元格数"),
    "cells_lost": ("cells_missing + cells_illegible", "Cells that are missing or illegible 缺失或无法辨认的单元格数"),
}
_TOTALS = {
    "received": (["received.total"], "Requests newly received 本年新收"),
    "carried_in": (["carried_in.total"], "Requests carried in 上年结转"),
    "resolved": (["resolved_total.total"], "Requests resolved 办理结果总计"),
    "granted": (["granted.total"], "Granted 予以公开"),
    "granted_in_part": (["granted_in_part.total"], "Granted in part 部分公开"),
    "refused": (["refused*"], "Refused, all reasons 不予公开"),
    "unavailable": (["unavailable*"], "Unavailable, all reasons 无法提供"),
    "unprocessed": (["unprocessed*"], "Not processed, all reasons 不予处理"),
    "other_outcome": (["other*"], "Otherwise handled 其他处理"),
    "carried_out": (["carried_out.total"], "Requests carried over to the next year 结转下年度"),
    "reconsiderations": (["reconsideration.total"], "Administrative reconsiderations 行政复议"),
    "lawsuits": (
        ["litigation_direct.total", "litigation_after_reconsideration.total"],
        "Lawsuits, with and without reconsideration before 行政诉讼",
    ),
}


def wide_table() -> str:
    """The statements that make the table `wide_cell`."""
    columns = ", ".join(f"{name} {_type(fact)}" for fact, name, _, _ in _columns())
    about = "Bookkeeping: what report_wide shows, where a blank count is -1 and a lost one NULL 宽表数据"
    return _script(
        [
            f"CREATE TABLE wide_cell (report_id VARCHAR NOT NULL, {columns})",
            f"COMMENT ON TABLE wide_cell IS '{about}'",
        ]
    )


def wide_views() -> str:
    """The statements that make `report_wide`, `report_total` and `report_indicator`."""
    # A blank count of wide_cell as zero, a lost one as NULL.
    counted = f"CREATE MACRO counted(value) AS CASE WHEN value = {_BLANK} THEN 0 ELSE value END"
    return _script([counted, *_report_wide(), *_report_total(), *_report_indicator()])


def wide_rows(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells (`report_id`, `table`, `row`, `column`, `value`, `status`) as rows of `wide_cell`."""
    names = pl.DataFrame(
        [(table.name, row, column, name) for table in load_forms()[-1].tables.values()
         for name, row, column in wide_columns()[table.fact]],
        schema=["table", "row", "column", "name"], orient="row",
    )  # fmt: skip
    is_count = pl.col("table").is_in(
        [table.name for table in load_forms()[-1].tables.values() if _is_count(table.fact)]
    )
    value = pl.when(is_count & (pl.col("status") == "blank")).then(_BLANK).otherwise(pl.col("value"))
    wide = cells.join(names, on=["table", "row", "column"], maintain_order="left").with_columns(value=value)
    wide = wide.pivot(on="name", index="report_id", values="value")
    kinds = {name: pl.Int64 if _is_count(fact) else pl.Decimal(18, 4) for fact, name, _, _ in _columns()}
    return wide.select(
        "report_id",
        *(
            (pl.col(name) if name in wide.columns else pl.lit(None)).cast(kind).alias(name)
            for name, kind in kinds.items()
        ),
    )


def _columns() -> Iterator[tuple[str, str, str, str]]:
    """Fact, name, row and column of each cell."""
    for fact, columns in wide_columns().items():
        for name, row, column in columns:
            yield fact, name, row, column


def _is_count(fact: str) -> bool:
    return fact != load_forms()[-1].tables["proactive"].fact


def _type(fact: str) -> str:
    return "BIGINT" if _is_count(fact) else "DECIMAL(18, 4)"


def _script(statements: Sequence[str]) -> str:
    return ";\n".join(statements) + ";\n"


def _report_wide() -> Iterator[str]:
    figures = [f"nullif({name}, {_BLANK}) AS {name}" if _is_count(fact) else name for fact, name, _, _ in _columns()]
    parts = [f"{expression} AS {name}" for name, (expression, _) in _OF_REPORT.items()]
    yield (
        f"CREATE VIEW report_wide AS SELECT {', '.join([*parts, *figures])} FROM dim_report "
        "LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id "
        "LEFT JOIN wide_cell ON wide_cell.report_id = dim_report.report_id"
    )
    about = "One row for each report, a column for each cell of any edition 宽表; NULL is not zero"
    yield f"COMMENT ON VIEW report_wide IS '{about}'"
    for name, (_, comment) in _OF_REPORT.items():
        yield f"COMMENT ON COLUMN report_wide.{name} IS '{comment}'"
    for table in load_forms()[-1].tables.values():
        rows, columns = _by_code(every_label(table.name, "rows")), _by_code(every_label(table.name, "columns"))
        for name, row, column in wide_columns()[table.fact]:
            words = f"{rows[row].label_en}, {columns[column].label_en} {rows[row].label_zh}，{columns[column].label_zh}"
            yield f"COMMENT ON COLUMN report_wide.{name} IS '{quoted(words)}'"


def _by_code(labels: Sequence[Label]) -> dict[str, Label]:
    return {label.code: label for label in labels}


@cache
def _name_of() -> dict[tuple[str, str], str]:
    return {(row, column): name for _, name, row, column in _columns()}


def _sum(terms: Sequence[str], *, is_share: bool = False) -> str:
    """SQL for the sum of these terms: NULL where a cell is lost or all are blank; where it `is_share`, a part of
    something, also where one is blank and no sum of the form shows that it is a zero.

    Where the editions have other cells for it, each has its own sum.
    """
    sums = {}
    for edition in (*(form.edition for form in load_forms()), None):
        found = [each for each in summands(terms) if _has(edition, each.cell)]
        sums[edition] = _sum_of(found, _printed_or_zero(edition, found) if is_share else _any_printed(found))
    if len(set(sums.values())) == 1:
        return sums[None]
    cases = " ".join(f"WHEN edition = '{edition}' THEN {each}" for edition, each in sums.items() if edition)
    return f"CASE {cases} ELSE {sums[None]} END"


def _has(edition: str | None, cell: tuple[str, str]) -> bool:
    return cell in _cells_of(edition)


@cache
def _cells_of(edition: str | None) -> frozenset[tuple[str, str]]:
    return frozenset(cell for table in form_of(edition).tables.values() for cell in table.cells())


def _sum_of(found: Sequence[Summand], condition: str) -> str:
    if not found:
        return "NULL"
    added = " ".join(f"{'-' if each.sign < 0 else '+'} counted({_column(each)})" for each in found)
    return f"CASE WHEN {condition} THEN {added.removeprefix('+ ')} END"


def _column(of: Summand) -> str:
    return ("before." if of.year_offset else "wide_cell.") + _name_of()[of.cell]


def _any_printed(found: Sequence[Summand]) -> str:
    return f"greatest({', '.join(map(_column, found))}) >= 0"


def _printed_or_zero(edition: str | None, found: Sequence[Summand]) -> str:
    """SQL for whether each of these cells is printed, or blank in a sum that comes to its printed total without it."""
    by_sum: dict[str, list[str]] = {}
    for each in found:
        by_sum.setdefault("" if each.year_offset else _sum_with(edition, each.cell), []).append(_column(each))
    conditions = (
        f"(least({', '.join(names)}) >= 0{f' OR {holds}' if holds else ''})" for holds, names in by_sum.items()
    )
    return " AND ".join(conditions)


def _sum_with(edition: str | None, cell: tuple[str, str]) -> str:
    """SQL for whether the sum holds in which this cell is a part of a total; empty where it is in none."""
    form = form_of(edition)
    for identity in form.identities:
        along_row = identity.scope == form.tables[identity.table].row_axis
        scope, code = cell if along_row else cell[::-1]
        is_sum = len(identity.right) == 1 and all(term.sign > 0 and not term.year_offset for term in identity.left)
        if is_sum and scope in form.scopes(identity) and code in [term.code for term in identity.left]:
            *parts, total = (
                _column(Summand((scope, term.code) if along_row else (term.code, scope), 1, 0))
                for term in (*identity.left, *identity.right)
            )
            return f"{total} >= 0 AND {' + '.join(f'counted({part})' for part in parts)} = {total}"
    return ""


def _report_total() -> Iterator[str]:
    parts = [f"{_sum(terms)} AS {name}" for name, (terms, _) in _TOTALS.items()]
    yield (
        f"CREATE VIEW report_total AS SELECT dim_report.report_id, {', '.join(parts)} FROM dim_report "
        "LEFT JOIN wide_cell ON wide_cell.report_id = dim_report.report_id"
    )
    yield (
        "COMMENT ON VIEW report_total IS 'The totals of each report over all applicants 各报告总计: "
        "a group of lines is NULL where one of them is missing or illegible, or all are blank'"
    )
    yield f"COMMENT ON COLUMN report_total.report_id IS '{_OF_REPORT['report_id'][1]}'"
    for name, (_, comment) in _TOTALS.items():
        yield f"COMMENT ON COLUMN report_total.{name} IS '{comment}'"


def _report_indicator() -> Iterator[str]:
    selects = []
    for indicator in codes()["indicators"]["list"]:
        numerator, denominator = _sum(indicator["numerator"], is_share=True), _sum(indicator["denominator"])
        source = "dim_report LEFT JOIN wide_cell ON wide_cell.report_id = dim_report.report_id"
        if wanted := [each for each in summands(indicator["denominator"]) if each.year_offset]:
            # Several reports of the year before have a figure only where they agree on it.
            agreed = ", ".join(
                f"CASE WHEN count({name}) = count(*) AND min({name}) = max({name}) THEN min({name}) END AS {name}"
                for name in (_name_of()[each.cell] for each in wanted)
            )
            source += (
                f" LEFT JOIN (SELECT year_before.report_id, {agreed} FROM year_before "
                "JOIN wide_cell ON wide_cell.report_id = before_id GROUP BY ALL) before "
                "ON before.report_id = dim_report.report_id"
            )
        selects.append(
            f"SELECT dim_report.report_id, '{indicator['code']}' AS indicator, {numerator} AS numerator, "
            f"{denominator} AS denominator FROM {source}"
        )
    small = codes()["indicators"]["small"]
    yield (
        "CREATE VIEW report_indicator AS SELECT report_id, indicator, "
        "CASE WHEN denominator > 0 THEN numerator / denominator END AS value, numerator, denominator, "
        f"denominator < {small} AS small_denominator FROM ({' UNION ALL '.join(selects)})"
    )
    comments = {
        "report_id": _OF_REPORT["report_id"][1],
        "indicator": "Indicator, a code of dim_indicator 指标",
        "value": "Numerator by denominator 指标值; NULL where either is, or the denominator is zero",
        "numerator": "Numerator 分子; NULL where a cell of it is lost, or blank and no sum shows that it is a zero",
        "denominator": "Denominator 分母; NULL where a cell of it is missing or illegible, or all are blank",
        "small_denominator": "Whether the denominator is so small that the value says little 小分母",
    }
    yield (
        "COMMENT ON VIEW report_indicator IS 'Shares and rates of each report 指标, as dim_indicator defines them: "
        "NULL where a cell is missing or illegible; a blank is a zero where the sum that it stands in comes out'"
    )
    for name, comment in comments.items():
        yield f"COMMENT ON COLUMN report_indicator.{name} IS '{comment}'"


def total_comments(relation: str) -> str:
    """The comments of the columns of `report_total`, for a view that shows them."""
    return _script([f"COMMENT ON COLUMN {relation}.{name} IS '{comment}'" for name, (_, comment) in _TOTALS.items()])
