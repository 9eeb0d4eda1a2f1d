// From a relationship to the sentences and articles behind it. First:
// :param a => 'one name'
// :param b => 'another name'
MATCH (a:Actor {name: $a})-[r]-(b:Actor {name: $b})
WHERE r.evidence IS NOT NULL
UNWIND r.evidence AS claim
MATCH p = (:Claim {id: claim})-[:IN_ARTICLE]->(:Article)
RETURN a, r, b, p
