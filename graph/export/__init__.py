"""Exports of the dataset and of the property graph; a file a format."""
