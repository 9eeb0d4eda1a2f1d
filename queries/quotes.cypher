// asks:    Which sentences and articles do these claim ids (the `evidence` of a relationship) stand for?
// params:  evidence: list
// returns: claim, predicate, status, quote, speakers, article, title, source, url, published, sentence_start, sentence_end
UNWIND $evidence AS id
MATCH (c:Claim {id: id})
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
RETURN c.id AS claim, c.predicate AS predicate, c.status AS status, c.quote AS quote, c.speakers AS speakers,
  d.id AS article, d.title AS title, coalesce(d.source, c.source) AS source, d.url AS url, d.published AS published,
  c.sentence_start AS sentence_start, c.sentence_end AS sentence_end
