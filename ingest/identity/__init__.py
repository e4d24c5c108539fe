"""Which mentions are one thing: normal forms, candidates, scores, clusters."""
