-- Views and macros for people, besides those that wide.py makes of the forms, before these.

-- The dimensions, which codes.py makes of the forms and of codes.toml, before these.

COMMENT ON VIEW dim_section IS 'Sections of the report 报告的六个部分';
COMMENT ON COLUMN dim_section.code IS 'Code of the section 代码';
COMMENT ON COLUMN dim_section.label_zh IS 'Official heading 中文标题';
COMMENT ON COLUMN dim_section.label_en IS 'Heading in English 英文标题';
COMMENT ON COLUMN dim_section.position IS 'Order in the form, from 1 次序';

COMMENT ON VIEW dim_proactive_item IS 'Items of proactive disclosure, all editions 主动公开的信息内容';
COMMENT ON COLUMN dim_proactive_item.code IS 'Code of the item 代码';
COMMENT ON COLUMN dim_proactive_item.label_zh IS 'Official term 中文名称';
COMMENT ON COLUMN dim_proactive_item.label_en IS 'Term in English 英文名称';
COMMENT ON COLUMN dim_proactive_item.position IS 'Order in the form, from 1 次序';

COMMENT ON VIEW dim_proactive_measure IS 'What is counted of an item of proactive disclosure, all editions 主动公开的计量栏目';
COMMENT ON COLUMN dim_proactive_measure.code IS 'Code of the measure 代码';
COMMENT ON COLUMN dim_proactive_measure.label_zh IS 'Official term 中文名称';
COMMENT ON COLUMN dim_proactive_measure.label_en IS 'Term in English, with the unit 英文名称';
COMMENT ON COLUMN dim_proactive_measure.position IS 'Order in the form, from 1 次序';

COMMENT ON VIEW dim_request_line IS 'Lines of the requests table, all editions 收到和处理政府信息公开申请情况的各行';
COMMENT ON COLUMN dim_request_line.code IS 'Code of the line 代码';
COMMENT ON COLUMN dim_request_line.label_zh IS 'Official term 中文名称';
COMMENT ON COLUMN dim_request_line.label_en IS 'Term in English 英文名称';
COMMENT ON COLUMN dim_request_line.position IS 'Order in the form, from 1 次序';
COMMENT ON COLUMN dim_request_line.role IS 'What the line counts 性质: inflow (received), stock (carried in or on), outcome, sum (of all outcomes); add up outcomes or take the sum, never both';
COMMENT ON COLUMN dim_request_line.outcome_group IS 'Group of an outcome 结果类别: granted, granted_in_part, refused, unavailable, unprocessed, other; NULL for other lines';

COMMENT ON VIEW dim_applicant IS 'Kinds of applicant 申请人情况';
COMMENT ON COLUMN dim_applicant.code IS 'Code of the applicant 代码';
COMMENT ON COLUMN dim_applicant.label_zh IS 'Official term 中文名称';
COMMENT ON COLUMN dim_applicant.label_en IS 'Term in English 英文名称';
COMMENT ON COLUMN dim_applicant.position IS 'Order in the form, from 1 次序';

COMMENT ON VIEW dim_challenge_channel IS 'Channels of challenge 行政复议、行政诉讼途径';
COMMENT ON COLUMN dim_challenge_channel.code IS 'Code of the channel 代码';
COMMENT ON COLUMN dim_challenge_channel.label_zh IS 'Official term 中文名称';
COMMENT ON COLUMN dim_challenge_channel.label_en IS 'Term in English 英文名称';
COMMENT ON COLUMN dim_challenge_channel.position IS 'Order in the form, from 1 次序';

COMMENT ON VIEW dim_challenge_result IS 'Results of challenges 复议诉讼结果';
COMMENT ON COLUMN dim_challenge_result.code IS 'Code of the result 代码';
COMMENT ON COLUMN dim_challenge_result.label_zh IS 'Official term 中文名称';
COMMENT ON COLUMN dim_challenge_result.label_en IS 'Term in English 英文名称';
COMMENT ON COLUMN dim_challenge_result.position IS 'Order in the form, from 1 次序';

COMMENT ON VIEW dim_status IS 'How a cell was read 单元格状态';
COMMENT ON COLUMN dim_status.code IS 'Code of the status 代码';
COMMENT ON COLUMN dim_status.label_zh IS 'In Chinese 中文名称';
COMMENT ON COLUMN dim_status.label_en IS 'In English 英文名称';
COMMENT ON COLUMN dim_status.position IS 'Order, from 1 次序';

