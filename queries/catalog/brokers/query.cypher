// The network of institutions: every pair of partners, on one topic where it is given. Countries as parties are left out.
MATCH (:Topic {id: $topic})<-[:ON]-(f:Strand)-[:STRAND_OF]->(p:Partnership)  //? topic
MATCH (p:Partnership)  //! topic
MATCH (a:Institution)-[:PARTNER_IN]->(p)<-[:PARTNER_IN]-(b:Institution)
WHERE a.id < b.id
OPTIONAL MATCH (a)-[:IN]->(ac:Country)
OPTIONAL MATCH (b)-[:IN]->(bc:Country)
RETURN a.id AS a, b.id AS b, f.sources AS sources, f.id AS fact, ac.id AS a_country, bc.id AS b_country  //? topic
RETURN a.id AS a, b.id AS b, p.sources AS sources, p.id AS fact, ac.id AS a_country, bc.id AS b_country  //! topic
