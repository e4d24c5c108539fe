// The network of institutions: every pair of partners, on one topic where it is given. Countries as parties are left out.
MATCH (:Topic {id: $topic})<-[:ON]-(f:Strand)  //? topic
MATCH (f)-[:FIRST_PARTY]->(a:Institution), (f)-[:SECOND_PARTY]->(b:Institution)  //? topic
MATCH (a:Institution)-[:PARTNER_IN]->(f:Partnership)<-[:PARTNER_IN]-(b:Institution)  //! topic
WHERE a.id < b.id  //! topic
RETURN a.id AS a, b.id AS b, f.sources AS sources, f.id AS fact
