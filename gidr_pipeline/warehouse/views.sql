-- Views for people.

CREATE VIEW flagged_report AS
WITH absent AS (
    SELECT report_id, section AS scope, 'the section is absent' AS what
    FROM report_section
    WHERE source_start IS NULL
    UNION ALL
    SELECT report_id, 'proactive', 'the table has no cell'
    FROM fact_proactive GROUP BY report_id HAVING bool_and(status = 'missing')
    UNION ALL
    SELECT report_id, 'requests', 'the table has no cell'
    FROM fact_request GROUP BY report_id HAVING bool_and(status = 'missing')
    UNION ALL
    SELECT report_id, 'challenges', 'the table has no cell'
    FROM fact_challenge GROUP BY report_id HAVING bool_and(status = 'missing')
),
incomplete AS (
    SELECT report_id, scope, label_zh || ': ' || string_agg(what, ', ' ORDER BY what) AS detail, position
    FROM absent
    JOIN dim_section ON dim_section.code = absent.scope
    GROUP BY report_id, scope, label_zh, position
    UNION ALL
    SELECT report_id, 'prose', regexp_extract(note, 'a fault in reading the prose cost its claims.*'), 99
    FROM dim_report
    WHERE contains(note, 'a fault in reading the prose cost its claims')
),
flags AS (
    SELECT report_id, rule, string_agg(scope, ', ' ORDER BY scope) AS scopes,
        string_agg(detail, '; ' ORDER BY scope) AS detail
    FROM fact_reconciliation
    WHERE verdict = 'fail'
    GROUP BY report_id, rule
    UNION ALL
    SELECT report_id, 'incomplete', string_agg(scope, ', ' ORDER BY position),
        string_agg(detail, '; ' ORDER BY position)
    FROM incomplete
    GROUP BY report_id
)
SELECT report_id, agency, report_year, rule, scopes, detail
FROM flags
JOIN dim_report USING (report_id);
COMMENT ON VIEW flagged_report IS 'Reports that a person should look at: a row for each rule that fails, and one with rule incomplete where a section or a table is absent, or the prose could not be read 待核查报告';
COMMENT ON COLUMN flagged_report.report_id IS 'Report 报告编号';
COMMENT ON COLUMN flagged_report.agency IS 'Reporting body 行政机关';
COMMENT ON COLUMN flagged_report.report_year IS 'Year reported on 报告年度';
COMMENT ON COLUMN flagged_report.rule IS 'Rule that fails, or incomplete 勾稽规则';
COMMENT ON COLUMN flagged_report.scopes IS 'Where it fails, or which sections are absent (prose: its claims) 范围';
COMMENT ON COLUMN flagged_report.detail IS 'The findings in words 说明';

CREATE VIEW same_report AS
WITH several AS (
    SELECT report_id, agency, report_year
    FROM dim_report
    WHERE agency IS NOT NULL AND report_year IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY agency, report_year) > 1
),
figure AS (
    SELECT report_id, agency, report_year, 'proactive.' || item || '.' || measure AS cell, value
    FROM fact_proactive JOIN several USING (report_id)
    UNION ALL
    SELECT report_id, agency, report_year, 'requests.' || line || '.' || applicant, value
    FROM fact_request JOIN several USING (report_id)
    UNION ALL
    SELECT report_id, agency, report_year, 'challenges.' || channel || '.' || result, value
    FROM fact_challenge JOIN several USING (report_id)
)
SELECT one.report_id, other.report_id AS other_report_id, one.agency, one.report_year,
    CAST(count(*) FILTER (one.value IS NOT NULL AND other.value IS NOT NULL) AS INTEGER) AS figures
FROM figure AS one
JOIN figure AS other USING (agency, report_year, cell)
WHERE one.report_id < other.report_id
GROUP BY ALL
HAVING figures > 0 AND count(*) FILTER (one.value != other.value) = 0;
COMMENT ON VIEW same_report IS 'Reports that look like the same in two files: of one body and year, no figure of the one another than in the other 疑似重复报告';
COMMENT ON COLUMN same_report.report_id IS 'Report 报告编号';
COMMENT ON COLUMN same_report.other_report_id IS 'The other report, whose id follows in the alphabet 另一报告编号';
COMMENT ON COLUMN same_report.agency IS 'Reporting body of both 行政机关';
COMMENT ON COLUMN same_report.report_year IS 'Year reported on by both 报告年度';
COMMENT ON COLUMN same_report.figures IS 'How many figures both have 相同数据项数';
