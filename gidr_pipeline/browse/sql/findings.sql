-- What is shown of a finding is looked up for those that are listed, not for all that are sorted and counted.
WITH chosen AS NOT MATERIALIZED (
    SELECT fact_reconciliation.rowid AS place, report_id, rule, scope, difference, agency, dim_report.agency_id,
        report_year, kind, level, province, prefecture, county
    FROM fact_reconciliation
    JOIN dim_report USING (report_id)
    LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id
    WHERE verdict = $verdict AND ($rule = '' OR rule = $rule)
        AND ($year = '' OR report_year = TRY_CAST($year AS INTEGER))
        AND ($kind = '' OR kind = $kind)
        AND ($place = '' OR contains(concat_ws(' ', province, prefecture, county, township), $place))
        AND ($new = '' OR (report_id, rule, scope) IN (FROM last_news('new')))
),
listed AS (FROM chosen ORDER BY {order} LIMIT $size OFFSET $offset)
SELECT listed.*, left_value, right_value, repaired_cells, detail,
    (report_id, rule, scope) IN (FROM last_news('new')) AS is_new, (SELECT count(*) FROM chosen) AS in_all
FROM listed
JOIN (SELECT rowid AS place, left_value, right_value, repaired_cells, detail FROM fact_reconciliation) USING (place)
ORDER BY {order}
