// A node whose first label is another now keeps what users hung on it;
// `nothing` is null for every property of the old label.
UNWIND $ids AS id
MATCH (n:__OTHER__ {id: id})
REMOVE n:__OLD__
SET n:__LABEL__, n += $nothing
