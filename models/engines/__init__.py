"""One engine per file; third-party packages are imported inside, when an engine is first used."""
