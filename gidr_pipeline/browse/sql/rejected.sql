SELECT report_id, reason, detail FROM rejected_document ORDER BY report_id LIMIT $size
