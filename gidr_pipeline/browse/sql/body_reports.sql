SELECT report_id, report_year, edition, coverage, cells_repaired, cells_missing + cells_illegible AS cells_lost
FROM dim_report
WHERE agency_id = $agency_id
ORDER BY report_year NULLS LAST, cells_missing + cells_illegible, report_id
