-- json: labels, properties, roles, relations
WITH tie AS (
  SELECT id, b AS other, 'true' AS forward FROM relation WHERE a = :actor
  UNION ALL SELECT id, a, 'false' FROM relation WHERE b = :actor
), best AS MATERIALIZED (
  SELECT tie.id, tie.other, tie.forward
  FROM tie
  JOIN relation AS r ON r.id = tie.id
  JOIN node AS m ON m.id = tie.other AND m.class = 'actor'
  WHERE r.type <> 'CLAIMED'
  ORDER BY r.claims DESC, m.name, r.type, r.id
  LIMIT :limit
)
SELECT n.id, n.labels, n.name, json_patch('{}', json_extract(n.payload, '$.properties')) AS properties,
  (SELECT json_group_array(json(body)) FROM (
    SELECT json_object('role', o.id, 'name', o.name, 'title', json_extract(o.payload, '$.properties.title'),
      'organization', json_extract(o.payload, '$.properties.organization'), 'country', json_extract(o.payload, '$.properties.country'),
      'phase', r.phase, 'status', r.status, 'start_date', r.start_date, 'end_date', r.end_date,
      'claims', r.claims, 'evidence', json(r.evidence)) AS body
    FROM relation AS r JOIN node AS o ON o.id = r.b AND o.class = 'role'
    WHERE r.a = :actor AND r.type = 'HOLDS_ROLE'
    ORDER BY coalesce(r.start_date, r.first_reported, '') DESC, o.name, r.id)) AS roles,
  (SELECT json_group_array(json(body)) FROM (
    SELECT json_object('type', r.type, 'forward', json(best.forward), 'other', m.id, 'name', m.name, 'sign', r.sign,
      'status', r.status, 'phase', r.phase, 'claims', r.claims, 'articles', r.articles, 'origins', r.origins,
      'last_reported', r.last_reported, 'evidence', json(r.evidence)) AS body
    FROM best JOIN relation AS r ON r.id = best.id JOIN node AS m ON m.id = best.other
    ORDER BY r.claims DESC, m.name, r.type, r.id)) AS relations
FROM node AS n
WHERE n.id = :actor AND n.class = 'actor' AND n.payload IS NOT NULL
