// asks:    Who says so: which independent sources stand behind what joins these two, and in which articles?
// params:  a: string
//          b: string
//          predicate: string = null
// returns: origin, predicate, claims, asserted, alleged, denied, other, speakers, publishers, first_reported, last_reported
// Outlets that relay the same speaker have one origin.
MATCH (a:Actor {id: $a})<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b)
WHERE b.id = $b AND a <> b AND ($predicate IS NULL OR c.predicate = $predicate)
WITH DISTINCT c
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
WITH c.origin AS origin, c.predicate AS predicate, collect(DISTINCT d.source) AS publishers,
  count(DISTINCT c.id) AS claims,
  count(DISTINCT CASE WHEN c.status = 'asserted' THEN c.id END) AS asserted,
  count(DISTINCT CASE WHEN c.status = 'alleged' THEN c.id END) AS alleged,
  count(DISTINCT CASE WHEN c.status = 'denied' THEN c.id END) AS denied,
  collect(DISTINCT c.speakers[-1]) AS speakers,
  min(c.reported) AS first_reported, max(c.reported) AS last_reported
RETURN origin, predicate, claims, asserted, alleged, denied, claims - asserted - alleged - denied AS other,
  speakers, publishers, first_reported, last_reported
ORDER BY claims DESC, origin, predicate
