WITH counted AS (
    SELECT rule, verdict, count(*) AS verdicts FROM fact_reconciliation GROUP BY rule, verdict
),
failing AS (
    SELECT rule, verdict, count(DISTINCT report_id) AS reports
    FROM fact_reconciliation WHERE verdict = 'fail' GROUP BY rule, verdict
)
SELECT rule, verdict, verdicts, coalesce(reports, 0) AS reports
FROM counted LEFT JOIN failing USING (rule, verdict)
