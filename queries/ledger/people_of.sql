WITH held AS (
  SELECT r.id, o.name AS title FROM node AS o
  JOIN relation AS r ON r.b = o.id AND r.type = 'HOLDS_ROLE'
  WHERE o.class = 'role'
    AND EXISTS (SELECT 1 FROM edge WHERE id = 'OF|' || o.id || '|' || :actor AND payload IS NOT NULL)
  UNION ALL SELECT id, NULL FROM relation
  WHERE b = :actor AND type IN ('MEMBER_OF', 'REPRESENTS', 'SERVES', 'CITIZEN_OF')
)
SELECT p.id AS person, p.name, r.type, held.title, r.phase, r.status, r.start_date, r.end_date, r.claims
FROM held
JOIN relation AS r ON r.id = held.id
JOIN node AS p ON p.id = r.a AND p.class = 'actor'
WHERE (:past OR coalesce(r.phase, '') <> 'past')
  AND EXISTS (SELECT 1 FROM node WHERE id = :actor AND class = 'actor')
ORDER BY r.type, p.name, coalesce(r.start_date, ''), r.id
LIMIT :limit
