SELECT rule, verdict, count(*) AS verdicts, count(DISTINCT report_id) AS reports
FROM fact_reconciliation
GROUP BY rule, verdict
