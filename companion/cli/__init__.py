"""The commands of `promenade`; the composition root of the program."""
