// The shelves of a row of shelves.
MATCH (s:Shelf) WHERE s.row = $row
RETURN s.id AS shelf
