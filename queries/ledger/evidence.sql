-- json: speakers
WITH found AS MATERIALIZED (
  SELECT id FROM claim
  WHERE ((a = :a AND b = :b) OR (a = :b AND b = :a)) AND :a <> :b
    AND EXISTS (SELECT 1 FROM node WHERE id = :a AND class = 'actor')
    AND (:predicate IS NULL OR predicate = :predicate)
    AND (:since IS NULL OR printed >= :since)
    AND (:until IS NULL OR printed <= :until)
  ORDER BY coalesce(printed, '') DESC, confidence DESC, id
  LIMIT :limit
)
SELECT c.id AS claim, c.predicate, s.name AS subject, o.name AS object, c.status, c.phase, c.start_date, c.end_date,
  c.quote, json_extract(n.payload, '$.properties.speakers') AS speakers, c.origin, c.confidence, c.printed AS reported, d.article, d.title,
  coalesce(d.source, c.known_from) AS source, d.url, d.published
FROM found
JOIN claim AS c ON c.id = found.id
JOIN node AS n ON n.id = c.id
JOIN node AS s ON s.id = c.subject
JOIN node AS o ON o.id = c.object
LEFT JOIN current AS d ON d.article = c.article
ORDER BY coalesce(c.printed, '') DESC, c.confidence DESC, c.id
