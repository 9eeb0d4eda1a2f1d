-- json: evidence
WITH found AS MATERIALIZED (
  SELECT r.id, x.name AS start_name, y.name AS end_name
  FROM relation AS r
  CROSS JOIN node AS x ON x.id = r.a AND x.class = 'actor'
  CROSS JOIN node AS y ON y.id = r.b
  WHERE r.type = 'CLAIMED' AND (:status IS NULL OR r.status = :status)
    AND (:actor IS NULL OR r.a = :actor OR r.b = :actor)
  ORDER BY coalesce(r.last_reported, '') DESC, x.name, r.predicate, y.name, r.id
  LIMIT :limit
)
SELECT r.a AS start, f.start_name, r.predicate, r.b AS end_, f.end_name, r.status, r.claims, r.origins, r.first_reported,
  r.last_reported, r.evidence
FROM found AS f
CROSS JOIN relation AS r ON r.id = f.id
ORDER BY coalesce(r.last_reported, '') DESC, f.start_name, r.predicate, f.end_name, r.id
