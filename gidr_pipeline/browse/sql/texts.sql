-- What stands at these places alone is unpacked: as a condition on the table, DuckDB would look into all texts.
-- In two halves, for two processors.
WITH one AS MATERIALIZED (
    SELECT report_id, text, rowid AS place FROM report_text WHERE rowid BETWEEN $first AND $middle
),
other AS MATERIALIZED (
    SELECT report_id, text, rowid AS place FROM report_text WHERE rowid BETWEEN greatest($first, $middle + 1) AND $last
),
found AS (
    FROM one WHERE contains(text, $phrase)
    UNION ALL
    FROM other WHERE contains(text, $phrase)
)
SELECT report_id, agency, report_year, place,
    substring(text, greatest(position($phrase IN text) - 40, 1), least(position($phrase IN text) - 1, 40)) AS before,
    substring(text, position($phrase IN text) + length($phrase), 60) AS after
FROM found
JOIN dim_report USING (report_id)
WHERE $year = '' OR report_year = TRY_CAST($year AS INTEGER)
ORDER BY place
LIMIT $size