COMMENT ON VIEW dim_verdict IS 'What came of a rule 核对结论';
COMMENT ON COLUMN dim_verdict.code IS 'Code of the verdict 代码';
COMMENT ON COLUMN dim_verdict.label_zh IS 'In Chinese 中文名称';
COMMENT ON COLUMN dim_verdict.label_en IS 'In English 英文名称';
COMMENT ON COLUMN dim_verdict.position IS 'Order, from 1 次序';

COMMENT ON VIEW dim_rejection_reason IS 'Why a file is not loaded 未入库原因';
COMMENT ON COLUMN dim_rejection_reason.code IS 'Code of the reason 代码';
COMMENT ON COLUMN dim_rejection_reason.label_zh IS 'In Chinese 中文名称';
COMMENT ON COLUMN dim_rejection_reason.label_en IS 'In English 英文名称';
COMMENT ON COLUMN dim_rejection_reason.position IS 'Order, from 1 次序';

COMMENT ON VIEW dim_claim IS 'What a figure of the prose may be said of, claims of the form and single cells 正文数据事项';
COMMENT ON COLUMN dim_claim.code IS 'Code of the claim; `row.column` for a single cell 代码';
COMMENT ON COLUMN dim_claim.label_zh IS 'In Chinese 中文名称';
COMMENT ON COLUMN dim_claim.label_en IS 'In English 英文名称';
COMMENT ON COLUMN dim_claim.position IS 'Order, from 1 次序';

COMMENT ON VIEW dim_rule IS 'Rules by which figures are held against each other 勾稽规则';
COMMENT ON COLUMN dim_rule.code IS 'Code of the rule 代码';
COMMENT ON COLUMN dim_rule.label_zh IS 'As the form prints or implies it 表中勾稽关系';
COMMENT ON COLUMN dim_rule.label_en IS 'In English 英文名称';
COMMENT ON COLUMN dim_rule.position IS 'Order, from 1 次序';
COMMENT ON COLUMN dim_rule.formula IS 'Over the codes of the facts 公式; last year is the same body''s report of the year before';
COMMENT ON COLUMN dim_rule.source IS 'Where it comes from 依据';

COMMENT ON VIEW dim_indicator IS 'Indicators of report_indicator 指标';
COMMENT ON COLUMN dim_indicator.code IS 'Code of the indicator 代码';
COMMENT ON COLUMN dim_indicator.label_zh IS 'In Chinese 中文名称';
COMMENT ON COLUMN dim_indicator.label_en IS 'In English 英文名称';
COMMENT ON COLUMN dim_indicator.position IS 'Order, from 1 次序';
COMMENT ON COLUMN dim_indicator.formula IS 'Over the codes of the facts 公式; last year is the same body''s report of the year before';
COMMENT ON COLUMN dim_indicator.source IS 'Where it comes from 依据';
COMMENT ON COLUMN dim_indicator.small_below IS 'Denominators below this are small 小分母界限';

CREATE VIEW report_section AS
SELECT place.report_id, section, heading, substring(text, body_start + 1, body_end - body_start) AS body,
    source_start, source_end
FROM section_place place
LEFT JOIN report_text ON report_text.report_id = place.report_id;
COMMENT ON VIEW report_section IS 'Text of the six sections of each report, NULLs where one is absent 各部分正文';
COMMENT ON COLUMN report_section.report_id IS 'Report 报告编号';
COMMENT ON COLUMN report_section.section IS 'Section, a code of dim_section 部分';
COMMENT ON COLUMN report_section.heading IS 'Heading as printed 标题原文';
COMMENT ON COLUMN report_section.body IS 'Text after the heading 正文';
COMMENT ON COLUMN report_section.source_start IS 'Where the section starts in the decoded text, heading included, in code points from 0 起始位置';
COMMENT ON COLUMN report_section.source_end IS 'Where the section ends, exclusive 结束位置';

CREATE VIEW report_cell AS
SELECT report_id, 'fact_proactive' AS table_name, item AS row_code, measure AS column_code, value, status, raw_text,
    source_start, source_end, note
FROM fact_proactive
UNION ALL
SELECT report_id, 'fact_request', line, applicant, CAST(value AS DECIMAL(18, 4)), status, raw_text, source_start,
    source_end, note
