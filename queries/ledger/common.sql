-- json: a_ties, b_ties
WITH tie AS (
  SELECT a AS side, b AS other, type, sign, claims, phase FROM relation WHERE a IN (:a, :b)
  UNION ALL SELECT b, a, type, sign, claims, phase FROM relation WHERE b IN (:a, :b)
), side AS (
  SELECT side, other, json_group_array(DISTINCT type) AS ties, sum(sign) AS balance, sum(claims) AS claims
  FROM tie
  WHERE type <> 'CLAIMED' AND coalesce(phase, '') <> 'past'
  GROUP BY side, other
)
SELECT m.id AS other, m.name, one.ties AS a_ties, two.ties AS b_ties, one.balance AS a_balance,
  two.balance AS b_balance, one.claims + two.claims AS claims
FROM side AS one
JOIN side AS two ON two.other = one.other AND two.side = :b
JOIN node AS m ON m.id = one.other AND m.class = 'actor'
WHERE one.side = :a AND m.id <> :b
  AND (SELECT count(*) FROM node WHERE id IN (:a, :b) AND class = 'actor') = 1 + (:a <> :b)
ORDER BY claims DESC, m.name, m.id
LIMIT :limit
