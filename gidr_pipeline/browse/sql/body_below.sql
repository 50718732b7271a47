SELECT agency_id, name, kind FROM dim_agency WHERE parent_agency_id = $agency_id ORDER BY name, agency_id LIMIT $size
