-- json: dated
WITH found AS MATERIALIZED (
  SELECT id, coalesce(start_date, end_date, printed) AS day FROM claim
  WHERE ((a = :a AND b = :b) OR (a = :b AND b = :a)) AND :a <> :b
    AND EXISTS (SELECT 1 FROM node WHERE id = :a AND class = 'actor')
    AND (:since IS NULL OR coalesce(start_date, end_date, printed) >= :since)
    AND (:until IS NULL OR coalesce(start_date, end_date, printed) <= :until)
  ORDER BY coalesce(day, ''), id
  LIMIT :limit
)
SELECT f.day, CASE WHEN coalesce(c.start_date, c.end_date) IS NULL THEN 'false' ELSE 'true' END AS dated, c.predicate,
  s.name AS subject, o.name AS object, c.status, c.sign, c.quad, c.origin, c.quote, c.id AS claim, d.url
FROM found AS f
JOIN claim AS c ON c.id = f.id
JOIN node AS s ON s.id = c.subject
JOIN node AS o ON o.id = c.object
LEFT JOIN current AS d ON d.article = c.article
ORDER BY coalesce(f.day, ''), c.id
