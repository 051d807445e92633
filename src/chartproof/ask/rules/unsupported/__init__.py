"""What is documented is not borne out by what was measured."""
