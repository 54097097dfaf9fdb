"""Any text checked against what was said: quotations, figures, meaning, balance."""
