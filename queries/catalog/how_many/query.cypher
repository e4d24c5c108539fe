// Quantities as documents state them: nothing is summed up, reports that differ stand side by side.
MATCH (f:Quantity)-[:COUNTED_BY|COUNTED_OF]->(own:Institution|Country {id: $who_thing})  //? who_thing
MATCH (f:Quantity)-[:COUNTED_BY|COUNTED_OF]->(own:Institution|Country) WHERE own.id = $who_country OR EXISTS { MATCH (own)-[:IN]->(:Country {id: $who_country}) }  //? who_country
MATCH (f:Quantity)-[:COUNTED_BY|COUNTED_OF]->(own:Institution) WHERE (lower(COALESCE(own.region_ru, '')) IN $who_place OR lower(COALESCE(own.region_en, '')) IN $who_place OR lower(COALESCE(own.city_ru, '')) IN $who_place OR lower(COALESCE(own.city_en, '')) IN $who_place)  //? who_place
MATCH (:Shelf {id: $shelf})<-[:ON_SHELF]-(f:Quantity)  //? shelf
MATCH (f:Quantity)  //! who //! shelf
WITH DISTINCT f
WHERE f.what = $what
  AND f.date IS NOT NULL AND COALESCE(f.date_latest, '9999') >= $since_day  //? since
  AND f.date IS NOT NULL AND COALESCE(f.date_earliest, '') <= $until_day  //? until
  AND (EXISTS { MATCH (f)-[:COUNTED_BY|COUNTED_OF]->(:Country {id: $country}) } OR EXISTS { MATCH (f)-[:COUNTED_BY|COUNTED_OF]->(:Institution)-[:IN]->(:Country {id: $country}) })  //? country
  AND EXISTS { MATCH (f)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) }  //? topic
// the order has no meaning: without it Ladybug 0.22 loses rows between DISTINCT with a filter and OPTIONAL MATCH
WITH f ORDER BY f.id LIMIT 1000000
OPTIONAL MATCH (f)-[:COUNTED_BY]->(doer:Institution|Country)
WITH f, collect(DISTINCT CASE WHEN $lang = 'ru' THEN COALESCE(doer.name_ru, doer.name) ELSE doer.name END) AS by_names, collect(DISTINCT doer.id) AS by_ids
OPTIONAL MATCH (f)-[:COUNTED_OF]->(taker:Institution|Country)
WITH f, by_names, by_ids, collect(DISTINCT CASE WHEN $lang = 'ru' THEN COALESCE(taker.name_ru, taker.name) ELSE taker.name END) AS of_names, collect(DISTINCT taker.id) AS of_ids
OPTIONAL MATCH (f)-[:ON]->(about:Topic)
WITH f, by_names, by_ids, of_names, of_ids, collect(DISTINCT about.code) AS topics
OPTIONAL MATCH (f)-[:STATED_IN]->(doc:Document)
RETURN f.what AS what, f.value AS value, f.unit AS unit, by_names, of_names, topics, f.date AS date, doc.origin AS origin,
       by_ids AS `by`, of_ids AS `of`, f.id AS fact
