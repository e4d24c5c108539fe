// Partnerships whose last rung is a signature; with a date those that are not ended and of which nothing is dated on it or later.
MATCH (own:Institution|Country {id: $who_thing})  //? who_thing
MATCH (own:Institution|Country) WHERE own.id = $who_country OR EXISTS { MATCH (own)-[:IN]->(:Country {id: $who_country}) }  //? who_country
MATCH (own:Institution) WHERE (lower(COALESCE(own.region_ru, '')) IN $who_place OR lower(COALESCE(own.region_en, '')) IN $who_place OR lower(COALESCE(own.city_ru, '')) IN $who_place OR lower(COALESCE(own.city_en, '')) IN $who_place)  //? who_place
MATCH (own)-[:PARTNER_IN]->(p:Partnership)  //? who
MATCH (:Shelf {id: $shelf})<-[:ON_SHELF]-(p:Partnership)  //? shelf
MATCH (p:Partnership)  //! who //! shelf
WITH DISTINCT p
WHERE p.status = 'signed'  //! since
WHERE p.status <> 'ended' AND p.until_earliest < $since_day  //? since
WITH p ORDER BY COALESCE(p.until, '') DESC, p.sources DESC, p.id LIMIT $limit
OPTIONAL MATCH (p)<-[:STRAND_OF]-(:Strand)-[:STATED]->(stated:Topic)
WITH p, collect(DISTINCT stated.code) AS topics
OPTIONAL MATCH (a:Institution|Country)-[:PARTNER_IN]->(p)<-[:PARTNER_IN]-(b:Institution|Country)
WHERE a.id < b.id
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS b_name,
       topics, p.since AS since, p.until AS until, p.status AS status, p.sources AS sources, a.id AS a, b.id AS b, p.id AS fact
