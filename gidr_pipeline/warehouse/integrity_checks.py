"""The queries that find what must not be in a warehouse, whatever the reports say.

What belongs here: queries for rows that contradict the warehouse's own definition. What does not: running them
(`integrity`), and reports whose figures don't add up, which are findings (`findings`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import polars as pl

from gidr_pipeline.extraction.model import Status
from gidr_pipeline.forms import TABLES, form_of, load_forms
from gidr_pipeline.versions import short_digest

COLUMNS_OF_REPORTS = {
    "dim_report": "*",
    "section_place": "report_id, section",
    "report_cell": "report_id, table_name, row_code, column_code, value, status, raw_text, source_start",
    "fact_narrative": "*",
    "fact_reconciliation": "*",
}
"""What has rows that belong to the report of their `report_id`, and what checks within reports need of it. Long text,
which takes long to unpack, is not among it."""
FULL_FOLDER = 20
"""Files that were read. Fewer may well be no reports, one and all; so many can't be."""


@dataclass(frozen=True)
class IntegrityCheck:
    """`violations` selects (report_id, what is wrong) and `looked_at` one number; `table` is what it is about, or the
    largest of several.

    With `within_reports`, what it says of a report hangs on the rows of that report alone. In a warehouse that was
    sound it then need not be run over reports of which no row was written since.
    """

    name: str
    table: str
    description: str
    looked_at: str
    violations: str
    within_reports: bool = False

    @property
    def definition(self) -> str:
        """Digest of the queries."""
        return short_digest(f"{self.looked_at}\n{self.violations}")


@cache
def form_cells() -> pl.DataFrame:
    """Every cell of every edition ('' for a report that shows no edition), with its sign and the number of the cell."""
    numbers: dict[tuple[str, str, str], int] = {}
    rows = [
        (edition or "", table.fact, row, code, column.signed, numbers.setdefault((name, row, code), len(numbers)))
        for edition in (None, *(form.edition for form in load_forms()))
        for name in TABLES
        for table in [form_of(edition).tables[name]]
        for row, code in table.cells()
        for column in table.columns
        if column.code == code
    ]
    names = ("edition", "table_name", "row_code", "column_code", "signed", "cell_number")
    return pl.DataFrame(rows, schema=list(names), orient="row")


def _facts() -> Iterator[str]:
    for table in load_forms()[-1].tables.values():
        yield table.fact


_SUSPECTS = """SEMI JOIN (
    SELECT report_id FROM report_cell
    LEFT JOIN (SELECT DISTINCT table_name, row_code, column_code, cell_number FROM form_cell)
        USING (table_name, row_code, column_code)
    GROUP BY report_id HAVING count(*) IS DISTINCT FROM bit_count(bitstring_agg(cell_number, 0, 511))
) AS suspect USING (report_id)"""
"""A filter for the reports of which some cell may stand twice.

Grouping by the key itself would hold every cell of the country in memory; this holds a bit for each cell.
"""


