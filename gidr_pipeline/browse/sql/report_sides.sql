SELECT rule, scope, side, sign, cell_report_id, table_name, row_code, column_code, value, status, source_start
FROM reconciliation_cell
WHERE report_id = $report_id AND verdict != 'pass'
