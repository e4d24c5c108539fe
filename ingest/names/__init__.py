"""Finding names: institutions, people, agreements, projects, places, dates, quantities."""
