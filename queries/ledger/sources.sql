-- json: speakers, publishers
WITH found AS (
  SELECT c.id, c.origin, c.predicate, c.status, c.printed, d.source AS publisher,
    (SELECT m.name FROM speaker JOIN node AS m ON m.id = speaker.node
      WHERE speaker.claim = c.id ORDER BY position DESC LIMIT 1) AS speaker
  FROM claim AS c
  LEFT JOIN current AS d ON d.article = c.article
  WHERE ((c.a = :a AND c.b = :b) OR (c.a = :b AND c.b = :a)) AND :a <> :b
    AND EXISTS (SELECT 1 FROM node WHERE id = :a AND class = 'actor')
    AND (:predicate IS NULL OR c.predicate = :predicate)
)
SELECT origin, predicate, count(*) AS claims,
  count(CASE WHEN status = 'asserted' THEN 1 END) AS asserted,
  count(CASE WHEN status = 'alleged' THEN 1 END) AS alleged,
  count(CASE WHEN status = 'denied' THEN 1 END) AS denied,
  count(CASE WHEN status NOT IN ('asserted', 'alleged', 'denied') THEN 1 END) AS other,
  json_group_array(DISTINCT speaker) FILTER (WHERE speaker IS NOT NULL) AS speakers,
  json_group_array(DISTINCT publisher) FILTER (WHERE publisher IS NOT NULL) AS publishers,
  min(printed) AS first_reported, max(printed) AS last_reported
FROM found
GROUP BY origin, predicate
ORDER BY claims DESC, origin NULLS LAST, predicate
