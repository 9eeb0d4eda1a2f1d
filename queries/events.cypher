// asks:    Which events were there or are to be, when and where, and who took part?
// params:  type: string = null
//          since: string = null
//          until: string = null
//          limit: integer = 100
// returns: event, name, type, start_date, end_date, precision, status, place, participants, claims
// An event without a date is listed only where no period is asked for.
MATCH (e:Event)
WHERE ($type IS NULL OR e.type = $type)
  AND ($since IS NULL OR coalesce(e.end_date, e.start_date) >= $since)
  AND ($until IS NULL OR e.start_date <= $until)
CALL (e) {
  OPTIONAL MATCH (e)-[:AT]->(p:Place)
  RETURN min(p.name) AS place
}
CALL (e) {
  MATCH (a:Actor)-[r:TOOK_PART_IN|HOSTED|MEDIATED]->(e)
  WITH a, r ORDER BY a.name, type(r), r.id
  RETURN collect({actor: a.id, name: a.name, type: type(r), status: r.status, claims: r.claims}) AS participants
}
CALL (e) {
  MATCH (c:Claim)-[:PART_OF_EVENT|OBJECT|SUBJECT]->(e)
  RETURN count(DISTINCT c.id) AS claims
}
RETURN e.id AS event, e.name AS name, e.type AS type, e.start_date AS start_date, e.end_date AS end_date,
  e.precision AS precision, e.status AS status, place, participants, claims
ORDER BY coalesce(start_date, '') DESC, name, event
LIMIT $limit
