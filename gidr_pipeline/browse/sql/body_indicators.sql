SELECT report_id, indicator, value, numerator, denominator, small_denominator
FROM report_indicator
WHERE list_contains($report_ids, report_id)
