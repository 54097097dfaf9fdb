"""All sessions together: listing, full-text search, the index behind it."""
