CREATE FULLTEXT INDEX polgraph_search IF NOT EXISTS
FOR (n:Actor|Role|Event|Place|Article|Claim) ON EACH [n.search_text]
