"""Third pass: what may not stand beside what."""
