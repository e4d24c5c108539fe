// What documents state now: their cooperations and agreements. When they were read, the record says (see queries/changes.py).
UNWIND $documents AS one
MATCH (d:Document {id: one})
OPTIONAL MATCH (d)<-[:STATED_IN]-(f:Cooperation|Agreement)
WITH d, f WHERE f.id IS NOT NULL
OPTIONAL MATCH (f)<-[:PARTICIPATES_IN|SIGNED]-(party:Institution|Country)
WITH d, f, collect(DISTINCT CASE WHEN $lang = 'ru' THEN COALESCE(party.name_ru, party.name) ELSE party.name END) AS party_names, collect(DISTINCT party.id) AS parties
OPTIONAL MATCH (f)-[:ON]->(about:Topic)
RETURN CASE WHEN f.type IS NULL THEN 'cooperation' ELSE 'agreement' END AS what, party_names, collect(DISTINCT about.code) AS topics, f.status AS status, parties,
       f.id AS fact, d.id AS document
