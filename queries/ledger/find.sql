-- json: labels, aliases
WITH found AS (
  SELECT id, name, labels, payload, coalesce(json_extract(payload, '$.properties.claims'), 0) AS weight FROM node
  WHERE class IN ('actor', 'role', 'event', 'place') AND payload IS NOT NULL
    AND (instr(lowered(json_extract(payload, '$.properties.search_text')), lowered(:words))
      OR instr(lowered(name), lowered(:words)))
  ORDER BY weight DESC, name, id
  LIMIT :limit
)
SELECT id, labels, name, json_extract(payload, '$.properties.aliases') AS aliases, json_extract(payload, '$.properties.claims') AS claims
FROM found
ORDER BY weight DESC, name, id
