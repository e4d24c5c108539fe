"""Cooperation by rules: explicit patterns of clauses, in Russian and English, that say who does what with whom."""
