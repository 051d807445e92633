"""After the last: what could stand first as well, and what the form has a place of its own for."""
