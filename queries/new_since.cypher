// asks:    Which ties and acts were first reported on or after this day?
// params:  since: string
//          limit: integer = 100
// returns: first_reported, start, start_name, type, end_, end_name, sign, status, phase, claims, origins, evidence
MATCH (a:Actor)-[r]->(b)
WHERE r.first_reported >= $since AND type(r) <> 'CLAIMED'
RETURN r.first_reported AS first_reported, a.id AS start, a.name AS start_name, type(r) AS type, b.id AS end_,
  b.name AS end_name, r.sign AS sign, r.status AS status, r.phase AS phase, r.claims AS claims,
  r.origins AS origins, r.evidence AS evidence
ORDER BY first_reported DESC, claims DESC, start_name, type, end_name, r.id
LIMIT $limit
