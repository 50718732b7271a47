SELECT report_change.changed_at, report_change.report_id, row_code, column_code, value_before, value_after,
    status_before, status_after
FROM report_change
LEFT JOIN cell_change ON cell_change.report_id = report_change.report_id
    AND cell_change.changed_at = report_change.changed_at
WHERE report_change.report_id IN (SELECT report_id FROM dim_report WHERE agency_id = $agency_id) AND change = 'changed'
ORDER BY report_change.changed_at DESC, report_change.report_id, row_code, column_code
LIMIT $size
