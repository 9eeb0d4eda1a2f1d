-- json: speakers
SELECT c.id AS claim, c.predicate, c.status, c.quote, json_extract(n.payload, '$.properties.speakers') AS speakers, d.article,
  d.title, coalesce(d.source, c.known_from) AS source, d.url, d.published, c.sentence_start, c.sentence_end
FROM json_each(:evidence) AS wanted
JOIN claim AS c ON c.id = wanted.value
JOIN node AS n ON n.id = c.id
LEFT JOIN current AS d ON d.article = c.article
ORDER BY wanted.key
