-- json: evidence
WITH joined AS (
  SELECT id, type, a, b FROM relation WHERE a = :a AND b = :b
  UNION ALL SELECT id, type, a, b FROM relation WHERE a = :b AND b = :a
  UNION ALL SELECT id, 'OF', :b, :a FROM edge WHERE id = 'OF|' || :b || '|' || :a AND payload IS NOT NULL
)
SELECT j.type, CASE WHEN j.type = 'CLAIMED' THEN r.predicate END AS predicate, j.a AS start, x.name AS start_name,
  j.b AS end_, y.name AS end_name, r.sign, r.status, r.phase, r.start_date, r.end_date, r.first_reported,
  r.last_reported, r.claims, r.articles, r.origins, r.asserted, r.alleged, r.planned, r.demanded, r.hypothetical,
  r.denied, r.authority, r.contested_claims, r.confidence, r.evidence
FROM joined AS j
LEFT JOIN relation AS r ON r.id = j.id
JOIN node AS x ON x.id = j.a
JOIN node AS y ON y.id = j.b
WHERE EXISTS (SELECT 1 FROM node WHERE id = :a AND class = 'actor')
ORDER BY j.type = 'CLAIMED', coalesce(r.claims, 0) DESC, j.type, j.a, j.id
