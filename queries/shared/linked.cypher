// Whether two parties are partners: $pair is the IRI that their partnership would have.
MATCH (p:Partnership {id: $pair}) RETURN p.id AS pair
