-- json: dated, speakers
WITH shared AS MATERIALIZED (
  SELECT DISTINCT x.object FROM claim AS x
  JOIN claim AS y ON y.object = x.object AND y.subject = :b AND y.predicate IN ('TOOK_PART_IN', 'HOSTED', 'MEDIATED')
  JOIN node AS e ON e.id = x.object AND e.class = 'event'
  JOIN node AS b ON b.id = :b AND b.class = 'actor'
  WHERE x.subject = :a AND x.predicate IN ('TOOK_PART_IN', 'HOSTED', 'MEDIATED')
), found AS MATERIALIZED (
  SELECT x.id, coalesce(told, x.printed) AS day, told, x.by_event
  FROM (
    SELECT c.id, c.printed, coalesce(c.start_date, c.end_date, json_extract(o.payload, '$.properties.start_date')) AS told,
      coalesce(c.start_date, c.end_date) IS NULL AS by_event
    FROM (
      SELECT id FROM claim WHERE subject = :a AND (:b IS NULL OR object = :b)
      UNION SELECT id FROM claim WHERE object = :a AND (:b IS NULL OR subject = :b)
      UNION SELECT id FROM claim
      WHERE subject IN (:a, :b) AND predicate IN ('TOOK_PART_IN', 'HOSTED', 'MEDIATED') AND object IN (SELECT object FROM shared)
      UNION SELECT id FROM claim
      WHERE subject IN (:a, :b) AND predicate = 'HOLDS_ROLE' AND coalesce(start_date, end_date) IS NOT NULL
        AND EXISTS (SELECT 1 FROM node WHERE id = :b AND class = 'actor')
    ) AS these
    JOIN claim AS c ON c.id = these.id
    LEFT JOIN node AS o ON o.id = c.object AND o.class = 'event'
  ) AS x
  WHERE (:b IS NULL OR :a <> :b)
    AND EXISTS (SELECT 1 FROM node WHERE id = :a AND class = 'actor')
    AND (:since IS NULL OR coalesce(told, x.printed) >= :since)
    AND (:until IS NULL OR coalesce(told, x.printed) <= :until)
  ORDER BY coalesce(day, ''), x.id
  LIMIT :limit
)
SELECT f.day, c.end_date, CASE WHEN f.told IS NULL THEN 'false' ELSE 'true' END AS dated,
  CASE WHEN f.by_event THEN json_extract(o.payload, '$.properties.precision') ELSE json_extract(c.body, '$.date_precision') END AS precision,
  c.date_kind AS kind, c.predicate, c.part,
  s.name AS subject, o.name AS object, c.status, c.phase, c.sign, c.quad,
  json_extract(n.payload, '$.properties.speakers') AS speakers, c.origin, c.quote, c.id AS claim, d.article,
  coalesce(d.source, c.known_from) AS source, d.url
FROM found AS f
JOIN claim AS c ON c.id = f.id
JOIN node AS n ON n.id = c.id
JOIN node AS s ON s.id = c.subject
JOIN node AS o ON o.id = c.object
LEFT JOIN current AS d ON d.article = c.article
ORDER BY coalesce(f.day, ''), c.id
