"""The Textual application: widgets told by messages, no logic of its own."""
