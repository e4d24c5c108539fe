// What links A and B: every cooperation and agreement of their partnership, and the agreements under which they cooperate.
MATCH (a:Institution|Country {id: $a_thing})  //? a_thing
MATCH (a:Institution|Country) WHERE a.id = $a_country OR EXISTS { MATCH (a)-[:IN]->(:Country {id: $a_country}) }  //? a_country
MATCH (a:Institution) WHERE (lower(COALESCE(a.region_ru, '')) IN $a_place OR lower(COALESCE(a.region_en, '')) IN $a_place OR lower(COALESCE(a.city_ru, '')) IN $a_place OR lower(COALESCE(a.city_en, '')) IN $a_place)  //? a_place
MATCH (b:Institution|Country {id: $b_thing})  //? b_thing
MATCH (b:Institution|Country) WHERE b.id = $b_country OR EXISTS { MATCH (b)-[:IN]->(:Country {id: $b_country}) }  //? b_country
MATCH (b:Institution) WHERE (lower(COALESCE(b.region_ru, '')) IN $b_place OR lower(COALESCE(b.region_en, '')) IN $b_place OR lower(COALESCE(b.city_ru, '')) IN $b_place OR lower(COALESCE(b.city_en, '')) IN $b_place)  //? b_place
MATCH (a)-[:PARTNER_IN]->(p:Partnership)<-[:PARTNER_IN]-(b)
WHERE a.id <> b.id
MATCH (p)-[:BASED_ON|UNDER*1..2]->(f:Cooperation|Agreement)
WITH DISTINCT a, b, f
WHERE (EXISTS { MATCH (f)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) } OR EXISTS { MATCH (f)<-[:UNDER]-(:Cooperation)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) })  //? topic
// the order has no meaning: without it Ladybug 0.22 loses rows between DISTINCT with a filter and OPTIONAL MATCH
WITH a, b, f ORDER BY f.id, a.id, b.id LIMIT 1000000
OPTIONAL MATCH (f)-[:ON]->(about:Topic)
WITH a, b, f, collect(DISTINCT about.code) AS topics
OPTIONAL MATCH (f)-[:STATED_IN]->(doc:Document)
RETURN COALESCE(f.date, f.signed) AS date,
       CASE WHEN f.type IS NULL THEN f.status WHEN f.status IN ['signed', 'in_force', 'extended'] THEN 'signed' WHEN f.status = 'planned' THEN 'planned'
            WHEN f.signed IS NOT NULL THEN 'signed' ELSE 'discussed' END AS status,
       CASE WHEN f.type IS NULL THEN 'cooperation' ELSE 'agreement' END AS what, f.type AS detail, f.kinds AS kinds, topics,
       CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS b_name,
       doc.origin AS origin, a.id AS a, b.id AS b, f.id AS fact
