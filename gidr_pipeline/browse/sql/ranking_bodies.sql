SELECT report_id, agency, dim_report.agency_id, kind, province, prefecture, county, value, numerator, denominator,
    small_denominator, coverage, count(*) OVER () AS in_all
FROM report_indicator
JOIN dim_report USING (report_id)
LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id
WHERE indicator = $indicator AND report_year = TRY_CAST($year AS INTEGER) AND value IS NOT NULL
    AND (coverage = 'consolidated') = $consolidated
    AND ($kind = '' OR kind = $kind)
    AND ($large = '' OR NOT small_denominator)
ORDER BY value DESC, denominator DESC, report_id
LIMIT $size OFFSET $offset
