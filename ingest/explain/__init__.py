"""What was read of a document and which rule found it, for eyes: in the terminal, or as a page of its own."""

from .explanation import Explanation, explain

__all__ = ["Explanation", "explain"]
