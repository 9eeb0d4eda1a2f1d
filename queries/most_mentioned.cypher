// asks:    Which actors do most articles speak of?
// params:  label: string = "Actor"
//          limit: integer = 25
// returns: actor, name, labels, country, articles, claims, first_seen, last_seen
MATCH (a:Actor)
WHERE $label IN labels(a)
RETURN a.id AS actor, a.name AS name, labels(a) AS labels, a.country AS country, a.articles AS articles,
  a.claims AS claims, a.first_seen AS first_seen, a.last_seen AS last_seen
ORDER BY coalesce(articles, 0) DESC, coalesce(claims, 0) DESC, name, actor
LIMIT $limit
