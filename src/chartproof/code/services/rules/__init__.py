"""Rules of services: what makes a line, and which modifiers come with it."""
