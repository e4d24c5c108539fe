// The card of $name: its names, its place, its people. Partners, agreements and projects (links.cypher) and the documents that name it
// (documents.cypher) come after these and are read where the rows so far do not suffice (see queries/sections.py).
MATCH (x:Institution|Person|Project|Event {id: $name}) WHERE x.name_ru IS NOT NULL
RETURN '1 name' AS section, x.name_ru AS what, 'ru' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution|Person|Project|Event {id: $name}) WHERE x.name_en IS NOT NULL
RETURN '1 name' AS section, x.name_en AS what, 'en' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution {id: $name}) UNWIND x.also AS label
RETURN '2 also' AS section, label AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Person {id: $name}) UNWIND x.also AS label
RETURN '2 also' AS section, label AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Project {id: $name}) UNWIND x.also AS label
RETURN '2 also' AS section, label AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})<-[:CHANGED_TO]-(e:ChangeEvent) WHERE e.new_name_ru IS NOT NULL AND e.date IS NOT NULL
RETURN '1 name since' AS section, e.new_name_ru AS what, 'ru' AS detail, e.date AS date, '' AS status, 0 AS sources, e.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})<-[:CHANGED_TO]-(e:ChangeEvent) WHERE e.old_name_ru IS NOT NULL
RETURN '2 formerly' AS section, e.old_name_ru AS what, 'ru' AS detail, e.date AS date, '' AS status, 0 AS sources, e.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})<-[:CHANGED_TO]-(e:ChangeEvent) WHERE e.new_name_en IS NOT NULL AND e.date IS NOT NULL
RETURN '1 name since' AS section, e.new_name_en AS what, 'en' AS detail, e.date AS date, '' AS status, 0 AS sources, e.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})<-[:CHANGED_TO]-(e:ChangeEvent) WHERE e.old_name_en IS NOT NULL
RETURN '2 formerly' AS section, e.old_name_en AS what, 'en' AS detail, e.date AS date, '' AS status, 0 AS sources, e.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})
RETURN '3 kind' AS section, x.kind AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution|Event {id: $name})-[:IN]->(c:Country)
RETURN '4 country' AS section, c.code AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution|Event {id: $name}) WHERE x.city_ru IS NOT NULL
RETURN '4 place' AS section, x.city_ru AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution|Event {id: $name}) WHERE x.city_en IS NOT NULL
RETURN '4 place' AS section, x.city_en AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})-[:OWNED_BY|PART_OF]->(o:Institution)
RETURN '4 part of' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})<-[:AT]-(post:Post)<-[:HOLDS]-(o:Person)
RETURN '5 people' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, post.name AS detail, post.date AS date, '' AS status, 0 AS sources, post.id AS fact
UNION ALL
MATCH (x:Person {id: $name})-[:HOLDS]->(post:Post) OPTIONAL MATCH (post)-[:AT]->(o:Institution)
RETURN '5 offices' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, post.name AS detail, post.date AS date, '' AS status, 0 AS sources, post.id AS fact
