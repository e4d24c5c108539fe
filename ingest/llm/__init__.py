"""An optional reader for those who have a language model: it proposes facts, the program finds their quotes or drops them."""
