CREATE INDEX polgraph_claim_reported IF NOT EXISTS FOR (n:Claim) ON (n.reported)
