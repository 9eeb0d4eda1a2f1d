// asks:    What is only planned, demanded, supposed or denied, and therefore no tie or act in the graph?
// params:  status: string = null
//          actor: string = null
//          limit: integer = 100
// returns: start, start_name, predicate, end_, end_name, status, claims, origins, first_reported, last_reported, evidence
MATCH (a:Actor)-[r:CLAIMED]->(b)
WHERE ($status IS NULL OR r.status = $status) AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
RETURN a.id AS start, a.name AS start_name, r.predicate AS predicate, b.id AS end_, b.name AS end_name,
  r.status AS status, r.claims AS claims, r.origins AS origins, r.first_reported AS first_reported,
  r.last_reported AS last_reported, r.evidence AS evidence
ORDER BY coalesce(last_reported, '') DESC, start_name, predicate, end_name, r.id
LIMIT $limit
