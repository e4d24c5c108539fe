// The direct link of A and B: one step of a path. The path itself is walked from both ends over partnerships (see queries/path.py).
MATCH (a:Institution|Country {id: $a_thing})-[:PARTNER_IN]->(f:Partnership)<-[:PARTNER_IN]-(b:Institution|Country {id: $b_thing})
OPTIONAL MATCH (f)<-[:STRAND_OF]-(:Strand)-[:STATED]->(stated:Topic)
WITH a, b, f, collect(DISTINCT stated.code) AS topics
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS b_name,
       topics, f.status AS status, f.since AS since, f.until AS until, f.sources AS sources, f.id AS fact
