SELECT report_id, agency, report_year, position($phrase IN text) - 1 AS at,
    substring(text, greatest(position($phrase IN text) - 40, 1), least(position($phrase IN text) - 1, 40)) AS before,
    substring(text, position($phrase IN text) + length($phrase), 60) AS after
FROM report_text
JOIN dim_report USING (report_id)
WHERE contains(text, $phrase) AND ($year = '' OR report_year = TRY_CAST($year AS INTEGER))
LIMIT $size
