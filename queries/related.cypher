// asks:    What joins these two, in either direction, with what is only denied, planned, demanded or supposed?
// params:  a: string
//          b: string
// returns: type, predicate, start, start_name, end_, end_name, sign, status, phase, start_date, end_date, first_reported, last_reported, claims, articles, origins, asserted, alleged, planned, demanded, hypothetical, denied, authority, contested_claims, confidence, evidence
MATCH (a:Actor {id: $a})
MATCH (b:Actor|Role|Event|Place {id: $b})
WHERE a <> b
MATCH (a)-[r]-(b)
RETURN type(r) AS type, r.predicate AS predicate,
  startNode(r).id AS start, startNode(r).name AS start_name, endNode(r).id AS end_, endNode(r).name AS end_name,
  r.sign AS sign, r.status AS status, r.phase AS phase, r.start_date AS start_date, r.end_date AS end_date,
  r.first_reported AS first_reported, r.last_reported AS last_reported,
  r.claims AS claims, r.articles AS articles, r.origins AS origins,
  r.asserted AS asserted, r.alleged AS alleged, r.planned AS planned, r.demanded AS demanded,
  r.hypothetical AS hypothetical, r.denied AS denied, r.authority AS authority, r.contested_claims AS contested_claims,
  r.confidence AS confidence, r.evidence AS evidence
ORDER BY type = 'CLAIMED', coalesce(claims, 0) DESC, type, start, r.id
