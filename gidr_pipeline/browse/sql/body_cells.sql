SELECT report_id, row_code, column_code, value, status
FROM report_cell
WHERE report_id IN (SELECT report_id FROM dim_report WHERE agency_id = $agency_id)
    AND (column_code = 'total' OR table_name = 'fact_proactive')
