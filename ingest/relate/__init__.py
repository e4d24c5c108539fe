"""Finding who does what with whom; a file a phenomenon."""
