// asks:    What happened between these two, in the order of time (the date of the text, else of publication)?
// params:  a: string
//          b: string
//          since: string = null
//          until: string = null
//          limit: integer = 200
// returns: day, dated, predicate, subject, object, status, sign, quad, origin, quote, claim, url
MATCH (a:Actor {id: $a})<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b)
WHERE b.id = $b AND a <> b
WITH DISTINCT c, coalesce(c.start_date, c.end_date, c.reported) AS day
WHERE ($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)
MATCH (c)-[:SUBJECT]->(s)
MATCH (c)-[:OBJECT]->(o)
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
RETURN day, c.start_date IS NOT NULL OR c.end_date IS NOT NULL AS dated, c.predicate AS predicate,
  s.name AS subject, o.name AS object, c.status AS status, c.sign AS sign, c.quad AS quad, c.origin AS origin,
  c.quote AS quote, c.id AS claim, d.url AS url
ORDER BY coalesce(day, ''), claim
LIMIT $limit