FROM fact_request
UNION ALL
SELECT report_id, 'fact_challenge', channel, result, CAST(value AS DECIMAL(18, 4)), status, raw_text, source_start,
    source_end, note
FROM fact_challenge;
COMMENT ON VIEW report_cell IS 'Every cell of the three facts under one name 全部单元格';
COMMENT ON COLUMN report_cell.report_id IS 'Report 报告编号';
COMMENT ON COLUMN report_cell.table_name IS 'Table of the fact 事实表';
COMMENT ON COLUMN report_cell.row_code IS 'Its second column: item, line or channel 行代码';
COMMENT ON COLUMN report_cell.column_code IS 'Its third column: measure, applicant or result 栏代码';
COMMENT ON COLUMN report_cell.value IS 'Figure 数值; NULL is not zero, status tells why';
COMMENT ON COLUMN report_cell.status IS 'How the cell was read, a code of dim_status 状态';
COMMENT ON COLUMN report_cell.raw_text IS 'What stands in the text at source_start:source_end 原文';
COMMENT ON COLUMN report_cell.source_start IS 'Where it starts in the decoded text, in code points from 0 起始位置';
COMMENT ON COLUMN report_cell.source_end IS 'Where it ends, exclusive 结束位置';
COMMENT ON COLUMN report_cell.note IS 'Unit, remark, or the witnesses of a repair 备注';

-- A figure between ⟦ and ⟧ with the 40 characters on either side of it; NULL where it has no place.
CREATE MACRO cell_context(report_id, source_start, source_end) AS (
    SELECT substring(t.text, greatest(source_start - 40, 0) + 1, least(source_start, 40))
        || '⟦' || substring(t.text, source_start + 1, source_end - source_start) || '⟧'
        || substring(t.text, source_end + 1, 40)
    FROM (FROM report_text) t(of_report, text)
    WHERE of_report = report_id
);

-- Verdicts with the terms of their rules, of the same year (0) or the year before (-1): of the same year those that did
-- not pass and those on the prose. They are unpacked from lists: so DuckDB expects few of them, and holds them against
-- the cells, not the cells against them.
CREATE MACRO judged_term(of_year) AS TABLE
SELECT report_id, rule, scope, verdict, term.side, term.sign, term.table_name, term.row_code, term.column_code
FROM (
    SELECT judged.report_id, judged.rule, judged.scope, verdict, unnest(terms) AS term
    FROM fact_reconciliation judged
    JOIN dim_report ON dim_report.report_id = judged.report_id
    LEFT JOIN prose_reading ON prose_reading.report_id = judged.report_id
        AND judged.rule = 'narrative_agreement' AND claim = judged.scope
    JOIN (
        SELECT edition, rule, scope,
            list({side: side, sign: sign, table_name: table_name, row_code: row_code, column_code: column_code}) AS terms
        FROM rule_term
        WHERE year_offset = of_year
        GROUP BY ALL
    ) of_rule ON of_rule.edition = coalesce(dim_report.edition, '') AND of_rule.rule = judged.rule
        AND of_rule.scope = coalesce(reading, judged.scope)
    WHERE verdict != 'pass' OR judged.rule = 'narrative_agreement' OR of_year = -1
);

-- A report has a verdict by each rule in each scope of its edition (the integrity check verdicts_are_whole), so the cells
-- of those that passed, which are most, are known without looking at them: all but those of the others.
CREATE VIEW reconciliation_cell AS
SELECT cell.report_id, term.rule, term.scope, side, sign, cell.report_id AS cell_report_id, cell.table_name, cell.row_code,
    cell.column_code, value, status, raw_text, source_start, source_end, CAST(NULL AS VARCHAR) AS sentence,
    'pass' AS verdict
FROM report_cell cell
JOIN dim_report ON dim_report.report_id = cell.report_id
JOIN rule_term term ON term.edition = coalesce(dim_report.edition, '') AND year_offset = 0
    AND term.table_name = cell.table_name AND term.row_code = cell.row_code AND term.column_code = cell.column_code
    AND term.rule != 'narrative_agreement'
ANTI JOIN (FROM fact_reconciliation WHERE verdict != 'pass') other ON other.report_id = cell.report_id
    AND other.rule = term.rule AND other.scope = term.scope
