-- The tables of the warehouse. Names, order and types are public: people keep SQL against them.
-- No table has a declared key, whose index would take a block and more: keys are checked once, before publishing
-- (integrity.py). What repeats is packed as a dictionary: left to choose, DuckDB often takes what needs twice as much.

CREATE TABLE dim_report (
    report_id VARCHAR NOT NULL,
    title VARCHAR,
    agency VARCHAR,
    report_year INTEGER,
    edition VARCHAR,
    encoding VARCHAR NOT NULL,
    source_sha256 VARCHAR NOT NULL,
    source_bytes BIGINT NOT NULL,
    cells_reported INTEGER NOT NULL,
    cells_repaired INTEGER NOT NULL,
    cells_blank INTEGER NOT NULL,
    cells_missing INTEGER NOT NULL,
    cells_illegible INTEGER NOT NULL,
    extractor_version VARCHAR NOT NULL,
    ingested_at TIMESTAMP NOT NULL,
    note VARCHAR,
    agency_id VARCHAR,
    coverage VARCHAR,
    coverage_sentence VARCHAR
);
COMMENT ON TABLE dim_report IS 'One row per report 政府信息公开工作年度报告';
COMMENT ON COLUMN dim_report.report_id IS 'Path below the raw folder 报告编号; a second report in the same file ends in #2';
COMMENT ON COLUMN dim_report.title IS 'Title as printed 标题';
COMMENT ON COLUMN dim_report.agency IS 'Reporting body as the page names it, in the title if there 行政机关; NULL where it cannot be determined';
COMMENT ON COLUMN dim_report.report_year IS 'Year reported on 报告年度; NULL where it cannot be determined';
COMMENT ON COLUMN dim_report.edition IS 'Form that the tables use 表格版本: the first year of the form, 2019 (国办公开办函〔2019〕60号), 2021 (国办公开办函〔2021〕30号) or later; NULL where they do not tell';
COMMENT ON COLUMN dim_report.encoding IS 'Encoding with which the file is decoded 编码; docx, workbook or pdf where it is no text';
COMMENT ON COLUMN dim_report.source_sha256 IS 'SHA-256 of the file 文件校验值';
COMMENT ON COLUMN dim_report.source_bytes IS 'Size of the file in bytes 文件字节数';
COMMENT ON COLUMN dim_report.cells_reported IS 'Cells read as printed 按原文读取的单元格数';
COMMENT ON COLUMN dim_report.cells_repaired IS 'Cells whose value or place needed arithmetic 经修复的单元格数';
COMMENT ON COLUMN dim_report.cells_blank IS 'Cells that are there and empty 空白单元格数';
COMMENT ON COLUMN dim_report.cells_missing IS 'Cells that the text does not have 缺失单元格数';
COMMENT ON COLUMN dim_report.cells_illegible IS 'Cells that cannot be read for certain 无法辨认的单元格数';
COMMENT ON COLUMN dim_report.extractor_version IS 'Version of the reader and the forms that read the report 提取程序版本';
COMMENT ON COLUMN dim_report.ingested_at IS 'When this content was read, UTC 读取时间';
COMMENT ON COLUMN dim_report.note IS 'What a person should know about the reading 备注';
COMMENT ON COLUMN dim_report.agency_id IS 'The body, a key of dim_agency 机关编号; NULL where the agency is';
COMMENT ON COLUMN dim_report.coverage IS 'Whose figures these are 统计范围: own (the body alone), consolidated (all bodies below it as well: adding up counts twice), unknown';
COMMENT ON COLUMN dim_report.coverage_sentence IS 'The sentence that tells whose figures these are 依据原文';

