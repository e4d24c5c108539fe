"""The way out: the catalogue of questions."""
