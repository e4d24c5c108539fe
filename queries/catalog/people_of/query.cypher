// Who holds or held which office at WHO, each post as one document reports it. Office and date are held against the rows.
MATCH (a:Institution {id: $who_thing})<-[:AT]-(f:Post)<-[:HOLDS]-(b:Person)  //? who_thing
MATCH (a:Institution)<-[:AT]-(f:Post)<-[:HOLDS]-(b:Person) WHERE EXISTS { MATCH (a)-[:IN]->(:Country {id: $who_country}) }  //? who_country
MATCH (a:Institution)<-[:AT]-(f:Post)<-[:HOLDS]-(b:Person) WHERE (lower(COALESCE(a.region_ru, '')) IN $who_place OR lower(COALESCE(a.region_en, '')) IN $who_place OR lower(COALESCE(a.city_ru, '')) IN $who_place OR lower(COALESCE(a.city_en, '')) IN $who_place)  //? who_place
OPTIONAL MATCH (f)-[:STATED_IN]->(doc:Document)
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS person, f.name AS office,
       CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS org_name,
       f.date AS date, doc.origin AS origin, b.id AS b, a.id AS a, f.id AS fact
