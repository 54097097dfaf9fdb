"""From recordings and transcripts to accounts and SWOT syntheses that can be checked."""
