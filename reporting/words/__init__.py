"""Words and their forms in both languages: what is compared, counted and shown."""
