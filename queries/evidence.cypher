// asks:    Which sentences stand behind what joins these two, who says so, and where was it published?
// params:  a: string
//          b: string
//          predicate: string = null
//          since: string = null
//          until: string = null
//          limit: integer = 100
// returns: claim, predicate, subject, object, status, phase, start_date, end_date, quote, speakers, origin, confidence, reported, article, title, source, url, published
// What the authority knows has no article: its source stands in `source`.
MATCH (a:Actor {id: $a})<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b)
WHERE b.id = $b AND a <> b
  AND ($predicate IS NULL OR c.predicate = $predicate)
  AND ($since IS NULL OR c.reported >= $since)
  AND ($until IS NULL OR c.reported <= $until)
MATCH (c)-[:SUBJECT]->(s)
MATCH (c)-[:OBJECT]->(o)
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
RETURN DISTINCT c.id AS claim, c.predicate AS predicate, s.name AS subject, o.name AS object, c.status AS status,
  c.phase AS phase, c.start_date AS start_date, c.end_date AS end_date, c.quote AS quote, c.speakers AS speakers,
  c.origin AS origin, c.confidence AS confidence, c.reported AS reported, d.id AS article, d.title AS title,
  coalesce(d.source, c.source) AS source, d.url AS url, d.published AS published
ORDER BY coalesce(reported, '') DESC, confidence DESC, claim
LIMIT $limit
