-- json: stated_by, denied_by, denials, evidence
WITH found AS MATERIALIZED (
  SELECT r.id, r.type, r.a, r.b, x.name AS start_name, y.name AS end_name, r.claims
  FROM relation AS r
  CROSS JOIN node AS x ON x.id = r.a AND x.class = 'actor'
  CROSS JOIN node AS y ON y.id = r.b
  WHERE (r.status = 'contested' OR r.contested_claims > 0) AND (:actor IS NULL OR r.a = :actor OR r.b = :actor)
  ORDER BY r.claims DESC, x.name, r.type, y.name, r.id
  LIMIT :limit
), said AS MATERIALIZED (
  SELECT f.id, c.id AS claim, c.status, c.origin
  FROM found AS f
  CROSS JOIN claim AS c ON c.a = f.a AND c.b = f.b AND c.predicate = f.type
  UNION ALL SELECT f.id, c.id, c.status, c.origin
  FROM found AS f
  CROSS JOIN claim AS c ON c.a = f.b AND c.b = f.a AND c.predicate = f.type
)
SELECT f.a AS start, f.start_name, f.type, f.b AS end_, f.end_name, r.status, r.asserted, r.alleged, r.denied,
  r.contested_claims,
  (SELECT json_group_array(DISTINCT origin) FROM said
    WHERE said.id = f.id AND status IN ('asserted', 'alleged') AND origin IS NOT NULL) AS stated_by,
  (SELECT json_group_array(DISTINCT origin) FROM said
    WHERE said.id = f.id AND status = 'denied' AND origin IS NOT NULL) AS denied_by,
  (SELECT json_group_array(claim) FROM said WHERE said.id = f.id AND status = 'denied') AS denials,
  r.evidence
FROM found AS f
CROSS JOIN relation AS r ON r.id = f.id
ORDER BY f.claims DESC, f.start_name, f.type, f.end_name, f.id
