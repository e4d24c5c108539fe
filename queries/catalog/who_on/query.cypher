// Who cooperates with whom on $topic? A strand is one partnership on one topic, the topic's subtopics included.
// The first fifty strands of each topic are marked (LEADS), so that the others need not be read for them.
// $since_day, $until_day: the strand's run of dates may meet them; whether it must is said by the column "maybe".
MATCH (t:Topic {id: $topic})<-[:LEADS]-(s:Strand)  //? leading
MATCH (:Shelf {id: $shelf})<-[:ON_SHELF]-(s:Strand)  //? shelf
MATCH (t:Topic {id: $topic})<-[:ON]-(s:Strand)  //! leading //! shelf
WHERE true
  AND s.status = $status  //? status
  AND $kind IN s.kinds  //? kind
  AND s.until_latest >= $since_day  //? since
  AND COALESCE(s.since_earliest, s.until_earliest) <= $until_day  //? until
WITH s
ORDER BY s.sources DESC, COALESCE(s.until, '') DESC, s.id LIMIT $limit
OPTIONAL MATCH (a:Institution|Country)<-[:FIRST_PARTY]-(s)-[:SECOND_PARTY]->(b:Institution|Country)
RETURN CASE WHEN $lang = 'ru' THEN COALESCE(a.name_ru, a.name) ELSE a.name END AS a_name,
       CASE WHEN $lang = 'ru' THEN COALESCE(b.name_ru, b.name) ELSE b.name END AS b_name,
       s.topic_codes AS topics, s.kinds AS kinds, s.since AS since, s.until AS until, s.status AS status, s.sources AS sources,
       a.id AS a, b.id AS b, s.id AS fact