CREATE TABLE dim_agency (
    agency_id VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR NOT NULL, level VARCHAR,
    province VARCHAR, prefecture VARCHAR, county VARCHAR, township VARCHAR, division_code VARCHAR,
    parent_agency_id VARCHAR, note VARCHAR
);
COMMENT ON TABLE dim_agency IS 'Bodies that reports name, and the governments that these belong to 行政机关';
COMMENT ON COLUMN dim_agency.agency_id IS 'Key: the name with its place in full 机关编号; where the name does not tell which body it is, with the report behind it';
COMMENT ON COLUMN dim_agency.name IS 'Name 机关名称';
COMMENT ON COLUMN dim_agency.kind IS 'Kind 类别: government, office, department, township, street, development_zone, vertical, institution, other';
COMMENT ON COLUMN dim_agency.level IS 'Level of government 层级: national, province, prefecture, county, township; NULL where the name does not tell';
COMMENT ON COLUMN dim_agency.province IS 'Province, autonomous region or municipality 省级行政区';
COMMENT ON COLUMN dim_agency.prefecture IS 'Prefecture or city 地级行政区; NULL in municipalities and where a county is directly under its province';
COMMENT ON COLUMN dim_agency.county IS 'County, district or county-level city 县级行政区';
COMMENT ON COLUMN dim_agency.township IS 'Township, town or street 乡级行政区';
COMMENT ON COLUMN dim_agency.division_code IS 'Statistical code of the innermost of these 区划代码, 6 or 9 digits; for a department that of its government; NULL where the name does not tell';
COMMENT ON COLUMN dim_agency.parent_agency_id IS 'The government that it belongs to, a key of this table 所属人民政府; NULL for bodies under a superior in their field (vertical)';
COMMENT ON COLUMN dim_agency.note IS 'Why something is not told 备注';

CREATE TABLE report_text (report_id VARCHAR NOT NULL, text VARCHAR NOT NULL USING COMPRESSION zstd);
COMMENT ON TABLE report_text IS 'The text that all offsets count in, a row for each report 报告全文';
COMMENT ON COLUMN report_text.report_id IS 'Report 报告编号';
COMMENT ON COLUMN report_text.text IS 'The decoded text of the whole file, without a byte order mark 全文';

CREATE TABLE fact_proactive (
    report_id VARCHAR NOT NULL USING COMPRESSION dictionary, item VARCHAR NOT NULL, measure VARCHAR NOT NULL,
    value DECIMAL(18, 4), status VARCHAR NOT NULL,
    raw_text VARCHAR USING COMPRESSION dictionary, source_start INTEGER,
    source_end INTEGER GENERATED ALWAYS AS (source_start + length(raw_text)), note VARCHAR USING COMPRESSION dictionary
);
COMMENT ON TABLE fact_proactive IS 'Table of section two, proactive disclosure: a row for each cell of the edition 主动公开政府信息情况';
COMMENT ON COLUMN fact_proactive.report_id IS 'Report 报告编号';
COMMENT ON COLUMN fact_proactive.item IS 'Item, a code of dim_proactive_item 信息内容';
COMMENT ON COLUMN fact_proactive.measure IS 'Measure, a code of dim_proactive_measure 计量栏目';
COMMENT ON COLUMN fact_proactive.value IS 'Figure in the unit of the measure 数值; NULL is not zero, status tells why';
COMMENT ON COLUMN fact_proactive.status IS 'How the cell was read 状态: reported, repaired, blank, missing, illegible';
COMMENT ON COLUMN fact_proactive.raw_text IS 'What stands in the text at source_start:source_end 原文';
COMMENT ON COLUMN fact_proactive.source_start IS 'Where it starts in the decoded text, in code points from 0 起始位置';
COMMENT ON COLUMN fact_proactive.source_end IS 'Where it ends, exclusive 结束位置';
COMMENT ON COLUMN fact_proactive.note IS 'Unit, remark, or the witnesses of a repair 备注';

CREATE TABLE fact_request (
    report_id VARCHAR NOT NULL USING COMPRESSION dictionary, line VARCHAR NOT NULL, applicant VARCHAR NOT NULL,
    value BIGINT, status VARCHAR NOT NULL,
    raw_text VARCHAR USING COMPRESSION dictionary, source_start INTEGER,
    source_end INTEGER GENERATED ALWAYS AS (source_start + length(raw_text)), note VARCHAR USING COMPRESSION dictionary
);
COMMENT ON TABLE fact_request IS 'Table of section three, requests: a row for each cell of the edition 收到和处理政府信息公开申请情况';
COMMENT ON COLUMN fact_request.report_id IS 'Report 报告编号';
COMMENT ON COLUMN fact_request.line IS 'Line, a code of dim_request_line 行';
COMMENT ON COLUMN fact_request.applicant IS 'Applicant, a code of dim_applicant 申请人';
COMMENT ON COLUMN fact_request.value IS 'Number of requests 件数; NULL is not zero, status tells why';
COMMENT ON COLUMN fact_request.status IS 'How the cell was read 状态: reported, repaired, blank, missing, illegible';
COMMENT ON COLUMN fact_request.raw_text IS 'What stands in the text at source_start:source_end 原文';
COMMENT ON COLUMN fact_request.source_start IS 'Where it starts in the decoded text, in code points from 0 起始位置';
COMMENT ON COLUMN fact_request.source_end IS 'Where it ends, exclusive 结束位置';
COMMENT ON COLUMN fact_request.note IS 'Remark, or the witnesses of a repair 备注';

