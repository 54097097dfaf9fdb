"""Recordings heard into a Transcript."""
