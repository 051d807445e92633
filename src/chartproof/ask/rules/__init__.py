"""Questions to the provider: one file, one question. The folder says why it is asked."""
