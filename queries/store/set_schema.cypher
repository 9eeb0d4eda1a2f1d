MERGE (p:Polgraph {id: 'store'})
SET p.schema = $schema, p.types = $types
