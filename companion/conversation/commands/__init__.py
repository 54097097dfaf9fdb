"""Spoken commands: what a walker asks of the companion, told from what they think aloud."""
