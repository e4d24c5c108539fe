// Agreements by party, topic, country of a party, type, date of signature and status; one that is in force may also be said to be extended.
MATCH (f:Agreement)<-[:SIGNED]-(own:Institution|Country {id: $who_thing})  //? who_thing
MATCH (f:Agreement)<-[:SIGNED]-(own:Institution|Country) WHERE own.id = $who_country OR EXISTS { MATCH (own)-[:IN]->(:Country {id: $who_country}) }  //? who_country
MATCH (f:Agreement)<-[:SIGNED]-(own:Institution) WHERE (lower(COALESCE(own.region_ru, '')) IN $who_place OR lower(COALESCE(own.region_en, '')) IN $who_place OR lower(COALESCE(own.city_ru, '')) IN $who_place OR lower(COALESCE(own.city_en, '')) IN $who_place)  //? who_place
MATCH (:Shelf {id: $shelf})<-[:ON_SHELF]-(f:Agreement)  //? shelf
MATCH (:Topic {id: $topic})<-[:ABOUT]-(f:Agreement)  //? topic //! who
MATCH (f:Agreement)  //! who //! shelf //! topic
WITH DISTINCT f
WHERE true
  AND f.type = $type  //? type
  AND (f.status = $status_asked OR ($status_asked = 'in_force' AND f.status = 'extended'))  //? status
  AND f.signed IS NOT NULL AND COALESCE(f.signed_latest, '9999') >= $since_day  //? since
  AND f.signed IS NOT NULL AND COALESCE(f.signed_earliest, '') <= $until_day  //? until
  AND (EXISTS { MATCH (f)<-[:SIGNED]-(:Country {id: $country}) } OR EXISTS { MATCH (f)<-[:SIGNED]-(:Institution)-[:IN]->(:Country {id: $country}) })  //? country //! shelf
  AND EXISTS { MATCH (f)-[:ABOUT]->(:Topic {id: $topic}) }  //? topic //? who
// the order has no meaning: without it Ladybug 0.22 loses rows between DISTINCT with a filter and OPTIONAL MATCH
WITH f ORDER BY f.id LIMIT 1000000
OPTIONAL MATCH (f)<-[:SIGNED]-(party:Institution|Country)
WITH f, collect(DISTINCT CASE WHEN $lang = 'ru' THEN COALESCE(party.name_ru, party.name) ELSE party.name END) AS party_names, collect(DISTINCT party.id) AS parties
OPTIONAL MATCH (f)-[:ON]->(about:Topic)
WITH f, party_names, parties, collect(DISTINCT about.code) AS topics
OPTIONAL MATCH (f)-[:STATED_IN]->(doc:Document)
RETURN party_names, f.type AS type, f.name AS what, f.signed AS signed, f.valid_until AS valid_until, f.status AS status, topics,
       doc.origin AS origin, parties, f.id AS fact
