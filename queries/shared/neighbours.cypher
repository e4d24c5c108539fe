// The parties that cooperate with $from, and on how many sources.
MATCH (:Institution|Country {id: $from})-[:PARTNER_IN]->(p:Partnership)<-[:PARTNER_IN]-(x:Institution|Country) WHERE x.id <> $from RETURN x.id AS other, p.sources AS n
