MATCH ()-[r]->()
WHERE r.id IS NOT NULL AND type(r) IN $types
RETURN r.id AS id
