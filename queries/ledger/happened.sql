-- json: places, participants, parts, articles
SELECT e.id AS event, e.name, json_extract(e.payload, '$.properties.type') AS type,
  json_extract(e.payload, '$.properties.wikidata') AS wikidata, json_extract(e.payload, '$.properties.start_date') AS start_date,
  json_extract(e.payload, '$.properties.end_date') AS end_date, json_extract(e.payload, '$.properties.precision') AS precision,
  json_extract(e.payload, '$.properties.status') AS status,
  (SELECT json_group_array(name) FROM (
    SELECT p.name FROM edge JOIN node AS p ON p.id = json_extract(edge.payload, '$.end')
    WHERE edge.owner = e.id AND edge.payload IS NOT NULL AND edge.id GLOB 'AT|*' ORDER BY p.name, p.id)) AS places,
  (SELECT json_group_array(json(body)) FROM (
    SELECT json_object('actor', a.id, 'name', a.name, 'type', c.predicate, 'part', c.part, 'status', c.status, 'claims', count(*)) AS body
    FROM claim AS c JOIN node AS a ON a.id = c.subject AND a.class = 'actor'
    WHERE c.object = e.id AND c.predicate IN ('TOOK_PART_IN', 'HOSTED', 'MEDIATED')
    GROUP BY a.id, c.predicate, c.part, c.status
    ORDER BY a.name, a.id, c.predicate, coalesce(c.part, ''), c.status)) AS participants,
  (SELECT whole FROM part WHERE part.part = e.id) AS part_of,
  (SELECT json_group_array(json(body)) FROM (
    SELECT json_object('event', s.id, 'name', s.name, 'start_date', json_extract(s.payload, '$.properties.start_date'),
      'status', json_extract(s.payload, '$.properties.status')) AS body
    FROM part JOIN node AS s ON s.id = part.part AND s.payload IS NOT NULL
    WHERE part.whole = e.id
    ORDER BY coalesce(json_extract(s.payload, '$.properties.start_date'), ''), s.name, s.id)) AS parts,
  (SELECT json_group_array(json(body)) FROM (
    SELECT json_object('article', d.article, 'title', d.title, 'source', d.source, 'published', d.published, 'url', d.url) AS body
    FROM (SELECT DISTINCT article FROM member WHERE node = e.id) AS m JOIN current AS d ON d.article = m.article
    ORDER BY coalesce(d.published, ''), d.article)) AS articles
FROM node AS e
WHERE e.id = :event AND e.class = 'event' AND e.payload IS NOT NULL
