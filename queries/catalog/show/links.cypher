// Partners, agreements, projects of $name, and who takes part in it: the second part of its card.
MATCH (x:Institution {id: $name})-[:PARTNER_IN]->(p:Partnership)<-[:PARTNER_IN]-(o:Institution|Country) WHERE o.id <> x.id
RETURN '6 partners' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, '' AS detail, p.since AS date, p.status AS status, p.sources AS sources, p.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})-[:SIGNED]->(a:Agreement)<-[:SIGNED]-(o:Institution|Country) WHERE o.id <> x.id
RETURN '7 agreements' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, a.type AS detail, a.signed AS date, a.status AS status, 0 AS sources, a.id AS fact
UNION ALL
MATCH (x:Institution {id: $name})-[:TAKES_PART_IN]->(o:Project)
RETURN '8 projects' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, o.id AS fact
UNION ALL
MATCH (x:Project {id: $name})<-[:TAKES_PART_IN]-(o:Institution|Country)
RETURN '8 participants' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, x.id AS fact
UNION ALL
MATCH (x:Event {id: $name})<-[:AT_EVENT]-(c:Cooperation)<-[:PARTICIPATES_IN]-(o:Institution|Country)
RETURN '8 participants' AS section, CASE WHEN $lang = 'ru' THEN COALESCE(o.name_ru, o.name) ELSE o.name END AS what, '' AS detail, '' AS date, '' AS status, 0 AS sources, c.id AS fact
