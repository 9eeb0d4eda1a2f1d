// asks:    What do the articles say of this event: who did what there, and in which words?
// params:  event: string
//          limit: integer = 100
// returns: claim, predicate, part, subject, object, status, speakers, quote, reported, article, title, source, url
MATCH (e:Event {id: $event})<-[:PART_OF_EVENT|OBJECT|SUBJECT]-(c:Claim)
WITH DISTINCT c
OPTIONAL MATCH (c)-[:SUBJECT]->(s)
OPTIONAL MATCH (c)-[:OBJECT]->(o)
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
RETURN c.id AS claim, c.predicate AS predicate, c.part AS part, s.name AS subject, o.name AS object,
  c.status AS status, c.speakers AS speakers, c.quote AS quote, c.reported AS reported, d.id AS article,
  d.title AS title, coalesce(d.source, c.source) AS source, d.url AS url
ORDER BY coalesce(reported, ''), claim
LIMIT $limit
