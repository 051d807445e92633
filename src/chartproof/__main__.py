"""`python -m chartproof` is the command line."""

from chartproof.cli import main

main()
