// One step of a path: $fact is the partnership of A and B. The path itself is walked from both ends over partnerships (see queries/path.py).
MATCH (f:Partnership {id: $fact})
OPTIONAL MATCH (f)<-[:STRAND_OF]-(:Strand)-[:STATED]->(stated:Topic)
WITH f, collect(DISTINCT stated.code) AS topics
MATCH (a:Institution|Country)-[:PARTNER_IN]->(f)<-[:PARTNER_IN]-(b:Institution|Country)
WITH a, b, f, topics WHERE a.id = $a_thing AND b.id = $b_thing
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS b_name,
       topics, f.status AS status, f.since AS since, f.until AS until, f.sources AS sources, f.id AS fact
