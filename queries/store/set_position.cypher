MATCH (p:Polgraph {id: 'store'})
SET p.ledger = $ledger, p.change = $change
