// The counts of documents and texts of a scope: all, a topic, a country or a language.
MATCH (c:Coverage {id: $scope})
RETURN c.counts AS counts
