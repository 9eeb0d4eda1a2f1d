// asks:    Which ties and acts rest on one independent source alone?
// params:  actor: string = null
//          limit: integer = 100
// returns: start, start_name, type, end_, end_name, status, claims, articles, confidence, evidence
MATCH (a:Actor)-[r]->(b)
WHERE r.origins = 1 AND type(r) <> 'CLAIMED' AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
RETURN a.id AS start, a.name AS start_name, type(r) AS type, b.id AS end_, b.name AS end_name,
  r.status AS status, r.claims AS claims, r.articles AS articles, r.confidence AS confidence, r.evidence AS evidence
ORDER BY articles DESC, confidence, start_name, type, end_name, r.id
LIMIT $limit
