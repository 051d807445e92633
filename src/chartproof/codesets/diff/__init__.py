"""What changed between two releases of one system. Pure: two releases in, the changes out."""
