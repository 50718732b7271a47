SELECT fact_reconciliation.*, news IS NOT NULL AS is_new
FROM fact_reconciliation
LEFT JOIN (FROM finding_news WHERE report_id = $report_id AND news = 'new') USING (report_id, rule, scope)
LEFT JOIN dim_rule ON code = rule
WHERE report_id = $report_id
ORDER BY position, scope
