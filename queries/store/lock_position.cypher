// Setting the id again takes the write lock before ledger and change are read.
MERGE (p:Polgraph {id: 'store'})
SET p.id = 'store'
RETURN p.ledger AS ledger, p.change AS change
