// asks:    Who holds or held an office in this organisation or country, or belongs to it?
// params:  actor: string
//          past: boolean = true
//          limit: integer = 100
// returns: person, name, type, title, phase, status, start_date, end_date, claims
MATCH (b:Actor {id: $actor})
CALL (b) {
  MATCH (p:Actor)-[h:HOLDS_ROLE]->(o:Role)-[:OF]->(b)
  RETURN p, h, o.name AS title
  UNION
  MATCH (p:Actor)-[h:MEMBER_OF|REPRESENTS|SERVES|CITIZEN_OF]->(b)
  RETURN p, h, null AS title
}
WITH p, h, title
WHERE $past OR coalesce(h.phase, '') <> 'past'
RETURN p.id AS person, p.name AS name, type(h) AS type, title, h.phase AS phase, h.status AS status,
  h.start_date AS start_date, h.end_date AS end_date, h.claims AS claims
ORDER BY type, name, coalesce(start_date, ''), h.id
LIMIT $limit
