SELECT claim, value, unit, raw_text, sentence, source_start, source_end, verdict, left_value, right_value, detail
FROM fact_narrative
LEFT JOIN fact_reconciliation ON fact_reconciliation.report_id = fact_narrative.report_id
    AND rule = 'narrative_agreement' AND scope = claim
WHERE fact_narrative.report_id = $report_id
ORDER BY source_start
