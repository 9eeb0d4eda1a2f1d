// asks:    What do some sources state and others deny, and who says which?
// params:  actor: string = null
//          limit: integer = 100
// returns: start, start_name, type, end_, end_name, status, asserted, alleged, denied, contested_claims, stated_by, denied_by, denials, evidence
MATCH (a:Actor)-[r]->(b)
WHERE (r.status = 'contested' OR r.contested_claims > 0) AND ($actor IS NULL OR a.id = $actor OR b.id = $actor)
WITH a, r, b, CASE WHEN coalesce(a.claims, 0) < coalesce(b.claims, 0) THEN [a, b] ELSE [b, a] END AS ends
ORDER BY coalesce(r.claims, 0) DESC, a.name, type(r), b.name, r.id
LIMIT $limit
WITH a, r, b, ends[0] AS rarer, ends[1] AS other
CALL (r, rarer, other) {
  MATCH (rarer)<-[:SUBJECT|OBJECT]-(c:Claim)
  WHERE c.predicate = type(r)
  MATCH (c)-[:SUBJECT|OBJECT]->(o)
  WHERE o.id = other.id
  WITH DISTINCT c
  RETURN collect(DISTINCT CASE WHEN c.status IN ['asserted', 'alleged'] THEN c.origin END) AS stated_by,
    collect(DISTINCT CASE WHEN c.status = 'denied' THEN c.origin END) AS denied_by,
    collect(DISTINCT CASE WHEN c.status = 'denied' THEN c.id END) AS denials
}
RETURN a.id AS start, a.name AS start_name, type(r) AS type, b.id AS end_, b.name AS end_name, r.status AS status,
  r.asserted AS asserted, r.alleged AS alleged, r.denied AS denied, r.contested_claims AS contested_claims,
  stated_by, denied_by, denials, r.evidence AS evidence
ORDER BY coalesce(r.claims, 0) DESC, start_name, type, end_name, r.id
