// Who cooperates with whom on transplantation, its subtopics included?
// A strand is one partnership on one topic; strands exist for every broader topic too, so no path of variable length is needed.
MATCH (t:Topic {code: 'transplantation'})<-[:ON]-(s:Strand)-[:STRAND_OF]->(p:Partnership)<-[:PARTNER_IN]-(a), (p)<-[:PARTNER_IN]-(b)
WHERE a.id < b.id
RETURN a.name AS first, b.name AS second, s.status AS status, s.sources AS sources
ORDER BY sources DESC, first, second LIMIT 5;

// Which sentence says so?
// Every fact leads to its quotes, and every quote to its document, with the place in characters.
MATCH (:Topic {code: 'heart-transplantation'})<-[:ON]-(s:Strand)-[:BASED_ON]->(fact)-[:EVIDENCED_BY]->(e:Evidence)-[:QUOTED_FROM]->(d:Document)
RETURN DISTINCT e.quote AS quote, d.title AS document, d.published AS published, e.start AS start, e.confidence AS confidence
ORDER BY confidence DESC, quote LIMIT 3;

// Which institutions have most partners, and in how many countries?
MATCH (i:Institution)-[:PARTNER_IN]->(p:Partnership)<-[:PARTNER_IN]-(other)
WHERE other.id <> i.id
OPTIONAL MATCH (other)-[:IN]->(c:Country)
RETURN i.name AS institution, count(DISTINCT other) AS partners, count(DISTINCT c) AS countries
ORDER BY partners DESC, countries DESC, institution LIMIT 5;

// Which pairs of countries are tied by most partnerships?
MATCH (c1:Country)<-[:IN]-(:Institution)-[:PARTNER_IN]->(p:Partnership)<-[:PARTNER_IN]-(:Institution)-[:IN]->(c2:Country)
WHERE c1.code < c2.code
RETURN c1.name AS one, c2.name AS other, count(DISTINCT p) AS partnerships
ORDER BY partnerships DESC, one, other LIMIT 5;

// Who signed what, and when?
// A date is kept as it was stated (2023, 2023-07); its earliest and latest day are there for comparing.
MATCH (party)-[:SIGNED]->(a:Agreement)
WITH a, collect(party.name) AS named UNWIND named AS name WITH a, name ORDER BY name WITH a, collect(name) AS parties
WHERE size(parties) > 1 AND a.signed IS NOT NULL
RETURN a.type AS paper, a.signed AS signed, a.status AS status, parties
ORDER BY a.signed_earliest DESC, a.type, parties[0], parties[1] LIMIT 5;

// Who trains whom?
MATCH (giver)-[:PARTICIPATES_IN {role: 'provider'}]->(c:Cooperation)<-[:PARTICIPATES_IN {role: 'recipient'}]-(taker)
WHERE 'training' IN c.kinds
RETURN giver.name AS teacher, taker.name AS learner, c.date AS date, c.status AS status
ORDER BY teacher, learner, date LIMIT 5;

// How are two institutions connected, over partnerships?
// A quantified path (Neo4j 5.9 or later); shortestPath((a)-[:PARTNER_IN*..8]-(b)) says it for older releases.
MATCH (a:Institution {name: 'Spree Heart Center Berlin'}), (b:Institution {name: 'Mtkvari University Clinic'})
MATCH path = ANY SHORTEST (a) (()-[:PARTNER_IN]-()){1,8} (b)
RETURN [n IN nodes(path) WHERE n.name IS NOT NULL | n.name] AS chain, length(path) / 2 AS steps;

// What is an institution called, in either language and from any word?
// The full-text index knows every name and every other form; Lucene's syntax holds: fuzzy~, wild*.
CALL db.index.fulltext.queryNodes('medcoop_names', 'transplantation~ OR трансплантологии') YIELD node, score
WHERE node:Institution
RETURN node.name AS name, node.name_ru AS russian, round(score * 100) / 100 AS score
ORDER BY score DESC, name LIMIT 5;

// Which topics does a country work on, and how far did it come?
MATCH (c:Country {code: 'RU'})<-[:IN]-(:Institution)-[:PARTNER_IN]->(p:Partnership)<-[:STRAND_OF]-(s:Strand)-[:ON]->(t:Topic)
RETURN t.name AS topic, count(DISTINCT s) AS strands, count(DISTINCT CASE WHEN s.status = 'active' THEN s END) AS active
ORDER BY strands DESC, topic LIMIT 5;

// What do the sources not say? Partnerships that rest on a single document.
// Absence here is absence of reports among the documents read, not absence of cooperation.
MATCH (p:Partnership)
RETURN CASE WHEN p.sources = 1 THEN 'one source' ELSE 'several sources' END AS rests_on, count(p) AS partnerships
ORDER BY rests_on;
