// An actor and whom it is joined to. First: :param name => 'the name'
MATCH (a:Actor {name: $name})
OPTIONAL MATCH p = (a)-[r]-(b:Actor|Role|Event)
WHERE r.claims IS NOT NULL
RETURN a, p
LIMIT 100
