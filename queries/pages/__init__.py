"""Pages for people: server-rendered HTML that needs no JavaScript."""
