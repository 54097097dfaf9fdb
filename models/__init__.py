"""Machine-learning models: contracts, the data that crosses them, an engine per file, their files."""
