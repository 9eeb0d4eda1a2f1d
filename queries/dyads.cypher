// asks:    How many events of each quad class do the sources count between countries, month by month?
// params:  since: string = null
//          until: string = null
// returns: month, source_country, target_country, quad, claims, asserted
// An actor counts for its country. Claims, not deduplicated events: asserted ones apart, alleged ones with them.
MATCH (a:Actor)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b:Actor)
WHERE c.status IN ['asserted', 'alleged'] AND c.quad IS NOT NULL
  AND a.country IS NOT NULL AND b.country IS NOT NULL AND a.country <> b.country
WITH a, b, c, coalesce(c.start_date, c.end_date, c.reported) AS day
WHERE day IS NOT NULL AND ($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)
RETURN substring(day, 0, 7) AS month, a.country AS source_country, b.country AS target_country, c.quad AS quad,
  count(c) AS claims, count(CASE WHEN c.status = 'asserted' THEN 1 END) AS asserted
ORDER BY month, source_country, target_country, quad
