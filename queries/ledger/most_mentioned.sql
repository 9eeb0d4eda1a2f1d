-- json: labels
SELECT id AS actor, name, labels, json_extract(payload, '$.properties.country') AS country, articles,
  json_extract(payload, '$.properties.claims') AS claims, json_extract(payload, '$.properties.first_seen') AS first_seen,
  json_extract(payload, '$.properties.last_seen') AS last_seen
FROM node
WHERE class = 'actor' AND articles IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(labels) WHERE value = :label)
ORDER BY articles DESC, coalesce(json_extract(payload, '$.properties.claims'), 0) DESC, name, id
LIMIT :limit
