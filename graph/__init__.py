"""Where it is kept: the record, the RDF dataset, the property graph, names, exports."""
