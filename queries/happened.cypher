// asks:    When and where was this event, who had which part in it, what is a part of it, and which articles speak of it?
// params:  event: string
// returns: event, name, type, wikidata, start_date, end_date, precision, status, places, participants, part_of, parts, articles
// A participant of whom it is only denied, planned, demanded or supposed has that status.
MATCH (e:Event {id: $event})
CALL (e) {
  MATCH (e)-[:AT]->(p:Place)
  WITH p ORDER BY p.name, p.id
  RETURN collect(p.name) AS places
}
CALL (e) {
  MATCH (e)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(a:Actor)
  WHERE c.predicate IN ['TOOK_PART_IN', 'HOSTED', 'MEDIATED']
  WITH a, c.predicate AS type, c.part AS part, c.status AS status, count(c) AS claims
  ORDER BY a.name, a.id, type, coalesce(part, ''), status
  RETURN collect({actor: a.id, name: a.name, type: type, part: part, status: status, claims: claims}) AS participants
}
CALL (e) {
  MATCH (e)-[:PART_OF_EVENT]->(w:Event)
  RETURN min(w.id) AS part_of
}
CALL (e) {
  MATCH (s:Event)-[:PART_OF_EVENT]->(e)
  WITH s ORDER BY coalesce(s.start_date, ''), s.name, s.id
  RETURN collect({event: s.id, name: s.name, start_date: s.start_date, status: s.status}) AS parts
}
CALL (e) {
  MATCH (e)-[:IN_ARTICLE]->(d:Article)
  WITH d ORDER BY coalesce(d.published, ''), d.id
  RETURN collect({article: d.id, title: d.title, source: d.source, published: d.published, url: d.url}) AS articles
}
RETURN e.id AS event, e.name AS name, e.type AS type, e.wikidata AS wikidata, e.start_date AS start_date,
  e.end_date AS end_date, e.precision AS precision, e.status AS status, places, participants, part_of, parts, articles
