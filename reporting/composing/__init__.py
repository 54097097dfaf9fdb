"""The parts of a report made of what was chosen: account, SWOT, ideas, minutes, audit."""
