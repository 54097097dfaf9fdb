"""Words and turns of phrase that show a stance, a hedge, a decision; one module per language."""
