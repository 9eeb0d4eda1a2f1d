// asks:    What did this actor do and hold and take part in, or what happened between these two, in the order of time?
// params:  a: string
//          b: string = null
//          since: string = null
//          until: string = null
//          limit: integer = 200
// returns: day, end_date, dated, precision, kind, predicate, subject, object, status, phase, sign, quad, speakers, origin, quote, claim, article, source, url
// The time is the date of the text, else that of the event, else of publication (`dated`: not that). Events that both took
// part in are those that `events` gives.
MATCH (a:Actor {id: $a})<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE $b IS NULL OR $b <> $a
WITH DISTINCT c
MATCH (c)-[:SUBJECT]->(s)
MATCH (c)-[:OBJECT]->(o)
WITH c, s, o, coalesce(c.start_date, c.end_date, o.start_date) AS told, coalesce(c.start_date, c.end_date) IS NULL AS by_event
WITH c, s, o, told, by_event, coalesce(told, c.reported) AS day
WHERE ($b IS NULL OR s.id = $b OR o.id = $b) AND ($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
RETURN day, c.end_date AS end_date, told IS NOT NULL AS dated, CASE WHEN by_event THEN o.precision ELSE c.date_precision END AS precision, c.date_kind AS kind,
  c.predicate AS predicate, s.name AS subject, o.name AS object, c.status AS status, c.phase AS phase, c.sign AS sign,
  c.quad AS quad, c.speakers AS speakers, c.origin AS origin, c.quote AS quote, c.id AS claim, d.id AS article,
  coalesce(d.source, c.source) AS source, d.url AS url
ORDER BY coalesce(day, ''), claim
LIMIT $limit
