// asks:    What does this actor say of others, in which words, and when?
// params:  actor: string
//          limit: integer = 100
// returns: claim, predicate, subject, object, status, sign, said_date, reported, quote, article, title, source, url
MATCH (p:Actor {id: $actor})<-[:SPEAKER]-(c:Claim)
MATCH (c)-[:SUBJECT]->(s)
MATCH (c)-[:OBJECT]->(o)
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
RETURN c.id AS claim, c.predicate AS predicate, s.name AS subject, o.name AS object, c.status AS status,
  c.sign AS sign, c.said_date AS said_date, c.reported AS reported, c.quote AS quote, d.id AS article,
  d.title AS title, d.source AS source, d.url AS url
ORDER BY coalesce(said_date, reported, '') DESC, claim
LIMIT $limit
