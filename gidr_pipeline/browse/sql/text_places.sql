-- Twice as many as are packed together.
SELECT min(report_text.rowid) AS first, max(report_text.rowid) // 4_096 * 4_096 + 2_047 AS middle,
    max(report_text.rowid) AS last, count(*) AS texts
FROM report_text
JOIN dim_report USING (report_id)
WHERE $year = '' OR report_year = TRY_CAST($year AS INTEGER)
GROUP BY report_text.rowid // 4_096
ORDER BY first