UNION ALL
SELECT judged.report_id, judged.rule, judged.scope, side, sign, judged.report_id, cell.table_name, cell.row_code,
    cell.column_code, value, status, raw_text, source_start, source_end, NULL, verdict
FROM judged_term(0) judged
JOIN report_cell cell ON cell.report_id = judged.report_id AND cell.table_name = judged.table_name
    AND cell.row_code = judged.row_code AND cell.column_code = judged.column_code
UNION ALL
SELECT judged.report_id, judged.rule, judged.scope, side, CASE WHEN is_first IS NOT FALSE THEN sign ELSE 0 END, before_id,
    judged.table_name, judged.row_code, judged.column_code, value, status, raw_text, source_start, source_end, NULL, verdict
FROM judged_term(-1) judged
LEFT JOIN year_before ON year_before.report_id = judged.report_id
LEFT JOIN report_cell cell ON cell.report_id = before_id AND cell.table_name = judged.table_name
    AND cell.row_code = judged.row_code AND cell.column_code = judged.column_code
UNION ALL
-- With the verdict among what divides them, DuckDB looks at those alone that are asked for.
SELECT judged.report_id, rule, scope, 'left',
    CASE WHEN row_number() OVER (
        PARTITION BY judged.report_id, claim, verdict ORDER BY value IS DISTINCT FROM left_value, source_start
    ) = 1 THEN 1 ELSE 0 END,
    judged.report_id, 'fact_narrative', claim, NULL, value, 'reported', raw_text, source_start, source_end, sentence,
    verdict
FROM fact_reconciliation judged
JOIN fact_narrative ON fact_narrative.report_id = judged.report_id AND claim = scope
WHERE rule = 'narrative_agreement';
COMMENT ON VIEW reconciliation_cell IS 'The cells on either side of each verdict 核对所涉单元格: with blanks as zero, sign times value adds up to left_value and right_value';
COMMENT ON COLUMN reconciliation_cell.report_id IS 'Report of the verdict 报告编号';
COMMENT ON COLUMN reconciliation_cell.rule IS 'Rule 勾稽规则';
COMMENT ON COLUMN reconciliation_cell.scope IS 'Scope of the verdict 核对范围';
COMMENT ON COLUMN reconciliation_cell.side IS 'left or right 左右';
COMMENT ON COLUMN reconciliation_cell.sign IS '1 added, -1 subtracted 正负; 0 for a further mention of the prose, or a further report of the year before, which is not added';
COMMENT ON COLUMN reconciliation_cell.cell_report_id IS 'Report that the cell is of 单元格所在报告: for rules over two years the year before''s as well; NULL where there is none';
COMMENT ON COLUMN reconciliation_cell.table_name IS 'Table of the fact 事实表; fact_narrative for the prose';
COMMENT ON COLUMN reconciliation_cell.row_code IS 'Its second column: item, line, channel or claim 行代码';
COMMENT ON COLUMN reconciliation_cell.column_code IS 'Its third column: measure, applicant or result 栏代码';
COMMENT ON COLUMN reconciliation_cell.value IS 'Figure 数值';
COMMENT ON COLUMN reconciliation_cell.status IS 'How the cell was read, a code of dim_status 状态';
COMMENT ON COLUMN reconciliation_cell.raw_text IS 'What stands in the text 原文';
COMMENT ON COLUMN reconciliation_cell.source_start IS 'Where it starts in the text of cell_report_id 起始位置';
COMMENT ON COLUMN reconciliation_cell.source_end IS 'Where it ends, exclusive 结束位置';
COMMENT ON COLUMN reconciliation_cell.sentence IS 'The sentence of the prose 所在句子';
COMMENT ON COLUMN reconciliation_cell.verdict IS 'The verdict itself, a code of dim_verdict 结论';

-- A decimal as a person writes it, without the zeros that only its type brings.
CREATE MACRO printed(value) AS regexp_replace(CAST(value AS VARCHAR), '\.0+$|(\.[0-9]*[1-9])0+$', '\1');

-- The last run that changed something: what that one found is new until the next. Judging again, or another view, publishes
-- as well, and may change nothing.
CREATE MACRO last_change() AS TABLE
FROM publication
WHERE reports_new + reports_changed + reports_removed > 0 OR run IN (SELECT run FROM finding_news)
ORDER BY published_at DESC LIMIT 1;

