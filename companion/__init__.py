"""The voice companion: a walk, its session on disk, its terminal application and command line."""
