// asks:    Which articles speak of this actor, newest first, and how many claims does each make of it?
// params:  actor: string
//          limit: integer = 50
// returns: article, title, source, published, url, claims, copy_of
MATCH (a:Actor {id: $actor})<-[:SUBJECT|OBJECT|SPEAKER]-(c:Claim)-[:IN_ARTICLE]->(d:Article)
WITH d, count(DISTINCT c.id) AS claims
RETURN d.id AS article, d.title AS title, d.source AS source, d.published AS published, d.url AS url, claims,
  d.copy_of AS copy_of
ORDER BY coalesce(published, '') DESC, article
LIMIT $limit
