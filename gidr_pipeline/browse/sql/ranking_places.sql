SELECT {order} AS place, any_value(province) AS province, count(*) AS bodies,
    sum(numerator) AS numerator, sum(denominator) AS denominator,
    sum(numerator) / sum(denominator) AS value, sum(denominator) < $small AS small_denominator
FROM report_indicator
JOIN agency_year USING (report_id)
WHERE indicator = $indicator AND report_year = TRY_CAST($year AS INTEGER) AND counted_in IS NULL
    AND numerator IS NOT NULL AND denominator > 0 AND {order} IS NOT NULL
GROUP BY place
ORDER BY value DESC, denominator DESC, place
