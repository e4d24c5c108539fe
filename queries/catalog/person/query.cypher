// The card of the person $name: names, offices, what was signed, the documents that name the person.
MATCH (x:Person {id: $name}) WHERE x.name_ru IS NOT NULL OPTIONAL MATCH (d:Document)-[:MENTIONS]->(x)
RETURN '1 name' AS section, x.name_ru AS what, 'ru' AS detail, '' AS date, d.origin AS origin, x.id AS fact
UNION ALL
MATCH (x:Person {id: $name}) WHERE x.name_en IS NOT NULL OPTIONAL MATCH (d:Document)-[:MENTIONS]->(x)
RETURN '1 name' AS section, x.name_en AS what, 'en' AS detail, '' AS date, d.origin AS origin, x.id AS fact
UNION ALL
MATCH (x:Person {id: $name}) UNWIND x.also AS other
RETURN '2 also' AS section, other AS what, '' AS detail, '' AS date, '' AS origin, x.id AS fact
UNION ALL
MATCH (x:Person {id: $name})-[:HOLDS]->(f:Post) OPTIONAL MATCH (f)-[:AT]->(o:Institution) OPTIONAL MATCH (f)-[:STATED_IN]->(d:Document)
RETURN '3 offices' AS section, f.name AS what, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS detail, f.date AS date, d.origin AS origin, f.id AS fact
UNION ALL
MATCH (x:Person {id: $name})-[:SIGNED]->(f:Agreement) OPTIONAL MATCH (f)<-[:SIGNED]-(o:Institution|Country) OPTIONAL MATCH (f)-[:STATED_IN]->(d:Document)
RETURN '4 signed' AS section, f.type AS what, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS detail, f.signed AS date, d.origin AS origin, f.id AS fact
UNION ALL
MATCH (d:Document)-[:MENTIONS]->(x:Person {id: $name})
RETURN '5 documents' AS section, COALESCE(d.title, d.source) AS what, d.source AS detail, d.published AS date, d.origin AS origin, x.id AS fact
