// `properties` names every property of the label; null removes. Others are the user's and stay.
UNWIND $rows AS row
MERGE (n:__LABEL__ {id: row.id})
SET n += row.properties
