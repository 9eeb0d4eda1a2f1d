-- json: participants
WITH found AS MATERIALIZED (
  SELECT id, name, json_extract(payload, '$.properties.type') AS type, json_extract(payload, '$.properties.start_date') AS start_date,
    json_extract(payload, '$.properties.end_date') AS end_date, json_extract(payload, '$.properties.precision') AS precision,
    json_extract(payload, '$.properties.status') AS status
  FROM node
  WHERE class = 'event' AND payload IS NOT NULL
)
SELECT e.id AS event, e.name, e.type, e.start_date, e.end_date, e.precision, e.status,
  (SELECT min(p.name) FROM edge JOIN node AS p ON p.id = json_extract(edge.payload, '$.end')
    WHERE edge.owner = e.id AND json_extract(edge.payload, '$.type') = 'AT') AS place,
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
  ORDER BY coalesce(start_date, '') DESC, name, id
  LIMIT :limit
) AS e
ORDER BY coalesce(e.start_date, '') DESC, e.name, e.id
