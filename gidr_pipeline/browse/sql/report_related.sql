-- The report, those of the year before, and whatever may be the same in another file.
SELECT $report_id AS report_id
UNION
SELECT before_id FROM year_before WHERE report_id = $report_id
UNION
SELECT dim_report.report_id
FROM dim_report
JOIN (FROM dim_report WHERE report_id = $report_id) this
    ON this.agency = dim_report.agency AND this.report_year = dim_report.report_year
