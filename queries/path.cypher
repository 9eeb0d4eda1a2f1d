// asks:    How are these two connected: the shortest chains of ties and acts between actors?
// params:  a: string
//          b: string
//          max_length: integer = 6
//          limit: integer = 3
// returns: length, contested, past, claims, steps
// One chain for each row of actors, by the least doubtful and best supported of the relationships between them.
// Contested and past steps are allowed and counted; chains with fewer of them come first. `claims`: of the weakest
// step. The longest chain that is looked for has 15 steps.
MATCH (a:Actor {id: $a}), (b:Actor {id: $b})
MATCH p = allShortestPaths((a)-[:MEMBER_OF|PART_OF|SERVES|REPRESENTS|CITIZEN_OF|LOCATED_IN|FAMILY_OF|ALLY_OF|RIVAL_OF|COMMENTED_ON|APPEALED_TO|AGREED_WITH|MET_WITH|SPOKE_WITH|NEGOTIATED_WITH|VISITED|SUPPORTED|COOPERATED_WITH|AIDED|CONCEDED_TO|INVESTIGATED|DEMANDED_OF|CRITICIZED|ACCUSED|CLASHED_WITH|OPPOSED|THREATENED|PROTESTED_AGAINST|MOBILIZED_AGAINST|SANCTIONED|COERCED|ATTACKED|APPOINTED|DISMISSED|SUCCEEDED|DEFEATED|HOSTED|MEDIATED*..15]-(b))
WHERE all(n IN nodes(p) WHERE n:Actor)
WITH p, relationships(p) AS edges
WHERE length(p) <= $max_length
WITH p, edges,
  size([r IN edges WHERE r.status = 'contested']) AS contested,
  size([r IN edges WHERE r.phase = 'past']) AS past,
  reduce(least = null, r IN edges | CASE WHEN least IS NULL OR r.claims < least THEN r.claims ELSE least END) AS claims
ORDER BY contested + past, claims DESC, [r IN edges | r.id]
WITH [n IN nodes(p) | n.id] AS ids,
  collect([p, contested, past, claims])[0] AS best
WITH ids, best, nodes(best[0]) AS actors, relationships(best[0]) AS edges
RETURN size(edges) AS length, best[1] AS contested, best[2] AS past, best[3] AS claims,
  [i IN range(0, size(edges) - 1) | {
    from_id: actors[i].id, from_name: actors[i].name, to_id: actors[i + 1].id, to_name: actors[i + 1].name,
    type: type(edges[i]), forward: startNode(edges[i]).id = actors[i].id, sign: edges[i].sign,
    status: edges[i].status, phase: edges[i].phase, last_reported: edges[i].last_reported,
    claims: edges[i].claims, origins: edges[i].origins, evidence: edges[i].evidence
  }] AS steps
ORDER BY contested + past, claims DESC, ids
LIMIT $limit
