// Who cooperates with whom on $topic? A strand is one partnership on one topic, the topic's subtopics included.
// The first fifty strands of each topic are marked (LEADS), so that the others need not be read for them.
MATCH (t:Topic {id: $topic})<-[:LEADS]-(s:Strand)  //? leading
MATCH (t:Topic {id: $topic})<-[:ON]-(s:Strand)  //! leading
WHERE true
  AND s.status = $status  //? status
  AND $kind IN s.kinds  //? kind
  AND EXISTS { MATCH (s)-[:STRAND_OF]->(:Partnership)<-[:PARTNER_IN]-(:Institution)-[:IN]->(:Country {id: $country}) }  //? country
WITH s ORDER BY s.sources DESC, COALESCE(s.until, '') DESC, s.id LIMIT $limit
OPTIONAL MATCH (s)-[:STATED]->(stated:Topic)
WITH s, collect(DISTINCT stated.code) AS topics
OPTIONAL MATCH (s)-[:STRAND_OF]->(p:Partnership)<-[:PARTNER_IN]-(a)
OPTIONAL MATCH (p)<-[:PARTNER_IN]-(b)
WITH s, topics, a, b WHERE a.id < b.id
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name_en) ELSE COALESCE(a.name_en, a.name_ru) END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name_en) ELSE COALESCE(b.name_en, b.name_ru) END AS b_name,
       topics, s.kinds AS kinds, s.since AS since, s.until AS until, s.status AS status, s.sources AS sources,
       a.id AS a, b.id AS b, s.id AS fact
