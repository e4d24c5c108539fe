// The card of $name: its names and place, the people, partners, agreements and projects tied to it.
MATCH (x:Institution:Person:Project:Event {id: $name}) WHERE x.name_ru IS NOT NULL
RETURN '1 name' AS section, x.name_ru AS what, 'ru' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION
MATCH (x:Institution:Person:Project:Event {id: $name}) WHERE x.name_en IS NOT NULL
RETURN '1 name' AS section, x.name_en AS what, 'en' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION
MATCH (x:Institution:Person:Project {id: $name}) UNWIND x.also AS label
RETURN '2 also' AS section, label AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION
MATCH (x:Institution {id: $name})
RETURN '3 kind' AS section, x.kind AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION
MATCH (x:Institution:Event {id: $name})-[:IN]->(c:Country)
RETURN '4 country' AS section, c.code AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION
MATCH (x:Institution {id: $name})<-[:AT]-(post:Post)<-[:HOLDS]-(o:Person)
RETURN '5 people' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name_en) ELSE COALESCE(o.name_en, o.name_ru) END AS what, post.name AS detail, post.date AS date, '' AS status, 0 AS sources, post.id AS fact
UNION
MATCH (x:Person {id: $name})-[:HOLDS]->(post:Post) OPTIONAL MATCH (post)-[:AT]->(o:Institution)
RETURN '5 offices' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name_en) ELSE COALESCE(o.name_en, o.name_ru) END AS what, post.name AS detail, post.date AS date, '' AS status, 0 AS sources, post.id AS fact
UNION
MATCH (x:Institution {id: $name})-[:PARTNER_IN]->(p:Partnership)<-[:PARTNER_IN]-(o) WHERE o.id <> x.id
RETURN '6 partners' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name_en) ELSE COALESCE(o.name_en, o.name_ru) END AS what, '' AS detail, p.since AS date, p.status AS status, p.sources AS sources, p.id AS fact
UNION
MATCH (x:Institution {id: $name})-[:SIGNED]->(a:Agreement)<-[:SIGNED]-(o:Institution:Country) WHERE o.id <> x.id
RETURN '7 agreements' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name_en) ELSE COALESCE(o.name_en, o.name_ru) END AS what, a.type AS detail, a.signed AS date, a.status AS status, 0 AS sources, a.id AS fact
UNION
MATCH (x:Institution {id: $name})-[:TAKES_PART_IN]->(o:Project)
RETURN '8 projects' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name_en) ELSE COALESCE(o.name_en, o.name_ru) END AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, o.id AS fact
UNION
MATCH (x:Project {id: $name})<-[:TAKES_PART_IN]-(o)
RETURN '8 participants' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name_en) ELSE COALESCE(o.name_en, o.name_ru) END AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
