UNWIND $ids AS id
MATCH (n:__LABEL__ {id: id})
WHERE [label IN labels(n) WHERE label IN $all] <> [$second]
REMOVE n:__ALL__
SET n:__SECOND__
