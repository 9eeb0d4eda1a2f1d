// asks:    Which actors, roles, events and places have these words in their name or another spelling of it?
// params:  words: string
//          limit: integer = 25
// returns: id, labels, name, aliases, claims
// Names in Latin letters find those in other scripts, since search_text holds both.
MATCH (n)
WHERE (n:Actor OR n:Role OR n:Event OR n:Place)
  AND (toLower(n.search_text) CONTAINS toLower($words) OR toLower(n.name) CONTAINS toLower($words))
RETURN n.id AS id, labels(n) AS labels, n.name AS name, n.aliases AS aliases, n.claims AS claims
ORDER BY coalesce(n.claims, 0) DESC, n.name, n.id
LIMIT $limit
