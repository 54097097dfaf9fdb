"""A Report as bytes: Markdown, HTML, JSON and the rest."""
