// In portions, so that a large graph fits a transaction.
MATCH (n:__LABEL__)
WHERE n.id IS NOT NULL
WITH n LIMIT 1000
DETACH DELETE n
RETURN count(*) AS removed
