"""What things mean: the models, the terms, the vocabularies, the errors. Imports none of our other rooms."""
