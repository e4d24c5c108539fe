// Whether $one and $other are partners.
MATCH (:Institution {id: $one})-[:PARTNER_IN]->(p:Partnership)<-[:PARTNER_IN]-(:Institution {id: $other}) RETURN p.id AS pair LIMIT 1
