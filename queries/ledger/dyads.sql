WITH counted AS (
  SELECT s.country AS source_country, o.country AS target_country, c.quad, c.status,
    coalesce(c.start_date, c.end_date, c.printed) AS day
  FROM claim AS c
  CROSS JOIN node AS s ON s.id = c.subject AND s.class = 'actor' AND s.country IS NOT NULL
  CROSS JOIN node AS o ON o.id = c.object AND o.class = 'actor' AND o.country IS NOT NULL
  WHERE c.quad IS NOT NULL AND c.status IN ('asserted', 'alleged') AND s.country <> o.country
)
SELECT substr(day, 1, 7) AS month, source_country, target_country, quad, count(*) AS claims,
  count(CASE WHEN status = 'asserted' THEN 1 END) AS asserted
FROM counted
WHERE day IS NOT NULL AND (:since IS NULL OR day >= :since) AND (:until IS NULL OR day <= :until)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
