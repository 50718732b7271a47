SELECT report_year, kind, count(*) AS bodies,
    count(*) FILTER (counted_in IS NOT NULL) AS counted_above,
    count(*) FILTER (counted_in IS NULL) AS added_up,
    count(received) FILTER (counted_in IS NULL) AS with_received,
    sum(received) FILTER (counted_in IS NULL) AS received,
    sum(granted) FILTER (counted_in IS NULL) AS granted,
    sum(granted_in_part) FILTER (counted_in IS NULL) AS granted_in_part,
    sum(refused) FILTER (counted_in IS NULL) AS refused,
    sum(unavailable) FILTER (counted_in IS NULL) AS unavailable,
    sum(unprocessed) FILTER (counted_in IS NULL) AS unprocessed,
    sum(other_outcome) FILTER (counted_in IS NULL) AS other_outcome,
    sum(reconsiderations) FILTER (counted_in IS NULL) AS reconsiderations,
    sum(lawsuits) FILTER (counted_in IS NULL) AS lawsuits
FROM agency_year
GROUP BY report_year, kind
ORDER BY report_year, kind