CREATE TABLE fact_challenge (
    report_id VARCHAR NOT NULL USING COMPRESSION dictionary, channel VARCHAR NOT NULL, result VARCHAR NOT NULL,
    value BIGINT, status VARCHAR NOT NULL,
    raw_text VARCHAR USING COMPRESSION dictionary, source_start INTEGER,
    source_end INTEGER GENERATED ALWAYS AS (source_start + length(raw_text)), note VARCHAR USING COMPRESSION dictionary
);
COMMENT ON TABLE fact_challenge IS 'Table of section four, reconsideration and litigation: a row for each cell 政府信息公开行政复议、行政诉讼情况';
COMMENT ON COLUMN fact_challenge.report_id IS 'Report 报告编号';
COMMENT ON COLUMN fact_challenge.channel IS 'Channel, a code of dim_challenge_channel 途径';
COMMENT ON COLUMN fact_challenge.result IS 'Result, a code of dim_challenge_result 结果';
COMMENT ON COLUMN fact_challenge.value IS 'Number of cases 件数; NULL is not zero, status tells why';
COMMENT ON COLUMN fact_challenge.status IS 'How the cell was read 状态: reported, repaired, blank, missing, illegible';
COMMENT ON COLUMN fact_challenge.raw_text IS 'What stands in the text at source_start:source_end 原文';
COMMENT ON COLUMN fact_challenge.source_start IS 'Where it starts in the decoded text, in code points from 0 起始位置';
COMMENT ON COLUMN fact_challenge.source_end IS 'Where it ends, exclusive 结束位置';
COMMENT ON COLUMN fact_challenge.note IS 'Remark, or the witnesses of a repair 备注';

CREATE TABLE fact_narrative (
    report_id VARCHAR NOT NULL USING COMPRESSION dictionary, claim VARCHAR NOT NULL, value DECIMAL(18, 4) NOT NULL, unit VARCHAR,
    raw_text VARCHAR NOT NULL, sentence VARCHAR NOT NULL USING COMPRESSION zstd, source_start INTEGER NOT NULL,
    source_end INTEGER NOT NULL
);
COMMENT ON TABLE fact_narrative IS 'Figures that the prose states about the tables, a row for each mention 正文中的数据';
COMMENT ON COLUMN fact_narrative.report_id IS 'Report 报告编号';
COMMENT ON COLUMN fact_narrative.claim IS 'What the figure is said of 所述事项';
COMMENT ON COLUMN fact_narrative.value IS 'Figure that the prose states 数值';
COMMENT ON COLUMN fact_narrative.unit IS 'Unit or measure word as printed 单位';
COMMENT ON COLUMN fact_narrative.raw_text IS 'The figure as printed at source_start:source_end 原文';
COMMENT ON COLUMN fact_narrative.sentence IS 'The sentence that it stands in 所在句子';
COMMENT ON COLUMN fact_narrative.source_start IS 'Where the figure starts in the decoded text, in code points from 0 起始位置';
COMMENT ON COLUMN fact_narrative.source_end IS 'Where it ends, exclusive 结束位置';

