SELECT section, source_start FROM section_place WHERE report_id = $report_id AND source_start IS NOT NULL
ORDER BY source_start
