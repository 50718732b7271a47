SELECT report_id, rule, scope, left_value, right_value
FROM fact_reconciliation
WHERE verdict = 'fail' AND report_id IN (SELECT report_id FROM dim_report WHERE agency_id = $agency_id)
ORDER BY report_id, rule, scope
