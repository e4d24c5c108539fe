// The documents that name $name: the last part of its card.
MATCH (d:Document)-[:MENTIONS]->(x:Institution|Person|Project|Event {id: $name})
RETURN '9 documents' AS section, COALESCE(d.title, d.source) AS what, d.source AS detail, d.published AS date, '' AS status, 0 AS sources, x.id AS fact
