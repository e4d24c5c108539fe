// The card of the agreement $name: what one document says of it. Several documents that report it are asked for one by one.
MATCH (g:Agreement {id: $name}) WHERE g.name IS NOT NULL OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document)
RETURN '1 name' AS section, g.name AS what, '' AS detail, '' AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name}) OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document)
RETURN '2 type' AS section, g.type AS what, '' AS detail, '' AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name}) OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document)
RETURN '3 state' AS section, g.status AS what, '' AS detail, g.signed AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name})<-[:SIGNED]-(o:Institution|Country) OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document) OPTIONAL MATCH (o)-[:IN]->(c:Country)
RETURN '4 parties' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, c.code AS detail, '' AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name})<-[:SIGNED]-(o:Person) OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document) OPTIONAL MATCH (o)-[:HOLDS]->(post:Post)-[:STATED_IN]->(d)
RETURN '5 signed by' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, post.name AS detail, '' AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name}) WHERE g.valid_from IS NOT NULL OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document)
RETURN '6 valid from' AS section, g.valid_from AS what, '' AS detail, g.valid_from AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name}) WHERE g.valid_until IS NOT NULL OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document)
RETURN '7 valid until' AS section, g.valid_until AS what, '' AS detail, g.valid_until AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name})-[:ON]->(t:Topic) OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document)
RETURN '8 topics' AS section, t.code AS what, '' AS detail, '' AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name})<-[:UNDER]-(:Cooperation)-[:ON]->(t:Topic) OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document)
RETURN '8 topics' AS section, t.code AS what, '' AS detail, '' AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name}) OPTIONAL MATCH (g)-[:STATED_IN]->(d:Document) WITH g, d MATCH (g)<-[:UNDER]-(w:Cooperation) UNWIND w.kinds AS done
RETURN '9 work' AS section, done AS what, '' AS detail, w.date AS date, d.origin AS origin, g.id AS fact
UNION ALL
MATCH (g:Agreement {id: $name})-[:STATED_IN]->(d:Document)
RETURN '9 documents' AS section, COALESCE(d.title, d.source) AS what, d.source AS detail, d.published AS date, d.origin AS origin, g.id AS fact
