"""One session on disk: events appended to a journal, sound beside it, folded on reading."""
