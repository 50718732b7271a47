SELECT 'year' AS of, CAST(report_year AS VARCHAR) AS value, count(*) AS reports
FROM dim_report WHERE report_year IS NOT NULL GROUP BY report_year
UNION ALL
SELECT 'kind', kind, count(*) FROM dim_report JOIN dim_agency USING (agency_id) GROUP BY kind
UNION ALL
SELECT 'province', province, count(*) FROM dim_report JOIN dim_agency USING (agency_id)
WHERE province IS NOT NULL GROUP BY province
