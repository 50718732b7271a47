-- Where the rows of each report lie: loading puts them together, but verdicts over two years apart from the others.
SELECT hash(report_id) AS key, min(rowid) AS first, max(rowid) AS last
FROM {table}
GROUP BY report_id, rowid // 122_880
