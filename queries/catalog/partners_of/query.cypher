// Who are the partners of WHO? An institution's are those of its partnerships; a country's or a place's those that its institutions have outside it.
// With a topic the rows are strands (what a partnership does on one topic), else whole partnerships.
MATCH (a:Institution|Country {id: $who_thing})-[:PARTNER_IN]->(p:Partnership)  //? who_thing //! topic
MATCH (a:Institution|Country {id: $who_thing})-[:PARTNER_IN]->(p:Partnership)<-[:STRAND_OF]-(f:Strand)-[:ON]->(:Topic {id: $topic})  //? who_thing //? topic
MATCH (a:Institution|Country)-[:PARTNER_IN]->(p:Partnership)  //! who_thing
// of one thing's partners anywhere the partnerships to be shown are chosen before anything else is read of them
WITH a, p WHERE p.status = $status  //? status //! topic //? who_thing //! country
WITH a, p WHERE $kind IN p.kinds  //? kind //! topic //? who_thing //! country
WITH a, p WHERE p.until_latest >= $since_day  //? since //! topic //? who_thing //! country
WITH a, p WHERE COALESCE(p.since_earliest, p.until_earliest) <= $until_day  //? until //! topic //? who_thing //! country
WITH a, p ORDER BY p.sources DESC, COALESCE(p.until, '') DESC, p.id LIMIT $limit  //! topic //? who_thing //! country
MATCH (b:Institution|Country)-[:PARTNER_IN]->(p)  //! topic
MATCH (b:Institution|Country)-[:PARTNER_IN]->(p)  //? topic //! who_thing
OPTIONAL MATCH (b:Institution|Country)-[:PARTNER_IN]->(p)  //? topic //? who_thing
WHERE a.id <> b.id
OPTIONAL MATCH (a)-[:IN]->(own:Country)  //? who_country
OPTIONAL MATCH (b)-[:IN]->(home:Country)
WITH a, b, p,
  f,  //? who_thing //? topic
  own,  //? who_country
  COALESCE(home.id, CASE WHEN b.id STARTS WITH 'https://w3id.org/medcoop/country/' THEN b.id ELSE NULL END) AS country
WHERE true
  AND (a.id = $who_country OR own.id = $who_country)  //? who_country
  AND COALESCE(country, '') <> $who_country  //? who_country
  AND (lower(COALESCE(a.region_ru, '')) IN $who_place OR lower(COALESCE(a.region_en, '')) IN $who_place OR lower(COALESCE(a.city_ru, '')) IN $who_place OR lower(COALESCE(a.city_en, '')) IN $who_place)  //? who_place
  AND NOT (lower(COALESCE(b.region_ru, '')) IN $who_place OR lower(COALESCE(b.region_en, '')) IN $who_place OR lower(COALESCE(b.city_ru, '')) IN $who_place OR lower(COALESCE(b.city_en, '')) IN $who_place)  //? who_place
  AND country = $country  //? country
MATCH (p)<-[:STRAND_OF]-(f:Strand)-[:ON]->(:Topic {id: $topic})  //? topic //! who_thing
WITH a, b, country, p AS f  //! topic
WITH a, b, country, f  //? topic
WHERE true
  AND f.status = $status  //? status
  AND $kind IN f.kinds  //? kind
  AND f.until_latest >= $since_day  //? since
  AND COALESCE(f.since_earliest, f.until_earliest) <= $until_day  //? until
WITH DISTINCT a, b, country, f ORDER BY f.sources DESC, COALESCE(f.until, '') DESC, f.id, a.id LIMIT $limit  //? topic
WITH DISTINCT a, b, country, f ORDER BY f.sources DESC, COALESCE(f.until, '') DESC, f.id, a.id LIMIT $limit  //! topic //! who_thing
WITH DISTINCT a, b, country, f ORDER BY f.sources DESC, COALESCE(f.until, '') DESC, f.id, a.id LIMIT $limit  //! topic //? who_thing //? country
OPTIONAL MATCH (f)-[:STATED]->(stated:Topic)  //? topic
OPTIONAL MATCH (f)<-[:STRAND_OF]-(:Strand)-[:STATED]->(stated:Topic)  //! topic
WITH a, b, country, f, collect(DISTINCT stated.code) AS topics
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS b_name,
       country, topics, f.kinds AS kinds, f.since AS since, f.until AS until, f.status AS status, f.sources AS sources,
       a.id AS a, b.id AS b, f.id AS fact