CREATE TABLE fact_reconciliation (
    report_id VARCHAR NOT NULL USING COMPRESSION dictionary, rule VARCHAR NOT NULL, scope VARCHAR NOT NULL,
    left_value DECIMAL(18, 4), right_value DECIMAL(18, 4), difference DECIMAL(18, 4),
    verdict VARCHAR NOT NULL, repaired_cells INTEGER NOT NULL, detail VARCHAR USING COMPRESSION dictionary
);
COMMENT ON TABLE fact_reconciliation IS 'Verdict of each rule in each scope of each report 勾稽关系核对结果';
COMMENT ON COLUMN fact_reconciliation.report_id IS 'Report 报告编号';
COMMENT ON COLUMN fact_reconciliation.rule IS 'Rule 勾稽规则';
COMMENT ON COLUMN fact_reconciliation.scope IS 'Applicant, line, channel, item or claim that the rule is applied to 核对范围';
COMMENT ON COLUMN fact_reconciliation.left_value IS 'Left side, blanks as zero 左边; NULL where a cell is missing or illegible, or all are blank';
COMMENT ON COLUMN fact_reconciliation.right_value IS 'Right side, likewise 右边';
COMMENT ON COLUMN fact_reconciliation.difference IS 'Left side minus right side 差额';
COMMENT ON COLUMN fact_reconciliation.verdict IS 'Verdict 结论: pass, fail, not_assessable';
COMMENT ON COLUMN fact_reconciliation.repaired_cells IS 'Repaired cells among those compared 经修复的单元格数: a sum that was used for a repair is no evidence';
COMMENT ON COLUMN fact_reconciliation.detail IS 'The finding in words 说明';

CREATE TABLE rejected_document (
    report_id VARCHAR NOT NULL, reason VARCHAR NOT NULL, detail VARCHAR NOT NULL, source_sha256 VARCHAR
);
COMMENT ON TABLE rejected_document IS 'Files below the raw folder that are not loaded, and why 未入库文件';
COMMENT ON COLUMN rejected_document.report_id IS 'Path below the raw folder 文件路径';
COMMENT ON COLUMN rejected_document.reason IS 'Reason 原因: empty, not_text, encoding, not_a_report, older_form, unreadable, outside_raw, unsupported_type, too_large, encrypted, no_text_layer, conversion_failed, schema_violation';
COMMENT ON COLUMN rejected_document.detail IS 'What a person can do about it 处理办法';
COMMENT ON COLUMN rejected_document.source_sha256 IS 'SHA-256 of the file 文件校验值; NULL where it could not be read';

CREATE TABLE report_change (
    changed_at TIMESTAMP NOT NULL, report_id VARCHAR NOT NULL, change VARCHAR NOT NULL,
    sha256_before VARCHAR, sha256_after VARCHAR
);
COMMENT ON TABLE report_change IS 'Every report that came, changed its content or went, run by run; rows are only ever added 报告变更记录';
COMMENT ON COLUMN report_change.changed_at IS 'When the run found it, UTC 时间';
COMMENT ON COLUMN report_change.report_id IS 'Report 报告编号';
COMMENT ON COLUMN report_change.change IS 'new, changed or removed 变更类型';
COMMENT ON COLUMN report_change.sha256_before IS 'SHA-256 of the file before 变更前校验值';
COMMENT ON COLUMN report_change.sha256_after IS 'SHA-256 of the file after 变更后校验值';

CREATE TABLE cell_change (
    changed_at TIMESTAMP NOT NULL, report_id VARCHAR NOT NULL, table_name VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL, column_code VARCHAR NOT NULL,
    value_before DECIMAL(18, 4), value_after DECIMAL(18, 4), status_before VARCHAR, status_after VARCHAR
);
COMMENT ON TABLE cell_change IS 'What a corrected report changed, cell by cell; not what a better reader reads in the same file 更正的单元格';
COMMENT ON COLUMN cell_change.changed_at IS 'When the run found it, UTC 时间';
COMMENT ON COLUMN cell_change.report_id IS 'Report 报告编号';
COMMENT ON COLUMN cell_change.table_name IS 'Table of the fact 事实表';
COMMENT ON COLUMN cell_change.row_code IS 'Its second column: item, line or channel 行代码';
COMMENT ON COLUMN cell_change.column_code IS 'Its third column: measure, applicant or result 栏代码';
COMMENT ON COLUMN cell_change.value_before IS 'Figure before 更正前数值';
COMMENT ON COLUMN cell_change.value_after IS 'Figure after 更正后数值';
COMMENT ON COLUMN cell_change.status_before IS 'Status before 更正前状态; NULL where the form had no such cell';
COMMENT ON COLUMN cell_change.status_after IS 'Status after 更正后状态; NULL where the form has no such cell';

