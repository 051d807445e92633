"""Fourth pass: what conventions require besides."""
