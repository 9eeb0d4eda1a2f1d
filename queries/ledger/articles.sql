WITH spoken AS (
  SELECT id, article FROM claim WHERE subject = :actor
  UNION SELECT id, article FROM claim WHERE object = :actor
  UNION SELECT claim.id, article FROM speaker JOIN claim ON claim.id = speaker.claim WHERE speaker.node = :actor
)
SELECT d.article, d.title, d.source, d.published, d.url, count(*) AS claims, d.copy_of
FROM spoken
JOIN current AS d ON d.article = spoken.article
WHERE EXISTS (SELECT 1 FROM node WHERE id = :actor AND class = 'actor')
GROUP BY d.article
ORDER BY coalesce(d.published, '') DESC, d.article
LIMIT :limit
