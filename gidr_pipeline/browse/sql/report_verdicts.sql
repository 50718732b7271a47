SELECT fact_reconciliation.*, (report_id, rule, scope) IN (FROM last_news('new')) AS is_new
FROM fact_reconciliation
LEFT JOIN dim_rule ON code = rule
WHERE report_id = $report_id
ORDER BY position, scope
