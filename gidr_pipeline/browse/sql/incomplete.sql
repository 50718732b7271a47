SELECT report_id, agency, agency_id, report_year, kind, province, prefecture, county, township, scopes, detail,
    is_new
FROM flagged_report
WHERE rule = 'incomplete'
ORDER BY report_year DESC NULLS LAST, report_id
