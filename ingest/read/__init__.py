"""Readers: bytes from files, folders, standard input or the web become Documents."""

from .outcome import ReadOptions, Refusal
from .reader import read

__all__ = ["ReadOptions", "Refusal", "read"]