-- What it found, or what is gone since: 'new' or 'gone'.
CREATE MACRO last_news(kind) AS TABLE
SELECT report_id, rule, scope
FROM finding_news SEMI JOIN last_change() USING (run)
WHERE news = kind;

CREATE VIEW flagged_report AS
WITH absent AS (
    SELECT report_id, section AS scope, 'the section is absent' AS what
    FROM section_place
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
        string_agg(detail, '; ' ORDER BY scope) AS detail,
        string_agg(coalesce(printed(left_value), '?'), ', ' ORDER BY scope) AS left_values,
        string_agg(coalesce(printed(right_value), '?'), ', ' ORDER BY scope) AS right_values,
        bool_or((report_id, rule, scope) IN (FROM last_news('new'))) AS is_new
    FROM fact_reconciliation
    WHERE verdict = 'fail'
    GROUP BY report_id, rule
    UNION ALL
    SELECT report_id, 'incomplete', string_agg(scope, ', ' ORDER BY position),
        string_agg(detail, '; ' ORDER BY position), NULL, NULL,
        report_id IN (SELECT report_id FROM last_news('new') WHERE rule = 'incomplete')
    FROM incomplete
    GROUP BY report_id
)
SELECT report_id, agency, report_year, rule, scopes, flags.detail,
    CASE rule WHEN 'incomplete' THEN '缺少部分或表格' ELSE label_zh END AS rule_zh,
    CASE rule WHEN 'incomplete' THEN 'a section or a table is absent' ELSE label_en END AS rule_en,
    left_values, right_values, is_new, dim_report.agency_id, kind, level, province, prefecture, county, township
FROM flags
JOIN dim_report USING (report_id)
LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id
LEFT JOIN dim_rule ON code = rule;
COMMENT ON VIEW flagged_report IS 'Reports that a person should look at: a row for each rule that fails, and one with rule incomplete where a section or a table is absent, or the prose could not be read 待核查报告';
COMMENT ON COLUMN flagged_report.report_id IS 'Report 报告编号';
COMMENT ON COLUMN flagged_report.agency IS 'Reporting body 行政机关';
COMMENT ON COLUMN flagged_report.report_year IS 'Year reported on 报告年度';
COMMENT ON COLUMN flagged_report.rule IS 'Rule that fails, or incomplete 勾稽规则';
COMMENT ON COLUMN flagged_report.scopes IS 'Where it fails, or which sections are absent (prose: its claims) 范围';
COMMENT ON COLUMN flagged_report.detail IS 'The findings in words 说明';

COMMENT ON COLUMN flagged_report.rule_zh IS 'The rule in Chinese 规则说明';
COMMENT ON COLUMN flagged_report.rule_en IS 'The rule in English 规则英文说明';
COMMENT ON COLUMN flagged_report.left_values IS 'The left figure of each scope, in their order 左边数值; ? where it has none';
COMMENT ON COLUMN flagged_report.right_values IS 'The right figure of each scope 右边数值';
COMMENT ON COLUMN flagged_report.is_new IS 'Whether the finding, or one of its scopes, was not there before the last run that changed something 是否新增';
COMMENT ON COLUMN flagged_report.agency_id IS 'The body, a key of dim_agency 机关编号';
COMMENT ON COLUMN flagged_report.kind IS 'Kind of the body 类别';
COMMENT ON COLUMN flagged_report.level IS 'Level of government 层级';
COMMENT ON COLUMN flagged_report.province IS 'Province 省级行政区';
COMMENT ON COLUMN flagged_report.prefecture IS 'Prefecture 地级行政区';
COMMENT ON COLUMN flagged_report.county IS 'County 县级行政区';
COMMENT ON COLUMN flagged_report.township IS 'Township 乡级行政区';

CREATE VIEW report_overview AS
SELECT report_id, agency, report_year, kind, level, province, prefecture, county, township, edition, coverage,
    received, carried_in, resolved, granted, granted_in_part, refused, unavailable, unprocessed, other_outcome,
    carried_out, reconsiderations, lawsuits, cells_repaired, cells_missing + cells_illegible AS cells_lost,
    coalesce(failing, 0) AS findings, rules AS failing_rules, dim_report.agency_id
