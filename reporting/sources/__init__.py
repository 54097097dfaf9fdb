"""Existing transcripts read into a Transcript."""
