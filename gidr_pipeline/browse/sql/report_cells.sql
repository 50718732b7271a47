SELECT row_code, column_code, value, status, raw_text, source_start, source_end, note
FROM report_cell
WHERE report_id = $report_id
