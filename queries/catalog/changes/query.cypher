// What a document states now: its cooperations and agreements. When it was read, the record says (see queries/changes.py).
MATCH (:Document {id: $document})<-[:STATED_IN]-(f:Cooperation|Agreement)
OPTIONAL MATCH (f)<-[:PARTICIPATES_IN|SIGNED]-(party:Institution|Country)
WITH f, collect(DISTINCT CASE WHEN $lang = 'ru' THEN COALESCE(party.name_ru, party.name) ELSE party.name END) AS party_names, collect(DISTINCT party.id) AS parties
OPTIONAL MATCH (f)-[:ON]->(about:Topic)
RETURN CASE WHEN f.type IS NULL THEN 'cooperation' ELSE 'agreement' END AS what, party_names, collect(DISTINCT about.code) AS topics, f.status AS status, parties, f.id AS fact
