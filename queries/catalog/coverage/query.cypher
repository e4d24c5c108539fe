// Documents and texts (reprints once) by language, by month of publication, by country and by topic. Gaps are found in the rows.
MATCH (d:Document)
WHERE true
  AND d.lang = $language  //? language
  AND EXISTS { MATCH (d)-[:MENTIONS]->(:Institution)-[:IN]->(:Country {id: $country}) }  //? country
  AND EXISTS { MATCH (d)<-[:STATED_IN]-(:Cooperation|Agreement|Quantity)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) }  //? topic
RETURN '1 all' AS section, '' AS what, count(DISTINCT d.id) AS documents, count(DISTINCT d.origin) AS texts
UNION ALL
MATCH (d:Document)
WHERE true
  AND d.lang = $language  //? language
  AND EXISTS { MATCH (d)-[:MENTIONS]->(:Institution)-[:IN]->(:Country {id: $country}) }  //? country
  AND EXISTS { MATCH (d)<-[:STATED_IN]-(:Cooperation|Agreement|Quantity)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) }  //? topic
RETURN '2 language' AS section, d.lang AS what, count(DISTINCT d.id) AS documents, count(DISTINCT d.origin) AS texts
UNION ALL
MATCH (d:Document)
WHERE true
  AND d.lang = $language  //? language
  AND EXISTS { MATCH (d)-[:MENTIONS]->(:Institution)-[:IN]->(:Country {id: $country}) }  //? country
  AND EXISTS { MATCH (d)<-[:STATED_IN]-(:Cooperation|Agreement|Quantity)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) }  //? topic
RETURN '3 month' AS section, CASE WHEN d.published IS NULL THEN '-' ELSE left(d.published, 7) END AS what, count(DISTINCT d.id) AS documents, count(DISTINCT d.origin) AS texts
UNION ALL
MATCH (d:Document)
WHERE true
  AND d.lang = $language  //? language
  AND EXISTS { MATCH (d)-[:MENTIONS]->(:Institution)-[:IN]->(:Country {id: $country}) }  //? country
  AND EXISTS { MATCH (d)<-[:STATED_IN]-(:Cooperation|Agreement|Quantity)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) }  //? topic
MATCH (d)-[:MENTIONS]->(:Institution)-[:IN]->(c:Country)
RETURN '4 country' AS section, c.code AS what, count(DISTINCT d.id) AS documents, count(DISTINCT d.origin) AS texts
UNION ALL
MATCH (d:Document)
WHERE true
  AND d.lang = $language  //? language
  AND EXISTS { MATCH (d)-[:MENTIONS]->(:Institution)-[:IN]->(:Country {id: $country}) }  //? country
  AND EXISTS { MATCH (d)<-[:STATED_IN]-(:Cooperation|Agreement|Quantity)-[:ON]->(:Topic)-[:BROADER*0..9]->(:Topic {id: $topic}) }  //? topic
MATCH (d)<-[:STATED_IN]-(:Cooperation|Agreement|Quantity)-[:ON]->(:Topic)-[:BROADER*0..9]->(t:Topic)
WHERE NOT EXISTS { MATCH (t)-[:BROADER]->(:Topic) }
RETURN '5 topic' AS section, t.code AS what, count(DISTINCT d.id) AS documents, count(DISTINCT d.origin) AS texts
