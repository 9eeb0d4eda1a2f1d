-- json: speakers
SELECT c.id AS claim, c.sentence_start, c.predicate, s.name AS subject, o.name AS object, c.status, c.phase,
  c.start_date, c.end_date, json_extract(n.payload, '$.properties.speakers') AS speakers, e.name AS event, c.confidence, c.rule,
  c.quote
FROM claim AS c
JOIN node AS n ON n.id = c.id
JOIN node AS s ON s.id = c.subject
JOIN node AS o ON o.id = c.object
LEFT JOIN node AS e ON e.id = c.event
WHERE c.article = :article
ORDER BY c.sentence_start NULLS LAST, c.id
