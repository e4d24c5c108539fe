"""``python -m medcoop`` is the command line."""

from .cli import main

main()
