SELECT report_year, count(*) AS reports, sum(cells_reported) AS reported, sum(cells_repaired) AS repaired,
    sum(cells_blank) AS blank, sum(cells_missing) AS missing, sum(cells_illegible) AS illegible
FROM dim_report
GROUP BY report_year
ORDER BY report_year NULLS LAST
