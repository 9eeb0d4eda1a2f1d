// asks:    Who held this office or post, when, and how sure is that?
// params:  role: string
// returns: actor, name, phase, status, start_date, end_date, claims, origins, evidence
MATCH (o:Role {id: $role})<-[h:HOLDS_ROLE]-(a:Actor)
RETURN a.id AS actor, a.name AS name, h.phase AS phase, h.status AS status, h.start_date AS start_date,
  h.end_date AS end_date, h.claims AS claims, h.origins AS origins, h.evidence AS evidence
ORDER BY coalesce(start_date, h.first_reported, ''), name, h.id
