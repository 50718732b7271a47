SELECT coverage, count(*) AS reports FROM dim_report GROUP BY coverage ORDER BY reports DESC
