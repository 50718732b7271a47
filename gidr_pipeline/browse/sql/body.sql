SELECT body.*, above.name AS parent FROM dim_agency body
LEFT JOIN dim_agency above ON above.agency_id = body.parent_agency_id
WHERE body.agency_id = $agency_id
