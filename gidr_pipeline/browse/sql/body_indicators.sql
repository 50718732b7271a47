-- Growth is in the lines above, year by year.
SELECT report_id, indicator, value, numerator, denominator, small_denominator
FROM report_indicator
WHERE list_contains($report_ids, report_id) AND indicator NOT IN ('received_growth', 'resolved_growth')
