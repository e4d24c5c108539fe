"""The way in: a document becomes facts with evidence."""
