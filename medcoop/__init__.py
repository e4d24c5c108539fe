"""medcoop: a knowledge graph of healthcare cooperation."""

__version__ = "0.1.0"
