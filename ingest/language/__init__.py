"""What a language needs: sentences, tokens, lemmas, nominatives, cues."""
