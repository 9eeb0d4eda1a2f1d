// asks:    What was read out of this article, sentence by sentence?
// params:  article: string
// returns: claim, sentence_start, predicate, subject, object, status, phase, start_date, end_date, speakers, event, confidence, rule, quote
MATCH (d:Article {id: $article})<-[:IN_ARTICLE]-(c:Claim)
OPTIONAL MATCH (c)-[:SUBJECT]->(s)
OPTIONAL MATCH (c)-[:OBJECT]->(o)
OPTIONAL MATCH (c)-[:PART_OF_EVENT]->(e:Event)
RETURN c.id AS claim, c.sentence_start AS sentence_start, c.predicate AS predicate, s.name AS subject,
  o.name AS object, c.status AS status, c.phase AS phase, c.start_date AS start_date, c.end_date AS end_date,
  c.speakers AS speakers, e.name AS event, c.confidence AS confidence, c.rule AS rule, c.quote AS quote
ORDER BY sentence_start, claim
