"""What was said and how it was meant: units, sides, places, reservations, corrections."""
