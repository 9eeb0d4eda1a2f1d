WITH found AS MATERIALIZED (
  SELECT c.id FROM speaker
  JOIN claim AS c ON c.id = speaker.claim
  WHERE speaker.node = :actor AND EXISTS (SELECT 1 FROM node WHERE id = :actor AND class = 'actor')
  ORDER BY coalesce(c.said_date, c.printed, '') DESC, c.id
  LIMIT :limit
)
SELECT c.id AS claim, c.predicate, s.name AS subject, o.name AS object, c.status, c.sign, c.said_date, c.printed AS reported,
  c.quote, d.article, d.title, d.source, d.url
FROM found
JOIN claim AS c ON c.id = found.id
JOIN node AS s ON s.id = c.subject
JOIN node AS o ON o.id = c.object
LEFT JOIN current AS d ON d.article = c.article
ORDER BY coalesce(c.said_date, c.printed, '') DESC, c.id
