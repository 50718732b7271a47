WITH judged AS (
    SELECT report_id, rule, scope, left_value, right_value, difference, repaired_cells, detail
    FROM fact_reconciliation
    WHERE verdict = $verdict AND ($rule = '' OR rule = $rule)
),
chosen AS (
    SELECT judged.*, agency, dim_report.agency_id, report_year, kind, level, province, prefecture, county,
        (report_id, rule, scope) IN (SELECT (report_id, rule, scope) FROM finding_news WHERE news = 'new') AS is_new
    FROM judged
    JOIN dim_report USING (report_id)
    LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id
    WHERE ($year = '' OR report_year = TRY_CAST($year AS INTEGER))
        AND ($kind = '' OR kind = $kind)
        AND ($place = '' OR contains(concat_ws(' ', province, prefecture, county, township), $place))
)
SELECT *, count(*) OVER () AS in_all
FROM chosen
WHERE $new = '' OR is_new
ORDER BY {order}
LIMIT $size OFFSET $offset
