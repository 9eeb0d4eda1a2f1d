// The sentences of one relationship that was clicked: copy the list behind `evidence` from its details.
// First: :param evidence => ['claim id', 'claim id']
UNWIND $evidence AS claim
MATCH (c:Claim {id: claim})-[:IN_ARTICLE]->(d:Article)
RETURN c.quote AS sentence, c.status AS status, c.speakers AS speakers, d.title AS title, d.url AS url,
  d.published AS published
