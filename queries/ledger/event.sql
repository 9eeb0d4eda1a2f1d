-- json: speakers
WITH found AS (
  SELECT id FROM claim WHERE subject = :event
  UNION SELECT id FROM claim WHERE object = :event
  UNION SELECT id FROM claim WHERE event = :event
)
SELECT c.id AS claim, c.predicate, c.part, s.name AS subject, o.name AS object, c.status,
  json_extract(n.payload, '$.properties.speakers') AS speakers, c.quote, c.printed AS reported, d.article, d.title,
  coalesce(d.source, c.known_from) AS source, d.url
FROM found
JOIN claim AS c ON c.id = found.id
JOIN node AS n ON n.id = c.id
JOIN node AS s ON s.id = c.subject
JOIN node AS o ON o.id = c.object
LEFT JOIN current AS d ON d.article = c.article
WHERE EXISTS (SELECT 1 FROM node WHERE id = :event AND class = 'event')
ORDER BY coalesce(c.printed, ''), c.id
LIMIT :limit
