"""The commands, a module for each group of them; `cli` loads only the one that is called."""
