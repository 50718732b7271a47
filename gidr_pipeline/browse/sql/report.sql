SELECT dim_report.*, kind, level, province, prefecture, county, township
FROM dim_report
LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id
WHERE report_id = $report_id
