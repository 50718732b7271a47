WITH found AS (
    SELECT report_id, agency, title, dim_report.agency_id, report_year, kind, province, prefecture, county, coverage,
        cells_repaired, cells_missing + cells_illegible AS cells_lost,
        concat_ws(' ', report_id, agency, title, province, prefecture, county, township, report_year) AS known_as
    FROM dim_report
    LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id
    WHERE ($year = '' OR report_year = TRY_CAST($year AS INTEGER))
),
chosen AS (
    SELECT * EXCLUDE (known_as), count(*) OVER () AS in_all
    FROM found
    WHERE len(list_filter($words, lambda word: contains(known_as, word))) = len($words)
    ORDER BY agency NULLS LAST, agency_id, report_year DESC NULLS LAST, report_id
    LIMIT $size OFFSET $offset
)
SELECT chosen.*, coalesce(failing, 0) AS findings
FROM chosen
LEFT JOIN (
    SELECT report_id, count(*) AS failing FROM fact_reconciliation WHERE verdict = 'fail' GROUP BY report_id
) USING (report_id)
ORDER BY agency NULLS LAST, agency_id, report_year DESC NULLS LAST, report_id
