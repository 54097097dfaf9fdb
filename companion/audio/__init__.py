"""Sound in and out: sound card, files, scripts of clips."""
