SELECT changed_at, row_code, column_code, value_before, value_after, status_before, status_after
FROM cell_change
WHERE report_id = $report_id
ORDER BY changed_at DESC, row_code, column_code
