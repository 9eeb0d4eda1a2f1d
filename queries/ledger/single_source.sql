-- json: evidence
WITH found AS MATERIALIZED (
  SELECT r.id, x.name AS start_name, y.name AS end_name
  FROM relation AS r
  CROSS JOIN node AS x ON x.id = r.a AND x.class = 'actor'
  CROSS JOIN node AS y ON y.id = r.b
  WHERE r.origins = 1 AND r.type <> 'CLAIMED' AND (:actor IS NULL OR r.a = :actor OR r.b = :actor)
  ORDER BY r.articles DESC, r.confidence, x.name, r.type, y.name, r.id
  LIMIT :limit
)
SELECT r.a AS start, f.start_name, r.type, r.b AS end_, f.end_name, r.status, r.claims, r.articles, r.confidence, r.evidence
FROM found AS f
CROSS JOIN relation AS r ON r.id = f.id
ORDER BY r.articles DESC, r.confidence, f.start_name, r.type, f.end_name, r.id
