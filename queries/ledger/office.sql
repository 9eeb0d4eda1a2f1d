-- json: evidence
SELECT p.id AS actor, p.name, r.phase, r.status, r.start_date, r.end_date, r.claims, r.origins, r.evidence
FROM relation AS r
JOIN node AS p ON p.id = r.a AND p.class = 'actor'
WHERE r.b = :role AND r.type = 'HOLDS_ROLE'
ORDER BY coalesce(r.start_date, r.first_reported, ''), p.name, r.id
