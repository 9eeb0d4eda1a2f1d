// asks:    Whom are both of these joined to, and does each side stand friendly or hostile to them?
// params:  a: string
//          b: string
//          limit: integer = 50
// returns: other, name, a_ties, b_ties, a_balance, b_balance, claims
// A balance is the sum of the signs of current relationships: asserted, alleged and contested ones count.
MATCH (a:Actor {id: $a})-[r]-(m:Actor)
WHERE r.claims IS NOT NULL AND type(r) <> 'CLAIMED' AND coalesce(r.phase, '') <> 'past' AND m.id <> $b
WITH m, collect(DISTINCT type(r)) AS a_ties, sum(r.sign) AS a_balance, sum(r.claims) AS a_claims
MATCH (b:Actor {id: $b})-[s]-(m)
WHERE s.claims IS NOT NULL AND type(s) <> 'CLAIMED' AND coalesce(s.phase, '') <> 'past'
WITH m, a_ties, a_balance, a_claims, collect(DISTINCT type(s)) AS b_ties, sum(s.sign) AS b_balance,
  sum(s.claims) AS b_claims
RETURN m.id AS other, m.name AS name, a_ties, b_ties, a_balance, b_balance, a_claims + b_claims AS claims
ORDER BY claims DESC, name, other
LIMIT $limit
