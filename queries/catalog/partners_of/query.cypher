// Who are the partners of WHO? An institution's are those of its partnerships; a country's or a place's those that its institutions have outside it.
// With a topic the rows are strands (what a partnership does on one topic), else whole partnerships.
MATCH (a:Institution {id: $who_thing})-[:PARTNER_IN]->(f:Partnership)  //? who_thing //! topic
MATCH (a:Institution {id: $who_thing})<-[:FIRST_PARTY|SECOND_PARTY]-(f:Strand)-[:ON]->(:Topic {id: $topic})  //? who_thing //? topic
MATCH (a:Institution|Country)-[:PARTNER_IN]->(f:Partnership)  //! who_thing //! topic
MATCH (a:Institution|Country)<-[:FIRST_PARTY|SECOND_PARTY]-(f:Strand)-[:ON]->(:Topic {id: $topic})  //! who_thing //? topic
WITH a, f
WHERE true
  AND f.status = $status  //? status
  AND $kind IN f.kinds  //? kind
  AND f.until_latest >= $since_day  //? since
  AND COALESCE(f.since_earliest, f.until_earliest) <= $until_day  //? until
MATCH (b:Institution|Country)-[:PARTNER_IN]->(f) WHERE a.id <> b.id  //! anywhere //! topic
OPTIONAL MATCH (b:Institution|Country)<-[:FIRST_PARTY|SECOND_PARTY]-(f) WHERE a.id <> b.id  //! anywhere //? topic
OPTIONAL MATCH (a)-[:IN]->(own:Country)  //? who_country
OPTIONAL MATCH (b)-[:IN]->(home:Country)  //! anywhere
WITH a, b, f, own, home  //? who_country
WITH a, b, f, home  //! anywhere //! who_country
WHERE true  //! anywhere
  AND (a.id = $who_country OR own.id = $who_country)  //? who_country
  AND b.id <> $who_country AND COALESCE(home.id, '') <> $who_country  //? who_country
  AND (lower(COALESCE(a.region_ru, '')) IN $who_place OR lower(COALESCE(a.region_en, '')) IN $who_place OR lower(COALESCE(a.city_ru, '')) IN $who_place OR lower(COALESCE(a.city_en, '')) IN $who_place)  //? who_place
  AND NOT (lower(COALESCE(b.region_ru, '')) IN $who_place OR lower(COALESCE(b.region_en, '')) IN $who_place OR lower(COALESCE(b.city_ru, '')) IN $who_place OR lower(COALESCE(b.city_en, '')) IN $who_place)  //? who_place
  AND (b.id = $country OR home.id = $country)  //? country
WITH DISTINCT a, f  //! anywhere
WITH a, f ORDER BY f.sources DESC, COALESCE(f.until, '') DESC, f.id, a.id LIMIT $limit
OPTIONAL MATCH (f)-[:STATED]->(stated:Topic)  //? topic
OPTIONAL MATCH (f)<-[:STRAND_OF]-(:Strand)-[:STATED]->(stated:Topic)  //! topic
WITH a, f, collect(DISTINCT stated.code) AS topics
MATCH (b:Institution|Country)-[:PARTNER_IN]->(f) WHERE a.id <> b.id  //! topic
OPTIONAL MATCH (b:Institution|Country)<-[:FIRST_PARTY|SECOND_PARTY]-(f) WHERE a.id <> b.id  //? topic
OPTIONAL MATCH (b)-[:IN]->(home:Country)
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS b_name,
       COALESCE(home.id, CASE WHEN b.id STARTS WITH 'https://w3id.org/medcoop/country/' THEN b.id ELSE NULL END) AS country,
       topics, f.kinds AS kinds, f.since AS since, f.until AS until, f.status AS status, f.sources AS sources,
       a.id AS a, b.id AS b, f.id AS fact
