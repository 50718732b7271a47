SELECT report_id, agency_id FROM dim_report LIMIT 1
