// Who took part in an event, and where it was. First: :param name => 'the name of the event'
MATCH (e:Event {name: $name})
OPTIONAL MATCH p = (e)-[:TOOK_PART_IN|HOSTED|MEDIATED|AT]-()
RETURN e, p
LIMIT 100
