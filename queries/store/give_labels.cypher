UNWIND $ids AS id
MATCH (n:__LABEL__ {id: id})
WHERE NOT $second IN labels(n)
SET n:__SECOND__
