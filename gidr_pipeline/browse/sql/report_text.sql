SELECT text FROM report_text WHERE report_id = $report_id
