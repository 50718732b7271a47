SELECT report_id, report_year, cells_missing + cells_illegible AS cells_lost
FROM dim_report
WHERE agency_id = $agency_id
ORDER BY report_year NULLS LAST, report_id
