// asks:    Whom is this actor joined to, by what, and how well is each supported?
// params:  actor: string
//          sign: integer = null
//          past: boolean = true
//          claimed: boolean = false
//          limit: integer = 100
// returns: other, name, labels, type, predicate, forward, sign, status, phase, start_date, end_date, last_reported, claims, articles, origins, contested_claims, evidence
// sign 1: friendly, -1: hostile, 0: neither. claimed: with what is only denied, planned, demanded or supposed.
MATCH (a:Actor {id: $actor})-[r]-(b:Actor)
WHERE r.claims IS NOT NULL
  AND ($sign IS NULL OR r.sign = $sign)
  AND ($past OR coalesce(r.phase, '') <> 'past')
  AND ($claimed OR type(r) <> 'CLAIMED')
RETURN b.id AS other, b.name AS name, labels(b) AS labels, type(r) AS type, r.predicate AS predicate,
  startNode(r).id = a.id AS forward, r.sign AS sign, r.status AS status, r.phase AS phase,
  r.start_date AS start_date, r.end_date AS end_date, r.last_reported AS last_reported, r.claims AS claims,
  r.articles AS articles, r.origins AS origins, r.contested_claims AS contested_claims, r.evidence AS evidence
ORDER BY claims DESC, name, type, r.id
LIMIT $limit
