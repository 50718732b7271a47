SELECT reason, detail FROM rejected_document WHERE report_id = $report_id
