-- json: evidence
WITH found AS MATERIALIZED (
  SELECT r.id, x.name AS start_name, y.name AS end_name
  FROM relation AS r
  CROSS JOIN node AS x ON x.id = r.a AND x.class = 'actor'
  CROSS JOIN node AS y ON y.id = r.b
  WHERE r.first_reported >= :since AND r.type <> 'CLAIMED'
  ORDER BY r.first_reported DESC, r.claims DESC, x.name, r.type, y.name, r.id
  LIMIT :limit
)
SELECT r.first_reported, r.a AS start, f.start_name, r.type, r.b AS end_, f.end_name, r.sign, r.status, r.phase, r.claims,
  r.origins, r.evidence
FROM found AS f
CROSS JOIN relation AS r ON r.id = f.id
ORDER BY r.first_reported DESC, r.claims DESC, f.start_name, r.type, f.end_name, r.id
