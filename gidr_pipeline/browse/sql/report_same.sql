SELECT CASE WHEN report_id = $report_id THEN other_report_id ELSE report_id END AS other, figures
FROM same_report
WHERE report_id = $report_id OR other_report_id = $report_id
ORDER BY other
