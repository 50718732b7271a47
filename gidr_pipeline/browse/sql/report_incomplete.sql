SELECT scopes, detail, is_new FROM flagged_report WHERE report_id = $report_id AND rule = 'incomplete'
