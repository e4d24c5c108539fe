"""Questions in words, read without a model: `read` says which question of the catalogue is asked, with which parameters."""

from .reader import Matched, Reading, read
from .words import is_russian

__all__ = ["Matched", "Reading", "is_russian", "read"]