FROM dim_report
LEFT JOIN dim_agency ON dim_agency.agency_id = dim_report.agency_id
LEFT JOIN report_total USING (report_id)
LEFT JOIN (
    SELECT report_id, count(*) AS failing, string_agg(DISTINCT rule, ', ' ORDER BY rule) AS rules
    FROM fact_reconciliation WHERE verdict = 'fail' GROUP BY report_id
) USING (report_id);
COMMENT ON VIEW report_overview IS 'A row for each report, to be looked at first: who, where, the totals, and what does not add up 报告一览';
COMMENT ON COLUMN report_overview.report_id IS 'Report 报告编号';
COMMENT ON COLUMN report_overview.agency IS 'Reporting body 行政机关';
COMMENT ON COLUMN report_overview.report_year IS 'Year reported on 报告年度';
COMMENT ON COLUMN report_overview.kind IS 'Kind of the body 类别';
COMMENT ON COLUMN report_overview.level IS 'Level of government 层级';
COMMENT ON COLUMN report_overview.province IS 'Province 省级行政区';
COMMENT ON COLUMN report_overview.prefecture IS 'Prefecture 地级行政区';
COMMENT ON COLUMN report_overview.county IS 'County 县级行政区';
COMMENT ON COLUMN report_overview.township IS 'Township 乡级行政区';
COMMENT ON COLUMN report_overview.edition IS 'Edition of the form 表格版本';
COMMENT ON COLUMN report_overview.coverage IS 'Whose figures these are: own, consolidated, unknown 统计范围';
COMMENT ON COLUMN report_overview.cells_repaired IS 'Cells whose value or place needed arithmetic 经修复的单元格数';
COMMENT ON COLUMN report_overview.cells_lost IS 'Cells that are missing or illegible 缺失或无法辨认的单元格数';
COMMENT ON COLUMN report_overview.findings IS 'Verdicts that fail 不符的核对数';
COMMENT ON COLUMN report_overview.failing_rules IS 'Rules that fail 不符的规则';
COMMENT ON COLUMN report_overview.agency_id IS 'The body, a key of dim_agency 机关编号';

-- Whether a sentence about coverage speaks of lower divisions (全市, 各区县, 镇街), and not of departments alone.
CREATE MACRO reaches_below(sentence) AS regexp_matches(regexp_replace(sentence, '\s', '', 'g'),
    '全[省市区县州盟旗]|各级|各[（(]?[市区县州盟旗镇乡](?:[^直级属政]|政府(?:[^部工职直所]|$)|$)'
    || '|乡镇|镇乡|[镇乡](?:人民)?政府|镇街|街镇|街乡|乡街|街道|区县|县区|市县|县[（(]?市[、）)]*区'
);

CREATE VIEW agency_year AS
WITH ranked AS (
    SELECT report_id, agency_id, report_year, edition, coverage, reaches_below(coverage_sentence) AS is_of_all,
        row_number() OVER (body ORDER BY cells_missing + cells_illegible, report_id) AS place
    FROM dim_report
    WHERE agency_id IS NOT NULL AND report_year IS NOT NULL
    WINDOW body AS (PARTITION BY agency_id, report_year)
),
body AS (
    SELECT agency_id, report_year, count(*) AS reports,
        string_agg(report_id, ', ' ORDER BY place) FILTER (place > 1) AS left_out,
        max(report_id) FILTER (place = 1) AS report_id,
        max(edition) FILTER (place = 1) AS edition,
        max(coverage) FILTER (place = 1) AS coverage,
        bool_or(is_of_all) FILTER (place = 1) AS is_of_all
    FROM ranked
    GROUP BY agency_id, report_year
),
-- Where a report is of departments alone, those are counted in it that are of the same division.
whole AS (
    SELECT agency_id, report_year, division_code AS division, is_of_all
    FROM body JOIN dim_agency USING (agency_id)
    WHERE coverage = 'consolidated'
),
above AS (
    SELECT own.agency_id, first.agency_id AS first, second.agency_id AS second, third.agency_id AS third,
        third.parent_agency_id AS fourth
    FROM dim_agency own
    LEFT JOIN dim_agency first ON first.agency_id = own.parent_agency_id
    LEFT JOIN dim_agency second ON second.agency_id = first.parent_agency_id
    LEFT JOIN dim_agency third ON third.agency_id = second.parent_agency_id
)
SELECT body.agency_id, name, kind, level, province, prefecture, county, township, division_code, body.report_year,
    body.report_id, edition, coverage, reports, left_out,
    coalesce(in_first.agency_id, in_second.agency_id, in_third.agency_id, in_fourth.agency_id) AS counted_in,
    received, carried_in, resolved, granted, granted_in_part, refused, unavailable, unprocessed, other_outcome,
    carried_out, reconsiderations, lawsuits