@cache
def integrity_checks() -> tuple[IntegrityCheck, ...]:
    """The checks, in the order in which they are run and shown."""
    count_cells = "SELECT count(*) FROM report_cell"
    newest = load_forms()[-1]
    keys = {
        "report_cell": "report_id, table_name, row_code, column_code",
        "dim_report": "report_id",
        "fact_reconciliation": "report_id, rule, scope",
        "section_place": "report_id, section",
        "rejected_document": "report_id",
    }
    statuses = ", ".join(f"'{status}'" for status in Status)
    counts = " OR ".join(f"cells_{status} != count_if_{status}" for status in Status)
    counted = ", ".join(f"count(*) FILTER (status = '{status}') AS count_if_{status}" for status in Status)
    of_reports = [*_facts(), "fact_narrative", "fact_reconciliation", "section_place", "report_text", "wide_cell"]
    sections = len(newest.sections)
    return (
        IntegrityCheck(
            "no_duplicate_keys",
            "fact_request",
            "No two rows of a fact, a report, a section or a rejected document have the same key",
            " UNION ALL ".join(f"SELECT count(*) AS rows FROM {table}" for table in keys).join(
                ("SELECT coalesce(sum(rows), 0) FROM (", ")")
            ),
            " UNION ALL ".join(
                f"SELECT report_id, '{table} has ' || count(*) || ' rows for ' || concat_ws(', ', {key}) "
                f"FROM {table} {_SUSPECTS if table == 'report_cell' else ''} GROUP BY {key} HAVING count(*) > 1"
                for table, key in keys.items()
            ),
            within_reports=True,
        ),
        IntegrityCheck(
            "cells_are_of_the_form",
            "fact_request",
            "Every report has exactly the cells that its edition has",
            count_cells,
            """
            SELECT coalesce(r.report_id, c.report_id), 'has ' || coalesce(c.cells, 0) || ' of the '
                || coalesce(f.cells, 0) || ' cells of the edition, and ' || coalesce(c.strange, 0) || ' that it has not'
            FROM dim_report r
            LEFT JOIN (SELECT edition, count(*) AS cells FROM form_cell GROUP BY edition) f
                ON f.edition = coalesce(r.edition, '')
            LEFT JOIN (
                SELECT cell.report_id, count(form_cell.edition) AS cells, count(*) - count(form_cell.edition) AS strange
                FROM report_cell AS cell
                JOIN dim_report ON dim_report.report_id = cell.report_id
                LEFT JOIN form_cell ON form_cell.edition = coalesce(dim_report.edition, '')
                    AND form_cell.table_name = cell.table_name AND form_cell.row_code = cell.row_code
                    AND form_cell.column_code = cell.column_code
                GROUP BY cell.report_id
            ) c ON c.report_id = r.report_id
            WHERE c.cells IS DISTINCT FROM f.cells OR c.strange != 0
            """,
            within_reports=True,
        ),
        IntegrityCheck(
            "rows_belong_to_reports",
            "dim_report",
            "Every row of a fact or section belongs to a report in dim_report",
            " UNION ALL ".join(f"SELECT count(*) AS rows FROM {table}" for table in of_reports).join(
                ("SELECT coalesce(sum(rows), 0) FROM (", ")")
            ),
            " UNION ALL ".join(
                f"SELECT report_id, 'has rows in {table} but none in dim_report' FROM {table} "
                "ANTI JOIN dim_report USING (report_id) GROUP BY report_id"
                for table in of_reports
            ),
        ),
        IntegrityCheck(
            "cell_counts_are_true",
            "dim_report",
            "The numbers of cells in dim_report are those of the facts",
            "SELECT count(*) FROM dim_report",
            f"""
            SELECT report_id, 'its facts have other numbers of cells by status than dim_report says'
            FROM dim_report
            LEFT JOIN (SELECT report_id, {counted} FROM report_cell GROUP BY report_id) USING (report_id)
            WHERE ({counts}) IS NOT FALSE
            """,
        ),
        IntegrityCheck(
            "values_fit_their_status",
            "fact_request",
            "A value stands exactly where a cell is reported or repaired, is no impossible count, and leads back to "
            "the text where it was read there",
            count_cells,
            f"""
            SELECT cell.report_id,
                concat_ws(' ', cell.table_name, cell.row_code, cell.column_code, cell.status, cell.value)
            FROM report_cell AS cell
            LEFT JOIN (SELECT DISTINCT table_name, row_code, column_code, signed FROM form_cell) f
                USING (table_name, row_code, column_code)
            WHERE (cell.status IN ({statuses})
                AND (cell.value IS NOT NULL) = (cell.status IN ('reported', 'repaired'))
                AND (cell.value IS NULL OR cell.value >= 0 OR f.signed)
                AND (cell.raw_text IS NULL) = (cell.source_start IS NULL)
                AND (cell.raw_text IS NOT NULL OR cell.status NOT IN ('reported', 'illegible'))) IS NOT TRUE
            """,
            within_reports=True,
        ),
        IntegrityCheck(
            "reports_are_described",
            "dim_report",
            "Every report has its text, its wide row, a coverage, and a body that belongs to governments with a row",
            "SELECT count(*) FROM dim_report",
            """
            SELECT report_id, 'has an agency without agency_id, or the other way round' FROM dim_report
            WHERE (agency IS NULL) != (agency_id IS NULL)
            UNION ALL
            SELECT report_id, 'its body has no row' FROM dim_report ANTI JOIN dim_agency USING (agency_id)
            WHERE agency_id IS NOT NULL
            UNION ALL
            SELECT NULL, agency_id || ' belongs to a government that has no row' FROM dim_agency own
            WHERE parent_agency_id IS NOT NULL AND parent_agency_id NOT IN (SELECT agency_id FROM dim_agency)
            UNION ALL
            SELECT NULL, agency_id || ' has several rows' FROM dim_agency GROUP BY agency_id HAVING count(*) > 1
            UNION ALL
            SELECT report_id, 'has no coverage' FROM dim_report
            WHERE (coverage IN ('own', 'consolidated') AND coverage_sentence IS NOT NULL
                OR coverage = 'unknown' AND coverage_sentence IS NULL) IS NOT TRUE
            UNION ALL
            SELECT report_id, 'has ' || coalesce(texts, 0) || ' texts' FROM dim_report
            LEFT JOIN (SELECT report_id, count(*) AS texts FROM report_text GROUP BY report_id) USING (report_id)
            WHERE texts IS DISTINCT FROM 1
            UNION ALL
            SELECT report_id, 'has ' || coalesce(wide, 0) || ' wide rows' FROM dim_report
            LEFT JOIN (SELECT report_id, count(*) AS wide FROM wide_cell GROUP BY report_id) USING (report_id)
            WHERE wide IS DISTINCT FROM 1
            """,
        ),
        IntegrityCheck(
            "sections_are_six",
            "report_section",
            "Every report has a row for each of the six sections",
            "SELECT count(*) FROM section_place",
            f"""
            SELECT report_id, 'has ' || coalesce(sections, 0) || ' sections'
            FROM dim_report LEFT JOIN (
                SELECT report_id, count(*) AS sections FROM section_place
                SEMI JOIN dim_section ON dim_section.code = section_place.section GROUP BY report_id
            ) USING (report_id)
            WHERE sections IS DISTINCT FROM {sections}
            """,
        ),
        IntegrityCheck(
            "verdicts_are_whole",
            "fact_reconciliation",
            "Every report has a verdict for every rule and scope of its edition; every difference is left minus right",
            "SELECT count(*) FROM fact_reconciliation",
            f"""
            SELECT report_id, 'has ' || coalesce(verdicts, 0) || ' verdicts where its edition has ' || expected
            FROM (SELECT report_id, {_expected_verdicts()} AS expected FROM dim_report) LEFT JOIN (
                SELECT report_id, count(*) AS verdicts FROM fact_reconciliation
                WHERE rule != 'narrative_agreement' GROUP BY report_id
            ) USING (report_id)
            WHERE verdicts IS DISTINCT FROM expected
            UNION ALL
            SELECT report_id, 'claim ' || claim || ' has no verdict'
            FROM (SELECT DISTINCT report_id, claim FROM fact_narrative) n
            ANTI JOIN (SELECT report_id, scope AS claim FROM fact_reconciliation WHERE rule = 'narrative_agreement') v
                USING (report_id, claim)
            UNION ALL
            SELECT report_id, concat_ws(' ', rule, scope, verdict, left_value, right_value, difference)
            FROM fact_reconciliation
            WHERE verdict NOT IN ('pass', 'fail', 'not_assessable')
                OR difference IS DISTINCT FROM left_value - right_value
            """,
        ),
        IntegrityCheck(
            "every_file_is_accounted_for",
            "rejected_document",
            "Every file has its rows in dim_report or rejected_document, and every row of these its file",
            "SELECT count(*) FROM source_file",
            """
            WITH here AS (SELECT report_id FROM dim_report UNION SELECT report_id FROM rejected_document),
                there AS (SELECT DISTINCT unnest(report_ids) AS report_id FROM source_file)
            SELECT report_id, 'belongs to no file' FROM here ANTI JOIN there USING (report_id)
            UNION ALL
            SELECT report_id, 'is neither loaded nor rejected' FROM there ANTI JOIN here USING (report_id)
            UNION ALL
            SELECT path, 'is there twice' FROM source_file GROUP BY path HAVING count(*) > 1
            UNION ALL
            SELECT path, 'gave neither a report nor a rejection' FROM source_file WHERE len(report_ids) = 0
            """,
        ),
        IntegrityCheck(
            "a_full_folder_gives_reports",
            "dim_report",
            f"At least one report comes of a folder of {FULL_FOLDER} or more files that could be read",
            "SELECT count(*) FROM source_file",
            f"""
            SELECT NULL, 'none of ' || count(sha256) || ' files gave a report; reasons: ' || (
                SELECT string_agg(DISTINCT reason, ', ' ORDER BY reason) FROM rejected_document
            )
            FROM source_file
            HAVING count(sha256) >= {FULL_FOLDER} AND (SELECT count(*) FROM dim_report) = 0
            """,
        ),
    )


def _expected_verdicts() -> str:
    """How many verdicts apart from those on the prose a report of each edition has."""
    cases = " ".join(
        f"WHEN '{form.edition}' THEN {sum(len(form.scopes(identity)) for identity in form.identities)}"
        for form in load_forms()
    )
    unknown = form_of(None)
    default = sum(len(unknown.scopes(identity)) for identity in unknown.identities)
    return f"CASE edition {cases} ELSE {default} END"
