// The schema number stays: constraints and indexes do.
MATCH (p:Polgraph {id: 'store'})
SET p.ledger = null, p.change = null
