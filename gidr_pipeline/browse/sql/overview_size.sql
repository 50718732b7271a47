SELECT (SELECT count(*) FROM dim_report) AS reports,
    (SELECT count(DISTINCT agency_id) FROM dim_report) AS bodies,
    (SELECT count(*) FROM dim_report WHERE agency_id IS NULL) AS without_agency,
    (SELECT count(*) FROM dim_report WHERE report_year IS NULL) AS without_year,
    (SELECT count(*) FROM rejected_document) AS rejected,
    published_at, reports_new, reports_changed, reports_removed,
    (SELECT count(*) FROM last_news('new') WHERE rule != 'left_out') AS findings_new,
    (SELECT count(*) FROM last_news('gone') WHERE rule != 'left_out') AS findings_gone
FROM (SELECT 1) LEFT JOIN last_change() ON true
