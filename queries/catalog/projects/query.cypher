// Named projects; each row says one thing of one: a participant, a date, a topic, a text that names it. Dates are held against the rows.
MATCH (f:Project)
WHERE true
  AND (EXISTS { MATCH (f)<-[:TAKES_PART_IN]-(x:Institution|Country) WHERE x.id = $who_thing } OR EXISTS { MATCH (f)<-[:PART_OF]-(:Cooperation)<-[:PARTICIPATES_IN]-(x:Institution|Country) WHERE x.id = $who_thing })  //? who_thing
  AND (EXISTS { MATCH (f)<-[:TAKES_PART_IN]-(:Country {id: $who_country}) } OR EXISTS { MATCH (f)<-[:PART_OF]-(:Cooperation)<-[:PARTICIPATES_IN]-(:Country {id: $who_country}) } OR EXISTS { MATCH (f)<-[:TAKES_PART_IN]-(:Institution)-[:IN]->(:Country {id: $who_country}) } OR EXISTS { MATCH (f)<-[:PART_OF]-(:Cooperation)<-[:PARTICIPATES_IN]-(:Institution)-[:IN]->(:Country {id: $who_country}) })  //? who_country
  AND (EXISTS { MATCH (f)<-[:TAKES_PART_IN]-(x:Institution) WHERE (lower(COALESCE(x.region_ru, '')) IN $who_place OR lower(COALESCE(x.region_en, '')) IN $who_place OR lower(COALESCE(x.city_ru, '')) IN $who_place OR lower(COALESCE(x.city_en, '')) IN $who_place) } OR EXISTS { MATCH (f)<-[:PART_OF]-(:Cooperation)<-[:PARTICIPATES_IN]-(x:Institution) WHERE (lower(COALESCE(x.region_ru, '')) IN $who_place OR lower(COALESCE(x.region_en, '')) IN $who_place OR lower(COALESCE(x.city_ru, '')) IN $who_place OR lower(COALESCE(x.city_en, '')) IN $who_place) })  //? who_place
  AND (EXISTS { MATCH (f)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) } OR EXISTS { MATCH (f)<-[:PART_OF]-(:Cooperation)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) })  //? topic
OPTIONAL MATCH (f)<-[:TAKES_PART_IN]-(x:Institution|Country)
OPTIONAL MATCH (f)<-[:PART_OF]-(c:Cooperation)
OPTIONAL MATCH (c)<-[:PARTICIPATES_IN]-(y:Institution|Country)
OPTIONAL MATCH (f)-[:ON]->(t:Topic)
OPTIONAL MATCH (c)-[:ON]->(u:Topic)
OPTIONAL MATCH (d:Document)-[:MENTIONS]->(f)
WITH f, collect(DISTINCT x.id) + collect(DISTINCT y.id) AS ids, collect(DISTINCT t.id) + collect(DISTINCT u.id) AS about,
     collect(DISTINCT c.date) AS days, collect(DISTINCT d.origin) AS origins
UNWIND ids + about + days + origins + [COALESCE(f.date, '')] AS one
WITH DISTINCT f, one, origins, days
OPTIONAL MATCH (party:Institution|Country {id: one})
OPTIONAL MATCH (topic:Topic {id: one})
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(f.name_ru, f.name) ELSE f.name END AS what,
       CASE WHEN $lang = 'ru' THEN COALESCE(party.name_ru, party.name) ELSE party.name END AS party_name,
       party.id AS party, topic.code AS topics,
       CASE WHEN one IN days OR one = f.date THEN one ELSE NULL END AS date, CASE WHEN one IN origins THEN one ELSE NULL END AS origin, f.id AS fact
