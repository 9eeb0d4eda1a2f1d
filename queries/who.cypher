// asks:    Who is this actor: which roles did it hold and when, and whom does the evidence tie it to most?
// params:  actor: string
//          limit: integer = 10
// returns: id, labels, name, properties, roles, relations
MATCH (a:Actor {id: $actor})
CALL (a) {
  MATCH (a)-[h:HOLDS_ROLE]->(o:Role)
  WITH h, o ORDER BY coalesce(h.start_date, h.first_reported, '') DESC, o.name, h.id
  RETURN collect({
    role: o.id, name: o.name, title: o.title, organization: o.organization, country: o.country,
    phase: h.phase, status: h.status, start_date: h.start_date, end_date: h.end_date,
    claims: h.claims, evidence: h.evidence
  }) AS roles
}
CALL (a) {
  MATCH (a)-[r]-(b:Actor)
  WHERE r.claims IS NOT NULL AND type(r) <> 'CLAIMED'
  WITH a, r, b ORDER BY r.claims DESC, b.name, type(r), r.id LIMIT $limit
  RETURN collect({
    type: type(r), forward: startNode(r).id = a.id, other: b.id, name: b.name, sign: r.sign,
    status: r.status, phase: r.phase, claims: r.claims, articles: r.articles, origins: r.origins,
    last_reported: r.last_reported, evidence: r.evidence
  }) AS relations
}
RETURN a.id AS id, labels(a) AS labels, a.name AS name, properties(a) AS properties, roles, relations
