// How far the store is. One node, under a label of its own.
MATCH (p:Polgraph {id: 'store'})
RETURN p.ledger AS ledger, p.change AS change, p.schema AS schema, p.types AS types
