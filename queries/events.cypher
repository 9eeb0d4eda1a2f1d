// asks:    Which events were there or are to be, when and where, and who took part?
// params:  type: string = null
//          since: string = null
//          until: string = null
//          place: string = null
//          participant: string = null
//          limit: integer = 100
// returns: event, name, type, start_date, end_date, precision, status, place, part_of, participants, claims
// An event without a date is listed only where no period is asked for. `place` and `participant` are ids; an event in a place of
// that state counts where `place` is a country.
MATCH (e:Event)
WHERE ($type IS NULL OR e.type = $type)
  AND ($since IS NULL OR coalesce(e.end_date, e.start_date) >= $since)
  AND ($until IS NULL OR e.start_date <= $until)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH e, collect(p.id) AS ids, collect(p.country) AS states, min(p.name) AS place
OPTIONAL MATCH (land:Actor {id: $place})
WITH e, ids, states, place, land.country AS state
WHERE $place IS NULL OR $place IN ids OR state IN states
OPTIONAL MATCH (who:Actor {id: $participant})-[r:TOOK_PART_IN|HOSTED|MEDIATED]->(e)
WITH e, place, count(r) AS is_in
WHERE $participant IS NULL OR is_in > 0
OPTIONAL MATCH (e)-[:PART_OF_EVENT]->(w:Event)
WITH e, place, min(w.id) AS part_of
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
  e.precision AS precision, e.status AS status, place, part_of, participants, claims
ORDER BY coalesce(start_date, '') DESC, name, event
LIMIT $limit
