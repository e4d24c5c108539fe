"""Property graphs: the projection of the canonical view, on Ladybug and on Neo4j."""
