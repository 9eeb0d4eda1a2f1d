// asks:    What did this actor do and hold and take part in, or what happened between these two, in the order of time?
// params:  a: string
//          b: string = null
//          since: string = null
//          until: string = null
//          limit: integer = 200
// returns: day, end_date, dated, precision, kind, predicate, part, subject, object, status, phase, sign, quad, speakers, origin, quote, claim, article, source, url
// The time is the date of the text, else that of the event, else of publication (`dated`: not that). Of two actors: what one did to the
// other, the parts of both in events that both are spoken of in (a denied part too), and the roles of both whose term is known.
MATCH (a:Actor {id: $a})
WHERE $b IS NULL OR $b <> $a
OPTIONAL MATCH (b:Actor {id: $b})
WITH a, b IS NOT NULL AS is_pair
CALL (a) {
  OPTIONAL MATCH (a)<-[:SUBJECT]-(x:Claim)-[:OBJECT]->(e:Event)<-[:OBJECT]-(y:Claim)-[:SUBJECT]->(:Actor {id: $b})
  WHERE x.predicate IN ['TOOK_PART_IN', 'HOSTED', 'MEDIATED'] AND y.predicate IN ['TOOK_PART_IN', 'HOSTED', 'MEDIATED']
  RETURN collect(DISTINCT e.id) AS shared
}
UNWIND CASE WHEN is_pair THEN [$a, $b] ELSE [$a] END AS one
MATCH (:Actor {id: one})<-[:SUBJECT|OBJECT]-(c:Claim)
WITH DISTINCT c, is_pair, shared
MATCH (c)-[:SUBJECT]->(s)
MATCH (c)-[:OBJECT]->(o)
WITH c, s, o, is_pair, shared, coalesce(c.start_date, c.end_date, o.start_date) AS told,
  coalesce(c.start_date, c.end_date) IS NULL AS by_event
WITH c, s, o, is_pair, shared, told, by_event, coalesce(told, c.reported) AS day
WHERE ($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)
  AND ($b IS NULL OR (s.id = $a AND o.id = $b) OR (s.id = $b AND o.id = $a)
    OR (is_pair AND c.predicate = 'HOLDS_ROLE' AND NOT by_event)
    OR (c.predicate IN ['TOOK_PART_IN', 'HOSTED', 'MEDIATED'] AND o.id IN shared))
OPTIONAL MATCH (c)-[:IN_ARTICLE]->(d:Article)
RETURN day, c.end_date AS end_date, told IS NOT NULL AS dated, CASE WHEN by_event THEN o.precision ELSE c.date_precision END AS precision, c.date_kind AS kind,
  c.predicate AS predicate, c.part AS part, s.name AS subject, o.name AS object, c.status AS status, c.phase AS phase, c.sign AS sign,
  c.quad AS quad, c.speakers AS speakers, c.origin AS origin, c.quote AS quote, c.id AS claim, d.id AS article,
  coalesce(d.source, c.source) AS source, d.url AS url
ORDER BY coalesce(day, ''), claim
LIMIT $limit
