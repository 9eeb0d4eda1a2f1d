-- json: labels, forward, evidence
WITH tie AS (
  SELECT id, b AS other, 'true' AS forward FROM relation WHERE a = :actor
  UNION ALL SELECT id, a, 'false' FROM relation WHERE b = :actor
), found AS MATERIALIZED (
  SELECT tie.id, tie.other, tie.forward, m.name
  FROM tie
  JOIN relation AS r ON r.id = tie.id
  JOIN node AS m ON m.id = tie.other AND m.class = 'actor'
  WHERE (:sign IS NULL OR r.sign = :sign)
    AND (:past OR coalesce(r.phase, '') <> 'past')
    AND (:claimed OR r.type <> 'CLAIMED')
    AND EXISTS (SELECT 1 FROM node WHERE id = :actor AND class = 'actor')
  ORDER BY r.claims DESC, m.name, r.type, r.id
  LIMIT :limit
)
SELECT m.id AS other, m.name, m.labels, r.type, CASE WHEN r.type = 'CLAIMED' THEN r.predicate END AS predicate, f.forward,
  r.sign, r.status, r.phase, r.start_date, r.end_date, r.last_reported, r.claims, r.articles, r.origins,
  r.contested_claims, r.evidence
FROM found AS f
JOIN relation AS r ON r.id = f.id
JOIN node AS m ON m.id = f.other
ORDER BY r.claims DESC, m.name, r.type, r.id
