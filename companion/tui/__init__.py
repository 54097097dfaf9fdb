"""The Textual application: widgets told by messages, no logic of its own."""

import os

os.environ.setdefault("TEXTUAL_FPS", "120")
# Textual reads it when it is imported. It paints on the beat of that clock and only where something
# changed: at its own 60 a key waits for up to 17 ms before anything is drawn.
