// Whoever has another second label than the one it is to have loses it; give_labels follows in a transaction of its own.
UNWIND $ids AS id
MATCH (n:__LABEL__ {id: id})
WHERE any(label IN labels(n) WHERE label IN $all AND label <> $second)
REMOVE n:__ALL__
