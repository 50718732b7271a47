SELECT report_change.changed_at, report_change.report_id, change, count(row_code) AS cells
FROM report_change
LEFT JOIN cell_change ON cell_change.report_id = report_change.report_id AND cell_change.changed_at = report_change.changed_at
WHERE report_change.report_id IN (SELECT report_id FROM dim_report WHERE agency_id = $agency_id) AND change = 'changed'
GROUP BY ALL
ORDER BY report_change.changed_at DESC