FROM body
JOIN dim_agency ON dim_agency.agency_id = body.agency_id
JOIN above ON above.agency_id = body.agency_id
LEFT JOIN whole in_first ON in_first.agency_id = first AND in_first.report_year = body.report_year
    AND (in_first.is_of_all OR in_first.division = dim_agency.division_code)
LEFT JOIN whole in_second ON in_second.agency_id = second AND in_second.report_year = body.report_year
    AND (in_second.is_of_all OR in_second.division = dim_agency.division_code)
LEFT JOIN whole in_third ON in_third.agency_id = third AND in_third.report_year = body.report_year
    AND (in_third.is_of_all OR in_third.division = dim_agency.division_code)
LEFT JOIN whole in_fourth ON in_fourth.agency_id = fourth AND in_fourth.report_year = body.report_year
    AND (in_fourth.is_of_all OR in_fourth.division = dim_agency.division_code)
LEFT JOIN report_total ON report_total.report_id = body.report_id;
COMMENT ON VIEW agency_year IS 'A row for each body and year, from the report with the fewest lost cells 机关年度: add up only rows whose counted_in is NULL, or cases count twice';
COMMENT ON COLUMN agency_year.agency_id IS 'The body, a key of dim_agency 机关编号';
COMMENT ON COLUMN agency_year.name IS 'Name 机关名称';
COMMENT ON COLUMN agency_year.kind IS 'Kind of the body 类别';
COMMENT ON COLUMN agency_year.level IS 'Level of government 层级';
COMMENT ON COLUMN agency_year.province IS 'Province 省级行政区';
COMMENT ON COLUMN agency_year.prefecture IS 'Prefecture 地级行政区';
COMMENT ON COLUMN agency_year.county IS 'County 县级行政区';
COMMENT ON COLUMN agency_year.township IS 'Township 乡级行政区';
COMMENT ON COLUMN agency_year.division_code IS 'Statistical code of its place 区划代码';
COMMENT ON COLUMN agency_year.report_year IS 'Year reported on 报告年度';
COMMENT ON COLUMN agency_year.report_id IS 'The report that the figures are of 所用报告';
COMMENT ON COLUMN agency_year.edition IS 'Edition of its form 表格版本';
COMMENT ON COLUMN agency_year.coverage IS 'Whose figures these are: own, consolidated, unknown 统计范围';
COMMENT ON COLUMN agency_year.reports IS 'Reports of the body for the year 报告数';
COMMENT ON COLUMN agency_year.left_out IS 'The others, which were left out 未用报告';
COMMENT ON COLUMN agency_year.counted_in IS 'The nearest government above it whose report of the year is consolidated and says so much that it has these cases as well 已计入的上级机关';

CREATE VIEW same_report AS
WITH several AS (
    SELECT report_id, agency, report_year
    FROM dim_report
    WHERE agency IS NOT NULL AND report_year IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY agency, report_year) > 1
),
figure AS (
    SELECT report_id, agency, report_year, table_name, row_code, column_code, value
    FROM report_cell JOIN several USING (report_id)
    WHERE value IS NOT NULL
)
SELECT one.report_id, other.report_id AS other_report_id, one.agency, one.report_year,
    CAST(count(*) AS INTEGER) AS figures
FROM figure AS one
JOIN figure AS other USING (agency, report_year, table_name, row_code, column_code)
WHERE one.report_id < other.report_id
GROUP BY ALL
HAVING count(*) FILTER (one.value != other.value) = 0;
COMMENT ON VIEW same_report IS 'Reports that look like the same in two files: of one body and year, no figure of the one another than in the other 疑似重复报告';
COMMENT ON COLUMN same_report.report_id IS 'Report 报告编号';
COMMENT ON COLUMN same_report.other_report_id IS 'The other report, whose id follows in the alphabet 另一报告编号';
COMMENT ON COLUMN same_report.agency IS 'Reporting body of both 行政机关';
COMMENT ON COLUMN same_report.report_year IS 'Year reported on by both 报告年度';
COMMENT ON COLUMN same_report.figures IS 'How many figures both have 相同数据项数';
