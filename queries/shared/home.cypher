// The country of a thing.
MATCH (:Institution {id: $thing})-[:IN]->(c:Country)
RETURN c.id AS home
