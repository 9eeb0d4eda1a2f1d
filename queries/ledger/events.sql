-- json: participants
WITH found AS MATERIALIZED (
  SELECT id, name, json_extract(payload, '$.properties.type') AS type, json_extract(payload, '$.properties.start_date') AS start_date,
    json_extract(payload, '$.properties.end_date') AS end_date, json_extract(payload, '$.properties.precision') AS precision,
    json_extract(payload, '$.properties.status') AS status
  FROM node
  WHERE class = 'event' AND payload IS NOT NULL
), at AS MATERIALIZED (
  SELECT edge.owner AS event, p.id, p.name, p.country
  FROM edge JOIN node AS p ON p.id = json_extract(edge.payload, '$.end')
  WHERE edge.id GLOB 'AT|*' AND edge.payload IS NOT NULL
)
SELECT e.id AS event, e.name, e.type, e.start_date, e.end_date, e.precision, e.status,
  (SELECT min(name) FROM at WHERE at.event = e.id) AS place, (SELECT whole FROM part WHERE part.part = e.id) AS part_of,
  (SELECT json_group_array(json(body)) FROM (
    SELECT json_object('actor', a.id, 'name', a.name, 'type', r.type, 'status', r.status, 'claims', r.claims) AS body
    FROM relation AS r JOIN node AS a ON a.id = r.a AND a.class = 'actor'
    WHERE r.b = e.id AND r.type IN ('TOOK_PART_IN', 'HOSTED', 'MEDIATED')
    ORDER BY a.name, r.type, r.id)) AS participants,
  (SELECT count(*) FROM (
    SELECT id FROM claim WHERE subject = e.id
    UNION SELECT id FROM claim WHERE object = e.id
    UNION SELECT id FROM claim WHERE event = e.id)) AS claims
FROM (
  SELECT * FROM found
  WHERE (:type IS NULL OR type = :type)
    AND (:since IS NULL OR coalesce(end_date, start_date) >= :since)
    AND (:until IS NULL OR start_date <= :until)
    AND (:place IS NULL OR id IN (
      SELECT event FROM at
      WHERE at.id = :place OR at.country = (SELECT country FROM node WHERE node.id = :place AND class = 'actor')))
    AND (:participant IS NULL OR EXISTS (
      SELECT 1 FROM relation AS r JOIN node AS a ON a.id = r.a AND a.class = 'actor'
      WHERE r.a = :participant AND r.b = found.id AND r.type IN ('TOOK_PART_IN', 'HOSTED', 'MEDIATED')))
  ORDER BY coalesce(start_date, '') DESC, name, id
  LIMIT :limit
) AS e
ORDER BY coalesce(e.start_date, '') DESC, e.name, e.id