-- Bookkeeping of the loads, not for queries.
CREATE TABLE source_file (
    path VARCHAR NOT NULL, reason VARCHAR, detail VARCHAR, sha256 VARCHAR, read_at TIMESTAMP,
    report_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE source_file IS 'Bookkeeping: every file below the raw folder, and the content with which it is loaded 原始文件登记';
COMMENT ON COLUMN source_file.path IS 'Path below the raw folder 文件路径';
COMMENT ON COLUMN source_file.reason IS 'Why the file was not opened 未打开原因';
COMMENT ON COLUMN source_file.detail IS 'What a person can do about it 处理办法';
COMMENT ON COLUMN source_file.sha256 IS 'SHA-256 of the content, and of how it is read where the name of the file decides that 文件校验值';
COMMENT ON COLUMN source_file.read_at IS 'Which reading of this content is loaded, by its time, UTC 读取时间';
COMMENT ON COLUMN source_file.report_ids IS 'Rows of dim_report and rejected_document that come of this file 对应的报告编号';

CREATE TABLE narrative_reading (
    report_id VARCHAR NOT NULL, claim VARCHAR NOT NULL, source_start INTEGER NOT NULL, readings VARCHAR NOT NULL
);
COMMENT ON TABLE narrative_reading IS 'Bookkeeping: mentions of fact_narrative whose words allow more than the claim itself 一语多义的数据';
COMMENT ON COLUMN narrative_reading.report_id IS 'Report 报告编号';
COMMENT ON COLUMN narrative_reading.claim IS 'Claim of the mention 所述事项';
COMMENT ON COLUMN narrative_reading.source_start IS 'Where the figure of the mention starts 起始位置';
COMMENT ON COLUMN narrative_reading.readings IS 'Claims or cells (row.column) of which the words allow any, with spaces between them, the claim first 可能的含义';

CREATE TABLE warehouse_build (
    reader_version VARCHAR NOT NULL, tables_version VARCHAR NOT NULL, rules_version VARCHAR NOT NULL,
    views_version VARCHAR NOT NULL
);
COMMENT ON TABLE warehouse_build IS 'Bookkeeping: the program that built this warehouse; its presence tells a warehouse of this project 建库程序';
COMMENT ON COLUMN warehouse_build.reader_version IS 'Version of the reader and the forms by which the reports were read 提取程序版本';
COMMENT ON COLUMN warehouse_build.tables_version IS 'Digest of the tables and of how they are filled 数据表版本';
COMMENT ON COLUMN warehouse_build.rules_version IS 'Digest of the rules by which all verdicts were made 勾稽规则版本';
COMMENT ON COLUMN warehouse_build.views_version IS 'Digest of the views 视图版本';

CREATE TABLE integrity_held (name VARCHAR NOT NULL, definition VARCHAR NOT NULL, looked_at BIGINT NOT NULL);
COMMENT ON TABLE integrity_held IS 'Bookkeeping: the integrity checks that held before this warehouse was published 发布前已通过的完整性检查';
COMMENT ON COLUMN integrity_held.name IS 'Name of the check 检查名称';
COMMENT ON COLUMN integrity_held.definition IS 'Digest of its queries 检查内容校验值';
COMMENT ON COLUMN integrity_held.looked_at IS 'How many rows it looked at 检查的行数';

CREATE TABLE publication (
    run VARCHAR NOT NULL, published_at TIMESTAMP NOT NULL,
    reports_new BIGINT NOT NULL, reports_changed BIGINT NOT NULL, reports_removed BIGINT NOT NULL
);
COMMENT ON TABLE publication IS 'Bookkeeping: the last runs that published a warehouse, and what each changed 发布记录';
COMMENT ON COLUMN publication.run IS 'Run 运行编号';
COMMENT ON COLUMN publication.published_at IS 'When it published, UTC 发布时间';
COMMENT ON COLUMN publication.reports_new IS 'Reports that were not there before 新增报告数';
COMMENT ON COLUMN publication.reports_changed IS 'Reports whose content changed 变更报告数';
COMMENT ON COLUMN publication.reports_removed IS 'Reports that are no longer there 移除报告数';

CREATE TABLE section_place (
    report_id VARCHAR NOT NULL USING COMPRESSION dictionary, section VARCHAR NOT NULL, heading VARCHAR,
    body_start INTEGER, body_end INTEGER, source_start INTEGER, source_end INTEGER
);
COMMENT ON TABLE section_place IS 'Bookkeeping: where the sections of report_section and their bodies stand in report_text 各部分位置';
COMMENT ON COLUMN section_place.report_id IS 'Report 报告编号';
COMMENT ON COLUMN section_place.section IS 'Section, a code of dim_section 部分';
COMMENT ON COLUMN section_place.heading IS 'Heading as printed 标题原文';
COMMENT ON COLUMN section_place.body_start IS 'Where the text after the heading starts 正文起始位置';
COMMENT ON COLUMN section_place.body_end IS 'Where it ends, exclusive 正文结束位置';
COMMENT ON COLUMN section_place.source_start IS 'Where the section starts 起始位置';
COMMENT ON COLUMN section_place.source_end IS 'Where it ends, exclusive 结束位置';

CREATE TABLE year_before (report_id VARCHAR NOT NULL, before_id VARCHAR NOT NULL, is_first BOOLEAN NOT NULL);
COMMENT ON TABLE year_before IS 'Bookkeeping: the same body''s reports of the year before 上年度报告';
COMMENT ON COLUMN year_before.report_id IS 'Report 报告编号';
COMMENT ON COLUMN year_before.before_id IS 'Report of the year before 上年度报告编号';
COMMENT ON COLUMN year_before.is_first IS 'Whether it is the first of several 是否首份';

CREATE TABLE prose_reading (report_id VARCHAR NOT NULL, claim VARCHAR NOT NULL, reading VARCHAR NOT NULL);
COMMENT ON TABLE prose_reading IS 'Bookkeeping: claims that were held against other cells than their own, which their words allow as well 正文数据的其他含义';
COMMENT ON COLUMN prose_reading.report_id IS 'Report 报告编号';
COMMENT ON COLUMN prose_reading.claim IS 'Claim 事项';
COMMENT ON COLUMN prose_reading.reading IS 'The claim or cell that it was held against 所核对的事项';

CREATE TABLE rule_term (
    edition VARCHAR NOT NULL, rule VARCHAR NOT NULL, scope VARCHAR NOT NULL, position INTEGER NOT NULL,
    side VARCHAR NOT NULL, sign INTEGER NOT NULL, year_offset INTEGER NOT NULL,
    table_name VARCHAR NOT NULL, row_code VARCHAR NOT NULL, column_code VARCHAR NOT NULL
);
COMMENT ON TABLE rule_term IS 'Bookkeeping: the cells of each rule and scope, and of each claim (rule narrative_agreement), by edition 规则所涉单元格';
COMMENT ON COLUMN rule_term.edition IS 'Edition of the form, empty for what all share 表格版本';
COMMENT ON COLUMN rule_term.rule IS 'Rule 规则';
COMMENT ON COLUMN rule_term.scope IS 'Scope; of narrative_agreement the reading 范围';
COMMENT ON COLUMN rule_term.position IS 'Order in the sum 次序';
COMMENT ON COLUMN rule_term.side IS 'left or right 左右';
COMMENT ON COLUMN rule_term.sign IS '1 or -1 正负';
COMMENT ON COLUMN rule_term.year_offset IS '0, or -1 for the year before 年度';
COMMENT ON COLUMN rule_term.table_name IS 'Table of the fact 事实表';
COMMENT ON COLUMN rule_term.row_code IS 'Its second column 行代码';
COMMENT ON COLUMN rule_term.column_code IS 'Its third column 栏代码';

CREATE TABLE finding_news (
    run VARCHAR, report_id VARCHAR NOT NULL, rule VARCHAR NOT NULL, scope VARCHAR NOT NULL, news VARCHAR NOT NULL
);
COMMENT ON TABLE finding_news IS 'Bookkeeping: findings that the warehouse of a run has and the one before had not, or the other way round 新增与消失的问题';
COMMENT ON COLUMN finding_news.run IS 'Run, one of publication 运行编号';
COMMENT ON COLUMN finding_news.report_id IS 'Report 报告编号';
COMMENT ON COLUMN finding_news.rule IS 'Rule that fails, or incomplete, or left_out for a file that is not loaded 勾稽规则';
COMMENT ON COLUMN finding_news.scope IS 'Where it fails, what is absent, or why the file is left out 范围';
COMMENT ON COLUMN finding_news.news IS 'new or gone 新增或消失';
